"""Settings of the sweeper: what it looks for, and what it may do about it."""

from collections import Counter
from collections.abc import Iterator
from typing import Annotated, ClassVar, Final, Literal, get_args

from annotated_types import Interval, Len

from constructs_lib.foundation.config import config
from constructs_lib.foundation.errors import Problem
from constructs_lib.foundation.placement import Placement
from constructs_lib.foundation.retention import RetentionDays
from constructs_lib.foundation.time_zone import TimeZone

Kind = Literal[
    "load-balancer",
    "target-group",
    "scaling-group",
    "instance",
    "volume",
    "snapshot",
    "nat-gateway",
    "address",
    "database",
    "function",
    "queue",
    "table",
    "log-group",
    "bucket",
]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)


@config
class SweeperConfig:
    """A function that looks every day for what has expired or was abandoned outside of the environment's Terraform.

    What is due says so itself, by a tag `expires` with a date. What carries `keep`, and whatever belongs to the estate or
    to another tool, never goes. Under 2 USD a month.
    """

    DOMAIN: ClassVar[str] = "sweeper"

    mode: Literal["report", "delete"] = "report"
    """Report: it tells what would go, and its role can delete nothing. Delete: never at a protected placement."""
    kinds: Annotated[tuple[Kind, ...], Len(min_length=1)] = KINDS
    """What it looks at."""
    warn_days: Annotated[int, Interval(ge=0, le=90)] = 7
    """Days before the date on which people begin to hear of it."""
    grace_days: Annotated[int, Interval(ge=1, le=90)] = 3
    """Days after the date in which nothing happens yet: time to notice, and to write another date."""
    abandoned_days: Annotated[int, Interval(ge=14, le=3650)] | None = None
    """Days after which what carries no tag of anybody is due, too. None: it is told of, and stays."""
    max_deletions: Annotated[int, Interval(ge=1, le=100)] = 20
    """When more than that is due in one run something is wrong: then nothing is deleted, and people are told."""
    backup_days: Annotated[int, Interval(ge=1, le=365)] | None = 30
    """Days a volume's last snapshot stays. Databases and tables get a last copy that stays until people delete it. None:
    what goes is gone."""
    hour: Annotated[int, Interval(ge=0, le=23)] = 7
    """When it looks: where something goes by mistake, people should be awake."""
    time_zone: TimeZone = "UTC"
    """Whose hour that is, such as Europe/Berlin. The dates of tags are UTC's."""
    log_retention_days: RetentionDays = 400
    """How long is kept what was deleted, when and why."""

    def problems(self) -> Iterator[Problem]:
        """A kind twice."""
        for kind, count in Counter(self.kinds).items():
            if count > 1:
                yield Problem(where="kinds", what=f"is named {count} times", got=kind, fix="name each kind once")

    def problems_at(self, placement: Placement) -> Iterator[Problem]:
        """Nothing is deleted by itself where nothing may be lost."""
        if placement.protected and self.mode == "delete":
            yield Problem(
                where="mode",
                what="deletes by itself on a protected placement",
                got=self.mode,
                allowed="report",
                fix='write mode="report": people decide there; or set protected=False',
            )
