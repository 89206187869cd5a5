"""Names of the trail and of what it records, before any of it exists."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from constructs_lib.account.audit.config import AuditConfig
from constructs_lib.account.audit.hub_config import StandardName
from constructs_lib.account.audit.trail_config import DataEventsConfig, TrailConfig
from constructs_lib.foundation.errors import Problem
from constructs_lib.foundation.placement import Placement

OBJECTS: Final = "AWS::S3::Object"
TABLE: Final = "AWS::DynamoDB::Table"

# https://docs.aws.amazon.com/securityhub/latest/userguide/standards-reference.html
_STANDARDS: Final[Mapping[StandardName, str]] = {
    "fsbp-1.0.0": "aws-foundational-security-best-practices/v/1.0.0",
    "cis-3.0.0": "cis-aws-foundations-benchmark/v/3.0.0",
    "cis-5.0.0": "cis-aws-foundations-benchmark/v/5.0.0",
    "nist-800-53-5.0.0": "nist-800-53/v/5.0.0",
    "pci-dss-3.2.1": "pci-dss/v/3.2.1",
    "pci-dss-4.0.1": "pci-dss/v/4.0.1",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Recorded:
    """Contents of one kind that a trail records, all under the same terms."""

    name: str
    """What people see it by."""
    type: str
    """The kind of resource, in CloudTrail's words."""
    arns: tuple[str, ...]
    """The ARNs of tables; what the ARNs of objects begin with."""
    read_only: bool | None
    """Reads, writes, or None for both."""


def trail_arn(placement: Placement) -> str:
    """The trail's ARN, which the policies of its bucket and key name before there is a trail."""
    return f"arn:aws:cloudtrail:{placement.region}:{placement.account.id}:trail/{placement.name('trail')}"


def standard_arn(standard: StandardName, region: str) -> str:
    """A standard, as a region has it."""
    return f"arn:aws:securityhub:{region}::standards/{_STANDARDS[standard]}"


def recorded(config: TrailConfig, placement: Placement) -> tuple[Recorded, ...]:
    """What is recorded of contents, by kind and terms: CloudTrail takes few selectors, each of many ARNs."""
    return tuple(_grouped(config.data_events, placement))


def recorded_arn(events: DataEventsConfig, placement: Placement) -> str:
    """The thing that is recorded, by the names that its own stack gives it."""
    place = events.at or placement
    if events.bucket is not None:
        return f"arn:aws:s3:::{place.bucket_name('data', events.bucket)}/"
    if events.table is not None:
        return f"arn:aws:dynamodb:{place.region}:{place.account.id}:table/{place.name(events.table, 'table')}"
    return events.arn or ""


def _grouped(data_events: tuple[DataEventsConfig, ...], placement: Placement) -> Iterator[Recorded]:
    for type_, noun in ((OBJECTS, "objects"), (TABLE, "items")):
        for only, read_only, verb in (
            (None, None, "Reads and writes"),
            ("ReadOnly", True, "Reads"),
            ("WriteOnly", False, "Writes"),
        ):
            arns = {recorded_arn(each, placement) for each in data_events if each.only == only}
            chosen = tuple(sorted(arn for arn in arns if (arn.startswith("arn:aws:s3:")) == (type_ == OBJECTS)))
            if chosen:
                yield Recorded(name=f"{verb} of {noun}", type=type_, arns=chosen, read_only=read_only)


@dataclass(frozen=True, kw_only=True, slots=True)
class Audited:
    """One placement, and what watches it."""

    stack_id: str
    placement: Placement
    config: AuditConfig


def watch_problems(
    audited: Sequence[Audited], *, stacks: Collection[str], places: Collection[Placement]
) -> Iterator[Problem]:
    """What is wrong between what watches one account: `stacks` are all of the environment, `places` all that are in use."""
    for each in audited:
        yield from _recorded_things_are_there(each, stacks)
        yield from _gathered_regions_have_a_hub(each, audited)
    yield from _every_region_is_recorded(audited)
    yield from _every_place_is_watched(audited, places)


def _recorded_things_are_there(audited: Audited, stacks: Collection[str]) -> Iterator[Problem]:
    """A selector of something that is not there records nothing, and nobody notices."""
    trail = audited.config.trail
    for index, each in enumerate(trail.data_events if trail else ()):
        place = each.at or audited.placement
        for domain, component in (("bucket", each.bucket), ("table", each.table)):
            if component is not None and place.stack_id(domain, component) not in stacks:
                yield Problem(
                    where=f"{audited.stack_id}.trail.data_events[{index}].{domain}",
                    what=f"is no {domain} there",
                    got=f"{component} in {place.region}",
                    fix="name the component of one that the environment has, or say by `at` where it is",
                )


def _gathered_regions_have_a_hub(audited: Audited, others: Sequence[Audited]) -> Iterator[Problem]:
    hub, account = audited.config.security_hub, audited.placement.account.id
    having = [
        each.placement.region for each in others if each.config.security_hub and each.placement.account.id == account
    ]
    for region in hub.gathers_from if hub else ():
        if region not in having:
            yield Problem(
                where=f"{audited.stack_id}.security_hub.gathers_from",
                what="is a region without Security Hub",
                got=region,
                allowed=", ".join(each for each in having if each != audited.placement.region) or "none yet",
                fix="give the placement there a security_hub, or leave the region out",
            )


def _every_region_is_recorded(audited: Sequence[Audited]) -> Iterator[Problem]:
    """Two trails of all regions are told of elsewhere; none is nobody who looks where nothing runs."""
    by_account: dict[str, list[Audited]] = {}
    for each in audited:
        if each.config.trail is not None:
            by_account.setdefault(each.placement.account.id, []).append(each)
    for account_id, trails in by_account.items():
        if not any(each.config.trail and each.config.trail.multi_region for each in trails):
            yield Problem(
                where=" and ".join(each.stack_id for each in trails),
                what="record single regions, and the account's others are recorded by nobody",
                got=account_id,
                fix="let the trail of one placement be multi_region",
            )


def _every_place_is_watched(audited: Sequence[Audited], places: Collection[Placement]) -> Iterator[Problem]:
    """GuardDuty is each region's own: a protected place without it looks like one in which nothing is ever found."""
    watched = {_spot(each.placement) for each in audited if each.config.detector is not None}
    accounts = {account_id for account_id, _ in watched}
    for place in places:
        if place.protected and place.account.id in accounts and _spot(place) not in watched:
            yield Problem(
                where=place.region,
                what="is protected and has no detector, while the account has one elsewhere",
                got=place.account.id,
                fix="add an AuditConfig with a detector there",
            )


def _spot(place: Placement) -> tuple[str, str]:
    return place.account.id, place.region
