"""Settings of a PostgreSQL database."""

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, Final, Literal

from annotated_types import Interval
from pydantic import StringConstraints

from constructs_lib.foundation.config import config
from constructs_lib.foundation.errors import Problem
from constructs_lib.foundation.placement import Placement
from constructs_lib.foundation.retention import RetentionDays

# Gibibytes of memory of each size; families differ by how much memory comes with a processor.
# https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Summary.html
_BURSTABLE: Final = {"micro": 1, "small": 2, "medium": 4, "large": 8, "xlarge": 16, "2xlarge": 32}
_GENERAL: Final = {"large": 8, "xlarge": 16, **{f"{n}xlarge": 16 * n for n in (2, 4, 8, 12, 16)}}
_MEMORY: Final = {size: 2 * gib for size, gib in _GENERAL.items()}
_FAMILIES: Final[Mapping[str, Mapping[str, int]]] = {
    **dict.fromkeys(("t3", "t4g"), _BURSTABLE),
    **dict.fromkeys(("m6g", "m6i", "m7g", "m7i", "m8g"), _GENERAL),
    **dict.fromkeys(("r6g", "r6i", "r7g", "r7i", "r8g"), _MEMORY),
}

# Roles of RDS and of PostgreSQL itself, and words of SQL that RDS refuses as a name.
# https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Appendix.PostgreSQL.CommonDBATasks.Roles.html
_RESERVED: Final = frozenset(
    {"admin", "all", "current_user", "none", "postgres", "public", "rdsadmin", "rdsrepladmin", "rdstopmgr"}
    | {"session_user", "table", "template0", "template1", "user"}
)
_RESERVED_PREFIXES: Final = ("pg_", "rds_")

_MINUTES_OF_A_DAY: Final = 24 * 60
_SHORTEST_WINDOW_MINUTES: Final = 30
_WINDOW: Final = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")
_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKLY: Final = re.compile(
    rf"({'|'.join(_WEEKDAYS)}):([01]\d|2[0-3]):([0-5]\d)-({'|'.join(_WEEKDAYS)}):([01]\d|2[0-3]):([0-5]\d)"
)
# https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.Autoscaling.html
_LEAST_GROWTH_PERCENT: Final = 110

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,60}$")]


@config
class ApplicationConfig:
    """The application's login: two users that take turns, so that a rotation interrupts nobody."""

    name: Name
    """The role that owns what the application makes; `<name>_a` and `<name>_b` log in. PostgreSQL allows 63 characters."""
    rotation_days: Annotated[int, Interval(ge=1, le=1000)] = 30
    """Days between two passwords. One works until the rotation after the next, so 30 keeps it valid for up to 60."""


@config
class StorageConfig:
    """General purpose disks (gp3)."""

    gib: Annotated[int, Interval(ge=20, le=65536)] = 20
    """What it starts with; 20 GiB is the least of gp3. It grows by itself, and can never shrink."""
    max_gib: Annotated[int, Interval(ge=22, le=65536)] = 100
    """Where growing stops: a runaway query costs at most this. AWS wants at least 10 % more than the start."""

    def problems(self) -> Iterator[Problem]:
        """What AWS refuses when the database is made."""
        least = -(-self.gib * _LEAST_GROWTH_PERCENT // 100)  # rounded up
        if self.max_gib < least:
            yield Problem(
                where="max_gib",
                what="leaves too little room to grow",
                got=f"{self.max_gib} with gib={self.gib}",
                allowed=f"at least {least}: 10 % more than gib",
            )


@config
class DatabaseConfig:
    """A PostgreSQL instance, its master's password managed by RDS, its application's by rotation."""

    DOMAIN: ClassVar[str] = "database"

    database_name: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,62}$")]
    """The database made at first. It cannot be renamed: another name is another instance."""
    application: ApplicationConfig
    """Who uses it."""
    instance_class: str
    """Such as db.t4g.small. Protected placements refuse micro: its gigabyte is gone with a hundred connections."""
    component: Annotated[str, StringConstraints(pattern=r"^([a-z][a-z0-9]*(-[a-z0-9]+)*)?$", max_length=20)] = ""
    """Tells several databases of a placement apart."""
    engine_version: Annotated[str, StringConstraints(pattern=r"^1[5-8](\.\d{1,2})?$")] = "17"
    """A major version follows AWS's minor ones in the maintenance window; with a minor one (17.4) none is taken."""
    storage: StorageConfig = StorageConfig()
    """How much room."""
    multi_zone: bool = True
    """A standby in another zone takes over within about a minute. Off halves the cost, and a zone's failure is yours."""
    backup_days: Annotated[int, Interval(ge=1, le=35)] = 7
    """Days it can be put back to any second of. AWS allows 35; none at all would also forbid replicas."""
    backup_window: str = "03:00-04:00"
    """UTC, hh:mm-hh:mm, at least 30 minutes: outside the maintenance window and busy hours."""
    maintenance_window: str = "sun:05:00-sun:06:00"
    """UTC, ddd:hh:mm-ddd:hh:mm, at least 30 minutes: when AWS patches."""
    apply_immediately: bool = True
    """What was reviewed is applied when it is approved. Off, changes wait for the maintenance window, and until then
    every plan shows them again."""
    master_username: Name = "administrator"
    """Who may do everything; only the rotation function logs in with it. It cannot be renamed."""
    master_rotation_days: Annotated[int, Interval(ge=1, le=1000)] = 30
    """Days between two passwords of the master, which RDS changes by itself. RDS's own default is 7."""
    performance_insights_days: Literal[7, 93, 186, 372, 731] | None = 7
    """Days of query statistics; 7 cost nothing. None: none are kept."""
    log_retention_days: RetentionDays = 400
    """Days the server's log is kept. PCI DSS 10.5.1 wants a year."""

    @property
    def aws_services(self) -> tuple[str, ...]:
        """What the rotation function calls from private subnets."""
        return ("secretsmanager",)

    @property
    def memory_gib(self) -> int | None:
        """How much memory the class has; None for one that is not known."""
        prefix, _, rest = self.instance_class.partition(".")
        family, _, size = rest.partition(".")
        return _FAMILIES.get(family, {}).get(size) if prefix == "db" else None

    def problems(self) -> Iterator[Problem]:
        """What AWS would refuse only when the database is made, or never tell."""
        if self.memory_gib is None:
            yield Problem(
                where="instance_class",
                what="is no known class for PostgreSQL",
                got=repr(self.instance_class),
                allowed=f"db.<family>.<size>, families {', '.join(_FAMILIES)}",
            )
        yield from _names(self)
        yield from _windows(self.backup_window, self.maintenance_window)

    def problems_at(self, placement: Placement) -> Iterator[Problem]:
        """What is wrong only at some placements."""
        if placement.protected and self.instance_class.endswith(".micro"):
            yield Problem(
                where="instance_class",
                what="is too small for a protected placement",
                got=repr(self.instance_class),
                allowed="db.t4g.small or larger",
                fix="take a larger class: a micro one has neither the memory nor the processor for its own maintenance",
            )


