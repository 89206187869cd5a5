"""What AWS Config records of an account and region, how often, and where it delivers it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import field
from functools import cache
from pathlib import Path
from typing import Annotated, Final, Literal

from annotated_types import Interval
from pydantic import StringConstraints

from constructs_lib.foundation.config import config
from constructs_lib.foundation.errors import Problem
from constructs_lib.foundation.placement import Placement

Frequency = Literal["CONTINUOUS", "DAILY"]
ResourceType = Annotated[str, StringConstraints(pattern=r"^AWS::[A-Za-z0-9]+::[A-Za-z0-9]+$")]
# https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html: AWS adds /AWSLogs/<account>/Config itself
Prefix = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9/_-]{0,98}[a-z0-9]$")]

GLOBAL_TYPES: Final = ("AWS::IAM::Group", "AWS::IAM::Policy", "AWS::IAM::Role", "AWS::IAM::User")
"""What an account has once, whatever region one looks from."""
_NEVER_DAILY: Final = (
    "AWS::Config::ConfigurationRecorder",
    "AWS::Config::ConformancePackCompliance",
    "AWS::Config::ResourceCompliance",
)
_WITHOUT_GLOBAL_TYPES: Final = (
    "ap-east-2",
    "ap-south-2",
    "ap-southeast-4",
    "ap-southeast-5",
    "ap-southeast-7",
    "ca-west-1",
    "eu-central-2",
    "eu-south-2",
    "il-central-1",
    "me-central-1",
    "mx-central-1",
)
"""Regions that AWS Config came to after February 2022.

https://docs.aws.amazon.com/config/latest/developerguide/select-resources.html
"""


@cache
def known_types() -> frozenset[str]:
    """What AWS Config can record. A test compares it with what AWS's own client knows."""
    return frozenset(Path(__file__).with_name("resource_types.txt").read_text(encoding="utf-8").split())


@config
class DeliveryConfig:
    """Where snapshots and the history of every resource are kept."""

    bucket: Literal["account", "own"] = "account"
    """The log bucket of the account and region, or one of its own, with the account's log key. AWS Config delivers into
    no bucket that locks its objects."""
    expiry_days: Annotated[int, Interval(ge=1, le=3653)] = 400
    """Days until a file of an own bucket is deleted; the account's bucket has its own."""
    prefix: Prefix | None = None
    """What paths in an own bucket begin with. AWS continues with AWSLogs/<account>/Config by itself."""
    snapshot_frequency: Literal["One_Hour", "Three_Hours", "Six_Hours", "Twelve_Hours", "TwentyFour_Hours"] = (
        "TwentyFour_Hours"
    )
    """How often everything is written down as it is."""
    changes_topic: bool = False
    """A topic of its own that is told every single change: for programs. People hear of what breaks a rule anyway."""

    def problems(self) -> Iterator[Problem]:
        """A prefix AWS would repeat, or one where the bucket's policy expects none."""
        if self.prefix is not None and "awslogs" in self.prefix.lower():
            yield Problem(
                where="prefix",
                what="has AWSLogs, which AWS Config adds itself",
                got=self.prefix,
                fix="leave it out of the prefix: <prefix>/AWSLogs/<account>/Config is where files go",
            )
        if self.prefix is not None and self.bucket == "account":
            yield Problem(
                where="prefix",
                what="is for a bucket of its own: the policy of the account's lets AWS Config write without one only",
                got=self.prefix,
                fix='leave it out, or set bucket="own"',
            )


@config
class RecordingConfig:
    """The one recorder of an account and region. Each item costs, and a daily one costs four times as much as one that
    is recorded when something changes: daily pays where things change more often than four times a day.
    """

    frequency: Frequency = "CONTINUOUS"
    """Every change, or how things are once a day. Rules that wait for changes follow it."""
    other_frequency_types: tuple[ResourceType, ...] = ()
    """Types recorded the other way: daily in a continuous recorder, what comes and goes all the time; continuously in a
    daily one, what must not be open for a day."""
    types: tuple[ResourceType, ...] = ()
    """Only these. Empty: everything AWS knows, now and later."""
    excluded_types: tuple[ResourceType, ...] = ()
    """Everything but these."""
    global_types: bool = True
    """IAM's users, groups, roles and policies: exactly one recorder of an account records them, or each change is paid
    in every region."""
    service_linked_role: Literal["existing", "created"] = "existing"
    """AWSServiceRoleForConfig is the account's, not the region's: it is there once AWS Config was ever on. `created` is
    for a new account with a single recorder, of which it is a part."""
    delivery: DeliveryConfig = field(default_factory=DeliveryConfig)
    """Where it goes."""

    @property
    def records_global_types(self) -> bool:
        """Whether any of IAM is recorded here."""
        return any(map(self.records, GLOBAL_TYPES))

    def records(self, kind: str) -> bool:
        """Whether a type is recorded here."""
        if self.types:
            return kind in self.types
        return kind not in self.excluded_types and (self.global_types or kind not in GLOBAL_TYPES)

    @property
    def left_out(self) -> tuple[str, ...]:
        """The excluded types, as AWS wants them: with exclusions it records IAM unless that is one of them."""
        without = () if self.global_types else GLOBAL_TYPES
        return tuple(sorted({*self.excluded_types, *without}))

    def problems(self) -> Iterator[Problem]:
        """Two ways to choose at once, types that are none, and a frequency that some do not have."""
        if self.types and self.excluded_types:
            yield Problem(
                where="excluded_types",
                what="are left out of a list that does not have them",
                got=f"types and excluded_types: {len(self.types)} and {len(self.excluded_types)}",
                allowed="types, or excluded_types, or neither",
                fix="keep one of them",
            )
        for name in ("types", "excluded_types", "other_frequency_types"):
            yield from _unknown(name, getattr(self, name))
        for kind in self.other_frequency_types:
            if kind in known_types() and not self.records(kind):
                yield Problem(
                    where="other_frequency_types",
                    what="has a type that is not recorded",
                    got=kind,
                    fix="leave it out, or record it",
                )
            if self.frequency == "CONTINUOUS" and kind in _NEVER_DAILY:
                yield Problem(
                    where="other_frequency_types",
                    what="has a type that AWS never records daily",
                    got=kind,
                    fix="leave it out",
                )
        if not self.global_types and self.types and self.records_global_types:
            yield Problem(
                where="global_types",
                what="is False, and types has some of them",
                got=", ".join(kind for kind in GLOBAL_TYPES if kind in self.types),
                fix="leave them out of types in all regions but one",
            )

    def problems_at(self, placement: Placement) -> Iterator[Problem]:
        """IAM, where AWS Config cannot see it."""
        if placement.region in _WITHOUT_GLOBAL_TYPES and self.records_global_types:
            yield Problem(
                where="global_types",
                what="cannot be recorded in this region: AWS Config sees IAM from older ones only",
                got=placement.region,
                fix="set it to False here, and record them in another region of the account",
            )


def _unknown(name: str, kinds: tuple[str, ...]) -> Iterator[Problem]:
    counted = Counter(kinds)
    for kind, count in counted.items():
        if count > 1:
            yield Problem(where=name, what="names a type twice", got=kind, fix="name it once")
        if kind not in known_types():
            yield Problem(
                where=name,
                what="has a type that AWS Config does not know",
                got=kind,
                allowed="https://docs.aws.amazon.com/config/latest/developerguide/resource-config-reference.html",
                fix="correct it: capitals count",
            )
