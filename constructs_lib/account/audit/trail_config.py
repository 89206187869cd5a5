"""Settings of a trail: what is recorded, where it is kept, and for how long."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Annotated, Literal

from annotated_types import Interval
from pydantic import StringConstraints

from constructs_lib.account.audit.watched import WatchedName
from constructs_lib.foundation.config import config
from constructs_lib.foundation.errors import Problem
from constructs_lib.foundation.names import Component
from constructs_lib.foundation.placement import Placement
from constructs_lib.foundation.retention import RetentionDays
from constructs_lib.foundation.state import AccountId

Reason = Annotated[str, StringConstraints(min_length=20)]
TopicName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,256}$")]
OrganizationId = Annotated[str, StringConstraints(pattern=r"^o-[a-z0-9]{10,32}$")]
# A whole bucket or a part of one, or one table: never everything there is of a kind
RecordedArn = Annotated[
    str,
    StringConstraints(pattern=r"^arn:aws:(s3:::[a-z0-9.-]+/.*|dynamodb:[a-z0-9-]+:[0-9]{12}:table/[A-Za-z0-9_.-]+)$"),
]


@config
class DataEventsConfig:
    """Every read and write of one thing's contents: who fetched which object, who wrote which item.

    By far the most of what a trail costs, so it is said thing by thing.
    """

    bucket: Component | None = None
    """The component of a bucket, such as audit."""
    table: Component | None = None
    """Or of a table, such as session."""
    arn: RecordedArn | None = None
    """Or something Cairn did not make: `arn:aws:s3:::name/` with what its objects begin with, or a table's ARN."""
    at: Placement | None = None
    """Where the bucket or table is, if not where the trail is: a trail of all regions records theirs too."""
    only: Literal["ReadOnly", "WriteOnly"] | None = None
    """Reads alone, or writes alone; both where it is left out."""

    def problems(self) -> Iterator[Problem]:
        """Nothing, or several things at once."""
        named = [each for each in (self.bucket, self.table, self.arn) if each is not None]
        if len(named) != 1:
            yield Problem(
                what="names nothing" if not named else "names several things",
                got=", ".join(named),
                allowed="one of bucket, table and arn",
                fix="write one DataEventsConfig for each thing",
            )
        if self.arn is not None and self.at is not None:
            yield Problem(where="at", what="says where something is whose ARN says it", fix="leave it out")


@config
class TrailLockConfig:
    """For so many days nobody deletes or overwrites what was recorded."""

    days: Annotated[int, Interval(ge=1, le=3653)] = 365
    """A year is what PCI DSS 10.5.1 wants kept."""
    mode: Literal["GOVERNANCE", "COMPLIANCE"] = "GOVERNANCE"
    """GOVERNANCE can be lifted by who has s3:BypassGovernanceRetention, which no role of Cairn's has; COMPLIANCE by nobody."""


@config
class OrganizationConfig:
    """The organization whose accounts are all recorded by this one trail."""

    id: OrganizationId
    management_account: AccountId
    """The account that owns it: AWS refuses such a trail anywhere else."""


@config
class TrailConfig:
    """What is recorded of whoever calls AWS. Management events always are, reads and writes."""

    multi_region: bool = True
    """Every region of the account, those included where nothing runs: that is where an intruder would. One trail of an
    account does so; AWS charges the second copy of every event."""
    organization: OrganizationConfig | None = None
    """All accounts of an organization, too."""
    data_events: tuple[DataEventsConfig, ...] = ()
    """What is recorded of contents, thing by thing."""
    insights: tuple[Literal["ApiCallRateInsight", "ApiErrorRateInsight"], ...] = ()
    """Unusual rates of calls and of errors, found by AWS. Every management event it looks at is paid for."""
    expiry_days: Annotated[int, Interval(ge=90, le=3653)] = 400
    """Days until a log file is deleted: a year of evidence, and a month to look back. Less than 90 is what AWS itself
    shows for free."""
    object_lock: TrailLockConfig | None = field(default_factory=TrailLockConfig)
    """None: who may delete objects may delete evidence. A locked bucket cannot be emptied, and so not be destroyed."""
    log_retention_days: RetentionDays = 400
    """Days the log group keeps events: what alarms count in, and what is searched first."""
    alarms_left_out: Mapping[WatchedName, Reason] = field(default_factory=dict[WatchedName, str])
    """Of the CIS benchmark's alarms those that are not wanted, each with its reason."""
    delivery_topic_name: TopicName | None = None
    """A topic of this account and region that hears of every log file, for another system to fetch it. Its policy must
    let cloudtrail.amazonaws.com publish. People are told by alarms."""

    def problems(self) -> Iterator[Problem]:
        """What is said twice, and a lock that lasts longer than what it locks."""
        if self.object_lock is not None and self.object_lock.days > self.expiry_days:
            yield Problem(
                where="expiry_days",
                what="comes before the lock ends: an expired file would be hidden, and kept",
                got=f"{self.expiry_days}, locked for {self.object_lock.days} days",
                fix="let files live as long as they are locked, or lock them for less",
            )
        for name, count in Counter(self.insights).items():
            if count > 1:
                yield Problem(where="insights", what="names one twice", got=name, fix="name it once")
        for index, each in enumerate(self.data_events):
            if each in self.data_events[:index]:
                yield Problem(where=f"data_events[{index}]", what="is there already", fix="leave it out")

    def problems_at(self, placement: Placement) -> Iterator[Problem]:
        """What this trail cannot record from here, or must not."""
        owner = self.organization.management_account if self.organization else placement.account.id
        if owner != placement.account.id:
            yield Problem(
                where="organization",
                what="is recorded from an account that does not own it",
                got=placement.account.id,
                allowed=f"{owner}, its management account",
                fix="move the trail to a placement of that account",
            )
        for index, each in enumerate(self.data_events):
            where = f"data_events[{index}]"
            yield from (problem.under(where) for problem in self._out_of_sight(each, placement))
            bucket = (each.arn or "").partition(":::")[2].partition("/")[0]
            if bucket in log_buckets(placement):
                yield Problem(
                    where=f"{where}.arn",
                    what="records the writing of logs, which is logged again, for ever",
                    got=bucket,
                    fix="leave it out: access to log buckets is in the access logs",
                )

    def _out_of_sight(self, each: DataEventsConfig, placement: Placement) -> Iterator[Problem]:
        if each.at is None:
            return
        if each.at.account.id != placement.account.id and self.organization is None:
            yield Problem(
                where="at",
                what="is another account, which this trail does not record",
                got=each.at.account.id,
                allowed=placement.account.id,
                fix="record it by a trail of that account",
            )
        if each.at.region != placement.region and not self.multi_region:
            yield Problem(
                where="at",
                what="is another region, and the trail records its own only",
                got=each.at.region,
                allowed=placement.region,
                fix="let the trail be multi_region, or record it by the one of that region",
            )


def log_buckets(placement: Placement) -> tuple[str, ...]:
    """The buckets logs go to at a placement: the trail's own, and those of the account layer."""
    return tuple(placement.bucket_name(*parts) for parts in (("trail",), ("logs",), ("access", "logs")))