def _names(settings: DatabaseConfig) -> Iterator[Problem]:
    application = settings.application.name
    for where, name in (
        ("database_name", settings.database_name),
        ("master_username", settings.master_username),
        ("application.name", application),
    ):
        allowed_here = where == "database_name" and name == "postgres"
        if not allowed_here and (name in _RESERVED or name.startswith(_RESERVED_PREFIXES)):
            yield Problem(
                where=where,
                what="is a name that RDS keeps for itself",
                got=repr(name),
                allowed=f"none of {', '.join(sorted(_RESERVED))}, and nothing that begins with pg_ or rds_",
            )
    if settings.master_username in {application, f"{application}_a", f"{application}_b"}:
        yield Problem(
            where="master_username",
            what="is one of the application's roles",
            got=repr(settings.master_username),
            fix=f"name it otherwise than {application}, {application}_a and {application}_b",
        )


def _windows(backup: str, maintenance: str) -> Iterator[Problem]:
    daily, weekly = _WINDOW.fullmatch(backup), _WEEKLY.fullmatch(maintenance)
    if not daily:
        yield Problem(where="backup_window", what="is no window", got=repr(backup), allowed="hh:mm-hh:mm in UTC")
    if not weekly:
        yield Problem(
            where="maintenance_window", what="is no window", got=repr(maintenance), allowed="ddd:hh:mm-ddd:hh:mm in UTC"
        )
    backup_minutes = _minutes(*map(int, daily.groups()), cycle=_MINUTES_OF_A_DAY) if daily else range(0)
    weekly_minutes = range(0)
    if weekly:
        first, hour, minute, last, end_hour, end_minute = weekly.groups()
        start = _WEEKDAYS.index(first) * 24 + int(hour)
        end = _WEEKDAYS.index(last) * 24 + int(end_hour)
        weekly_minutes = _minutes(start, int(minute), end, int(end_minute), cycle=7 * _MINUTES_OF_A_DAY)
    for where, window, minutes, matched in (
        ("backup_window", backup, backup_minutes, daily),
        ("maintenance_window", maintenance, weekly_minutes, weekly),
    ):
        if matched and len(minutes) < _SHORTEST_WINDOW_MINUTES:
            yield Problem(where=where, what="is too short", got=repr(window), allowed="at least 30 minutes")
    if {minute % _MINUTES_OF_A_DAY for minute in weekly_minutes} & {m % _MINUTES_OF_A_DAY for m in backup_minutes}:
        yield Problem(
            where="maintenance_window",
            what="overlaps the backup window, which is every day",
            got=f"{maintenance} and {backup}",
            fix="move one of them",
        )


def _minutes(hour: int, minute: int, end_hour: int, end_minute: int, *, cycle: int) -> range:
    """The minutes of a window, counted from the start of its cycle; one may go on into the next."""
    start, end = hour * 60 + minute, end_hour * 60 + end_minute
    return range(start, end if end >= start else end + cycle)
