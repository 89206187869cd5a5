"""Buckets: closed, encrypted, versioned, logged, and tidy."""

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Final

from constructs_lib.analysis.policies.blocks import Block
from constructs_lib.analysis.policies.model import Resource
from constructs_lib.analysis.policies.rule import Fault, Faults, Names, expect, listed, rule
from constructs_lib.analysis.policies.statements import conditions_of, principals, several, sid, statements

BUCKET: Final = "aws_s3_bucket"

# https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
_NAME: Final = re.compile(r"[a-z0-9](?!.*\.\.)[a-z0-9.-]{1,61}[a-z0-9]")
_NO_NAME: Final = re.compile(r"\d+\.\d+\.\d+\.\d+|(xn--|sthree-|amzn-s3-demo-).*|.*(-s3alias|--ol-s3|--x-s3|\.mrap)")


@rule(
    "s3-public-access-block",
    on=BUCKET,
    why="One wrong ACL or policy makes every object public; the block makes that impossible.",
    fix="add aws_s3_bucket_public_access_block with all four settings true",
    names=Names(
        cis=("2.1.4",),
        pci=("1.4.4",),
        soc2=("CC6.1", "CC6.6"),
        hipaa=("164.312(a)(1)",),
        fsbp=("S3.8",),
        checkov=("CKV2_AWS_6", "CKV_AWS_53", "CKV_AWS_54", "CKV_AWS_55", "CKV_AWS_56"),
    ),
)
def public_access_block(bucket: Resource) -> Faults:
    blocks = bucket.users("aws_s3_bucket_public_access_block", "bucket")
    if not blocks:
        yield Fault(what="the bucket has no public access block")
    for block in blocks:
        for setting in ("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"):
            yield from expect(block, setting, True, default=False)


@rule(
    "s3-tls-only",
    on=BUCKET,
    why="Without it objects and signed requests can travel in the clear.",
    fix="deny s3:* in the bucket's policy where aws:SecureTransport is false",
    names=Names(cis=("2.1.1",), pci=("4.2.1",), soc2=("CC6.7",), hipaa=("164.312(e)(1)",), fsbp=("S3.5",)),
)
def tls_only(bucket: Resource) -> Faults:
    policies = bucket.users("aws_s3_bucket_policy", "bucket")
    if not any(map(_refuses_plain_http, policies)):
        yield Fault(what="the bucket's policy does not refuse requests without TLS")


def _refuses_plain_http(policy: Resource) -> bool:
    return any(
        statement.get("Effect") == "Deny"
        and any(str(value).lower() == "false" for value in conditions_of(statement, "aws:SecureTransport"))
        for statement in statements(policy)
    )


@rule(
    "s3-encryption",
    on=BUCKET,
    why="Says with which key new objects are encrypted, instead of leaving it to whoever writes them.",
    fix="add aws_s3_bucket_server_side_encryption_configuration",
    names=Names(pci=("3.5.1",), soc2=("CC6.1",), hipaa=("164.312(a)(2)(iv)",), checkov=("CKV_AWS_19",)),
)
def encryption(bucket: Resource) -> Faults:
    settings = bucket.users("aws_s3_bucket_server_side_encryption_configuration", "bucket")
    if not settings:
        yield Fault(what="the bucket's encryption is not set")
    for each in settings:
        for block in each.blocks("rule"):
            path = "apply_server_side_encryption_by_default.sse_algorithm"
            yield from expect(block, path, "aws:kms", "aws:kms:dsse", "AES256")


@rule(
    "s3-versioning",
    on=BUCKET,
    why="An overwritten or deleted object cannot be brought back without it, nor replicated.",
    fix="add aws_s3_bucket_versioning with status Enabled",
    names=Names(pci=("10.3.3",), soc2=("A1.2",), hipaa=("164.312(c)(1)",), checkov=("CKV_AWS_21",)),
)
def versioning(bucket: Resource) -> Faults:
    settings = bucket.users("aws_s3_bucket_versioning", "bucket")
    if not settings:
        yield Fault(what="the bucket keeps no versions")
    for each in settings:
        yield from expect(each, "versioning_configuration.status", "Enabled")


@rule(
    "s3-access-logs",
    on=BUCKET,
    why="Nobody can say afterwards who read what.",
    fix="add aws_s3_bucket_logging to a log bucket of the same account and region",
    names=Names(
        pci=("10.2.1",),
        soc2=("CC7.2",),
        hipaa=("164.312(b)",),
        fsbp=("S3.9",),
        checkov=("CKV_AWS_18",),
    ),
)
def access_logs(bucket: Resource) -> Faults:
    is_log_bucket = any(
        bucket.stack.leads_to(each.raw("target_bucket"), bucket) for each in bucket.stack.of("aws_s3_bucket_logging")
    )
    # logs of a log bucket would be logged, for ever
    if not is_log_bucket and not bucket.users("aws_s3_bucket_logging", "bucket"):
        yield Fault(what="the bucket's accesses are not logged")


