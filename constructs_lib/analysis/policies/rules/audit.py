"""What watches an account: trails and detectors that do."""

from typing import Final

from constructs_lib.analysis.policies.blocks import Block
from constructs_lib.analysis.policies.model import PROVIDER, Resource
from constructs_lib.analysis.policies.rule import Fault, Faults, Names, expect, needs, rule

TRAIL: Final = "aws_cloudtrail"
DETECTOR: Final = "aws_guardduty_detector"


@rule(
    "trail-encrypted",
    on=TRAIL,
    why="Who reads the files then is decided by the key's policy, too, and not by the bucket's alone.",
    fix="set kms_key_id to a key that lets CloudTrail use it for this trail",
    names=Names(
        cis=("3.5",),
        pci=("10.3.2",),
        soc2=("CC6.1",),
        hipaa=("164.312(a)(2)(iv)",),
        fsbp=("CloudTrail.2",),
        checkov=("CKV_AWS_35",),
    ),
)
def encrypted(trail: Resource) -> Faults:
    yield from needs(trail, "kms_key_id")


@rule(
    "trail-validated",
    on=TRAIL,
    why="Without digests nobody can show that a file was not changed, or that none is missing.",
    fix="set enable_log_file_validation to true",
    names=Names(
        cis=("3.2",),
        pci=("10.3.2",),
        soc2=("CC7.2",),
        hipaa=("164.312(c)(1)",),
        fsbp=("CloudTrail.4",),
        checkov=("CKV_AWS_36",),
    ),
)
def validated(trail: Resource) -> Faults:
    yield from expect(trail, "enable_log_file_validation", True, default=False)


@rule(
    "trail-logging",
    on=TRAIL,
    why="A trail that is there and stopped looks as if somebody were recording.",
    fix="set enable_logging to true",
    names=Names(pci=("10.2.1",), soc2=("CC7.2",), hipaa=("164.312(b)",), checkov=("CKV_AWS_251",)),
)
def logging(trail: Resource) -> Faults:
    yield from expect(trail, "enable_logging", True, default=True)


@rule(
    "trail-multi-region",
    on=TRAIL,
    why="Whoever got in works where nobody looks: in regions where nothing runs.",
    fix="set is_multi_region_trail to true on one trail of the account",
    names=Names(
        cis=("3.1",),
        pci=("10.2.1",),
        soc2=("CC7.2",),
        hipaa=("164.312(b)",),
        fsbp=("CloudTrail.1",),
        checkov=("CKV_AWS_67",),
    ),
)
def multi_region(trail: Resource) -> Faults:
    account = _account(trail)
    everywhere = [trail, *(trail.stack.estate.resources() if trail.stack.estate and account else ())]
    if not any(
        each.type == TRAIL and each.on("is_multi_region_trail") and _account(each) == account for each in everywhere
    ):
        yield Fault(what="no trail of the account records all regions")


def _account(resource: Resource) -> str:
    for provider in resource.stack.of(PROVIDER):
        for each in provider.entries("allowed_account_ids"):
            return str(each)
    return ""


@rule(
    "trail-log-group",
    on=TRAIL,
    why="Alarms count in a log group; files in a bucket are read after the fact.",
    fix="set cloud_watch_logs_group_arn, and cloud_watch_logs_role_arn to a role that may write there",
    names=Names(pci=("10.4.1",), soc2=("CC7.2",), fsbp=("CloudTrail.5",), checkov=("CKV2_AWS_10",)),
)
def log_group(trail: Resource) -> Faults:
    yield from needs(trail, "cloud_watch_logs_group_arn")


_OBJECTS: Final = "AWS::S3::Object"
_EVERY_BUCKET: Final = ("arn:aws:s3", "arn:aws:s3:::")


@rule(
    "trail-own-files",
    on=TRAIL,
    why="A trail of every object records its own files being written, into files: for ever, and each event is paid.",
    fix="name the buckets whose objects matter, by resources.ARN or by values",
)
def own_files(trail: Resource) -> Faults:
    for selector in trail.blocks("advanced_event_selector"):
        fields = {field.raw("field"): field for field in selector.blocks("field_selector")}
        kind = fields.get("resources.type")
        if kind is not None and _OBJECTS in kind.entries("equals") and not _narrowed(fields.get("resources.ARN")):
            yield Fault(what=f"{selector.place} records objects of every bucket, the trail's own among them")
    for selector in trail.blocks("event_selector"):
        for data in selector.blocks("data_resource"):
            if data.raw("type") == _OBJECTS and set(data.entries("values")) & set(_EVERY_BUCKET):
                yield Fault(what=f"{data.place} records objects of every bucket, the trail's own among them")


def _narrowed(arns: Block | None) -> bool:
    """Whether some bucket is left out, be it by naming others."""
    if arns is None:
        return False
    named = [each for operator in ("equals", "starts_with", "ends_with") for each in arns.entries(operator)]
    left_out = [each for operator in ("not_equals", "not_starts_with") for each in arns.entries(operator)]
    return bool(left_out or named) and not set(named) & set(_EVERY_BUCKET)


@rule(
    "detector-enabled",
    on=DETECTOR,
    why="A suspended detector finds nothing, and is in every list of detectors.",
    fix="set enable to true",
    names=Names(
        pci=("11.5.1",),
        soc2=("CC7.2",),
        hipaa=("164.308(a)(1)(ii)(D)",),
        fsbp=("GuardDuty.1",),
        checkov=("CKV_AWS_238",),
    ),
)
def detector_enabled(detector: Resource) -> Faults:
    yield from expect(detector, "enable", True, default=True)


@rule(
    "hub-standards-named",
    on="aws_securityhub_account",
    why="By default AWS chooses the standards, in versions of its own, and nobody finds them in the code.",
    fix="set enable_default_standards to false, and subscribe to standards by name",
    names=Names(soc2=("CC7.1",)),
)
def standards_named(hub: Resource) -> Faults:
    yield from expect(hub, "enable_default_standards", False, default=True)
