"""Rules about buckets."""

import json
from typing import Any

import pytest

from tests.analysis.policies.cases import Case, both, holds, one

BUCKET = one("aws_s3_bucket", bucket="here")
ID = "${aws_s3_bucket.this.id}"
BLOCKED = {
    "block_public_acls": True,
    "block_public_policy": True,
    "ignore_public_acls": True,
    "restrict_public_buckets": True,
}


def with_(kind: str, **body: Any) -> Any:
    """The bucket, and something that belongs to it."""
    return both(BUCKET, one(kind, bucket=ID, **body))


def policy(effect: str, value: str) -> str:
    """A policy with one condition on TLS."""
    condition = {"Bool": {"aws:SecureTransport": value}}
    return json.dumps({"Statement": {"Effect": effect, "Principal": "*", "Action": "s3:*", "Condition": condition}})


def replication(**rule: Any) -> Any:
    """Two buckets with versions, one replicated into the other."""
    target = {"bucket": "${aws_s3_bucket.other.arn}"}
    rule["destination"] = target | rule.get("destination", {})
    return both(
        BUCKET,
        one("aws_s3_bucket", "other", bucket="there"),
        one("aws_s3_bucket_versioning", "one", bucket=ID),
        one("aws_s3_bucket_versioning", "two", bucket="${aws_s3_bucket.other.id}"),
        one("aws_s3_bucket_replication_configuration", bucket=ID, rule=[rule]),
    )


UNVERSIONED = both(
    BUCKET, one("aws_s3_bucket_replication_configuration", bucket=ID, rule={"destination": {"bucket": "x"}})
)
TIMED = {"replication_time": {"status": "Enabled"}}


def bucket_policy(**statement: Any) -> Any:
    """A policy with one statement about everybody."""
    return one("aws_s3_bucket_policy", policy=json.dumps({"Statement": [{"Principal": "*", **statement}]}))


CASES = (
    Case(
        rule="s3-public-access-block",
        good=with_("aws_s3_bucket_public_access_block", **BLOCKED),
        bad=BUCKET,
        says="no public access block",
    ),
    Case(
        rule="s3-public-access-block",
        good=both(BUCKET, one("aws_s3_bucket_public_access_block", **{**BLOCKED, "bucket": "here"})),
        bad=with_("aws_s3_bucket_public_access_block", **{**BLOCKED, "block_public_policy": False}),
        says="block_public_policy is false",
    ),
    Case(
        rule="s3-tls-only",
        good=with_("aws_s3_bucket_policy", policy=policy("Deny", "false")),
        bad=with_("aws_s3_bucket_policy", policy=policy("Deny", "true")),
        says="without TLS",
    ),
    Case(
        rule="s3-tls-only",
        good=with_("aws_s3_bucket_policy", policy=policy("Deny", "false")),
        bad=with_("aws_s3_bucket_policy", policy=policy("Allow", "false")),
        says="without TLS",
    ),
    Case(
        rule="s3-encryption",
        good=with_(
            "aws_s3_bucket_server_side_encryption_configuration",
            rule=[{"apply_server_side_encryption_by_default": [{"sse_algorithm": "aws:kms"}]}],
        ),
        bad=BUCKET,
        says="encryption is not set",
    ),
    Case(
        rule="s3-versioning",
        good=with_("aws_s3_bucket_versioning", versioning_configuration={"status": "Enabled"}),
        bad=with_("aws_s3_bucket_versioning", versioning_configuration=[{"status": "Suspended"}]),
        says="versioning_configuration.status is Suspended",
    ),
    Case(
        rule="s3-access-logs",
        good=both(
            with_("aws_s3_bucket_logging", target_bucket="${aws_s3_bucket.logs.id}"), one("aws_s3_bucket", "logs")
        ),
        bad=BUCKET,
        says="accesses are not logged",
    ),
    Case(
        rule="s3-lifecycle",
        good=with_("aws_s3_bucket_lifecycle_configuration", rule=[{"abort_incomplete_multipart_upload": {"days": 1}}]),
        bad=with_("aws_s3_bucket_lifecycle_configuration", rule=[{"expiration": {"days": 1}}]),
        says="aborts incomplete uploads",
    ),
    Case(
        rule="s3-owner-enforced",
        good=with_("aws_s3_bucket_ownership_controls", rule={"object_ownership": "BucketOwnerEnforced"}),
        bad=with_("aws_s3_bucket_ownership_controls", rule={"object_ownership": "ObjectWriter"}),
        says="rule.object_ownership is ObjectWriter",
    ),
    Case(rule="s3-name", good=BUCKET, bad=one("aws_s3_bucket", bucket="Here"), says="got      Here"),
    Case(rule="s3-name", good=BUCKET, bad=one("aws_s3_bucket", bucket="10.0.0.1"), says="got      10.0.0.1"),
    Case(
        rule="s3-object-lock-versioned",
        good=both(with_("aws_s3_bucket_object_lock_configuration"), one("aws_s3_bucket_versioning", bucket=ID)),
        bad=with_("aws_s3_bucket_object_lock_configuration"),
        says="keeps no versions",
    ),
    Case(
        rule="s3-replication-delete-markers",
        good=replication(filter={"prefix": ""}, delete_marker_replication={"status": "Enabled"}),
        bad=replication(filter={"prefix": ""}),
        says="rule has a filter and no delete_marker_replication",
    ),
    Case(
        rule="s3-replication-time-metrics",
        good=replication(destination={**TIMED, "metrics": {"status": "Enabled"}}),
        bad=replication(destination=TIMED),
        says="replication time control and no metrics",
    ),
    Case(rule="s3-replication-versioned", good=replication(), bad=UNVERSIONED, says="bucket keeps no versions"),
    Case(
        rule="s3-inventory-owner",
        good=with_("aws_s3_bucket_inventory", destination={"bucket": {"account_id": "1"}}),
        bad=with_("aws_s3_bucket_inventory", destination={"bucket": {"bucket_arn": "arn:aws:s3:::x"}}),
        says="whose its destination is",
    ),
    Case(
        rule="s3-lockout",
        good=bucket_policy(Effect="Deny", Action="s3:*", Condition={"Bool": {"aws:SecureTransport": "false"}}),
        bad=bucket_policy(Effect="Deny", Action="s3:*"),
        says="locks everybody out",
    ),
    Case(
        rule="s3-lockout",
        good=bucket_policy(Effect="Deny", Action="s3:DeleteObject*"),
        bad=bucket_policy(Effect="Deny", Action=["s3:GetObject", "s3:PutBucket*"]),
        says="got      s3:PutBucket*",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.says}")
def test_rule(case: Case) -> None:
    holds(case)