@rule(
    "s3-lifecycle",
    on=BUCKET,
    why="Versions and broken uploads are kept, and paid, for ever without one.",
    fix="add aws_s3_bucket_lifecycle_configuration that expires old versions and aborts incomplete uploads",
    names=Names(pci=("3.2.1",), soc2=("C1.2",), fsbp=("S3.13",), checkov=("CKV2_AWS_61", "CKV_AWS_300")),
)
def lifecycle(bucket: Resource) -> Faults:
    configurations = bucket.users("aws_s3_bucket_lifecycle_configuration", "bucket")
    if not configurations:
        yield Fault(what="the bucket has no lifecycle")
    for configuration in configurations:
        if not any(each.raw("abort_incomplete_multipart_upload") for each in configuration.blocks("rule")):
            yield Fault(what="no lifecycle rule aborts incomplete uploads")


@rule(
    "s3-owner-enforced",
    on=BUCKET,
    why="ACLs are a second, older way to give access that no policy shows.",
    fix="add aws_s3_bucket_ownership_controls with BucketOwnerEnforced",
    names=Names(pci=("7.2.1",), soc2=("CC6.1",), hipaa=("164.312(a)(1)",), fsbp=("S3.12",), checkov=("CKV2_AWS_65",)),
)
def owner_enforced(bucket: Resource) -> Faults:
    controls = bucket.users("aws_s3_bucket_ownership_controls", "bucket")
    if not controls:
        yield Fault(what="the bucket's ownership controls are not set")
    for each in controls:
        yield from expect(each, "rule.object_ownership", "BucketOwnerEnforced")


@rule(
    "s3-name",
    on=BUCKET,
    why="S3 refuses other names at apply, when half of the stack exists.",
    fix="3 to 63 lower-case letters, digits and hyphens",
)
def name(bucket: Resource) -> Faults:
    got = bucket.get("bucket")
    if got is not None and (not _NAME.fullmatch(got) or _NO_NAME.fullmatch(got)):
        yield Fault(what="the bucket's name is none that S3 takes", got=got)


@rule(
    "s3-object-lock-versioned",
    on="aws_s3_bucket_object_lock_configuration",
    why="Object lock works on versions: AWS refuses it on a bucket without them.",
    fix="add aws_s3_bucket_versioning with status Enabled, and depend on it",
)
def object_lock_versioned(lock: Resource) -> Faults:
    bucket = lock.target("bucket")
    if bucket is not None and not bucket.users("aws_s3_bucket_versioning", "bucket"):
        yield Fault(what="the locked bucket keeps no versions")


REPLICATION: Final = "aws_s3_bucket_replication_configuration"


@rule(
    "s3-replication-delete-markers",
    on=REPLICATION,
    why="A rule with a filter must say it; AWS refuses the configuration at apply.",
    fix="add delete_marker_replication with status Enabled or Disabled",
)
def replication_delete_markers(replication: Resource) -> Faults:
    for each in replication.blocks("rule"):
        if each.raw("filter") is not None and each.raw("delete_marker_replication.status") is None:
            yield Fault(what=f"{each.place} has a filter and no delete_marker_replication")


@rule(
    "s3-replication-time-metrics",
    on=REPLICATION,
    why="Replication time control works with its metrics only; AWS refuses one without the other.",
    fix="add metrics with status Enabled to the destination",
)
def replication_time_metrics(replication: Resource) -> Faults:
    for each in replication.blocks("rule"):
        timed = each.get("destination.replication_time.status") == "Enabled"
        if timed and each.get("destination.metrics.status") != "Enabled":
            yield Fault(what=f"{each.place} has replication time control and no metrics")


@rule(
    "s3-replication-versioned",
    on=REPLICATION,
    why="AWS replicates versions: both buckets must keep them before it begins.",
    fix="add aws_s3_bucket_versioning with status Enabled to it",
)
def replication_versioned(replication: Resource) -> Faults:
    for block, path in _replicated(replication):
        bucket = block.raw(path)
        found = replication.stack.origin(bucket, path)
        if found is not None and found.type == BUCKET and not found.users("aws_s3_bucket_versioning", "bucket"):
            yield Fault(what=f"{block.named(path)} keeps no versions", got=found.address)


def _replicated(replication: Resource) -> Iterator[tuple[Block, str]]:
    yield replication, "bucket"
    for each in replication.blocks("rule"):
        yield each, "destination.bucket"


@rule(
    "s3-inventory-owner",
    on="aws_s3_bucket_inventory",
    why="An inventory names every object; in another account it is that account's.",
    fix="name the bucket's own account in destination.bucket.account_id",
    names=Names(pci=("12.5.1",), soc2=("CC6.1",)),
)
def inventory_owner(inventory: Resource) -> Faults:
    if inventory.raw("destination.bucket.account_id") is None:
        yield Fault(what="the inventory does not say whose its destination is")


@rule(
    "s3-lockout",
    on="aws_s3_bucket_policy",
    why="A bucket that refuses everybody its policy can be opened by the account's root user only.",
    fix="give the denial a condition, or deny the actions that are meant",
    names=Names(soc2=("A1.2",), checkov=("CKV_AWS_93",)),
)
def lockout(policy: Resource) -> Faults:
    for each in statements(policy):
        if each.get("Effect") != "Deny" or each.get("Condition") or "*" not in principals(each, "AWS"):
            continue
        closed = [action for action in several(each.get("Action")) if fnmatchcase("s3:PutBucketPolicy", action)]
        if closed:
            yield Fault(what=f"{sid(each)} locks everybody out", got=listed(closed))
