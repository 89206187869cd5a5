"""A bucket alone in somebody's stack."""

from typing import Any

import pytest

from constructs_lib.foundation import iam
from constructs_lib.foundation.errors import ConfigError
from constructs_lib.parts.bucket import Bucket, arn_of, only_with
from constructs_lib.parts.retention import FOR_EVER, Lock, Retention
from tests.iam_evaluator import verdict
from tests.iam_linter import findings
from tests.synthesis import resource, resources, statements, synthesized

KEY = "arn:aws:kms:us-east-1:111111111111:key/1"


def bucket(
    *more: iam.Statement,
    key_arn: str | None = KEY,
    retention: Retention = FOR_EVER,
    access_log_bucket_name: str | None = None,
    protected: bool = True,
) -> Any:
    return synthesized(
        lambda stack: Bucket(
            stack,
            "bucket",
            name="shop-logs",
            key_arn=key_arn,
            statements=more,
            retention=retention,
            access_log_bucket_name=access_log_bucket_name,
            protected=protected,
        )
    )


def test_nobody_outside_ever_reaches_it() -> None:
    body = dict(resource(bucket(), "aws_s3_bucket_public_access_block"))
    del body["bucket"]

    assert body == {
        "block_public_acls": True,
        "block_public_policy": True,
        "ignore_public_acls": True,
        "restrict_public_buckets": True,
    }


def test_has_no_acls() -> None:
    body = resource(bucket(), "aws_s3_bucket_ownership_controls")

    assert body["rule"] == {"object_ownership": "BucketOwnerEnforced"}


def test_is_encrypted_with_its_key() -> None:
    (rule,) = resource(bucket(), "aws_s3_bucket_server_side_encryption_configuration")["rule"]

    assert rule == {
        "apply_server_side_encryption_by_default": {"kms_master_key_id": KEY, "sse_algorithm": "aws:kms"},
        "bucket_key_enabled": True,
    }


def test_without_a_key_it_has_s3s_own() -> None:
    """Bucket keys are a thing of KMS; S3 would drop the setting, and Terraform plan it again and again."""
    (rule,) = resource(bucket(key_arn=None), "aws_s3_bucket_server_side_encryption_configuration")["rule"]

    assert rule == {"apply_server_side_encryption_by_default": {"sse_algorithm": "AES256"}}


def test_logs_who_called_it_by_day() -> None:
    body = resource(bucket(access_log_bucket_name="shop-access-logs"), "aws_s3_bucket_logging")

    assert (body["target_bucket"], body["target_prefix"]) == ("shop-access-logs", "s3/")
    assert body["target_object_key_format"] == {"partitioned_prefix": {"partition_date_source": "EventTime"}}
    assert resources(bucket(), "aws_s3_bucket_logging") == {}


def test_policy_comes_after_the_public_access_block() -> None:
    """S3 refuses both at once with OperationAborted: a conflicting conditional operation is in progress."""
    [first] = resource(bucket(), "aws_s3_bucket_policy")["depends_on"]

    assert first.startswith("aws_s3_bucket_public_access_block.")


def test_keeps_old_versions() -> None:
    document = bucket()

    assert resource(document, "aws_s3_bucket_versioning")["versioning_configuration"] == {"status": "Enabled"}
    assert [rule["id"] for rule in resource(document, "aws_s3_bucket_lifecycle_configuration")["rule"]] == ["tidy"]


def test_lets_go_of_objects_when_told_to() -> None:
    rules = resource(bucket(retention=Retention(expiry_days=30)), "aws_s3_bucket_lifecycle_configuration")["rule"]

    assert {rule["id"]: rule.get("expiration") for rule in rules} == {"expire": [{"days": 30}], "tidy": None}


@pytest.mark.parametrize("protected", [True, False])
def test_a_protected_one_refuses_to_go(*, protected: bool) -> None:
    document = bucket(protected=protected)

    assert resource(document, "aws_s3_bucket")["lifecycle"]["prevent_destroy"] is protected


def test_is_reached_over_tls_only() -> None:
    tls = statements(resource(bucket(), "aws_s3_bucket_policy")["policy"])["OnlyOverTls"]

    assert (tls["Effect"], tls["Principal"], tls["Action"]) == ("Deny", "*", "s3:*")
    assert tls["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
    assert tls["Resource"] == ["${aws_s3_bucket.bucket.arn}", "${aws_s3_bucket.bucket.arn}/*"]


def test_policy_pleases_the_linter() -> None:
    assert findings(bucket()) == []


def test_refuses_a_statement_that_lets_everybody_in() -> None:
    everybody = iam.Statement(
        sid="Everybody",
        principal=iam.arns("*"),
        actions=("s3:GetObject",),
        resources=(f"{arn_of('shop-logs')}/*",),
    )

    with pytest.raises(ConfigError, match="Everybody: allows everybody"):
        bucket(everybody)


def test_locks_every_new_version_for_some_days() -> None:
    document = bucket(retention=Retention(lock=Lock(mode="COMPLIANCE", days=365)))
    body = resource(document, "aws_s3_bucket_object_lock_configuration")

    assert body["object_lock_enabled"] == "Enabled"
    assert body["rule"] == {"default_retention": {"mode": "COMPLIANCE", "days": 365}}
    assert body["depends_on"][0].startswith("aws_s3_bucket_versioning.")


def test_a_lock_can_be_put_on_a_bucket_that_is_there() -> None:
    """The bucket's own `object_lock_enabled` cannot change: Terraform would make another bucket."""
    document = bucket(retention=Retention(lock=Lock(mode="GOVERNANCE", days=1)))

    assert "object_lock_enabled" not in resource(document, "aws_s3_bucket")
    assert resources(bucket(), "aws_s3_bucket_object_lock_configuration") == {}


ENCRYPTION = "s3:x-amz-server-side-encryption"


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, "not allowed"),
        ({ENCRYPTION: "aws:kms", f"{ENCRYPTION}-aws-kms-key-id": KEY}, "not allowed"),
        ({ENCRYPTION: "AES256"}, "denied"),
        ({ENCRYPTION: "aws:kms"}, "denied"),
        ({ENCRYPTION: "aws:kms", f"{ENCRYPTION}-aws-kms-key-id": f"{KEY}2"}, "denied"),
        ({f"{ENCRYPTION}-customer-algorithm": "AES256"}, "denied"),
    ],
    ids=["nothing asked", "its key", "S3's own key", "the account's default key", "another key", "the caller's key"],
)
def test_uploads_cannot_ask_for_another_key(headers: dict[str, str], expected: str) -> None:
    """`not allowed` is for others to decide: the statements only deny. Nothing asked for means default encryption."""
    policy = iam.policy(only_with(KEY, arn_of("shop-logs")))

    assert verdict(policy, "s3:PutObject", "arn:aws:s3:::shop-logs/a", headers) == expected
    assert verdict(policy, "s3:ReplicateObject", "arn:aws:s3:::shop-logs/a", headers) == "not allowed"
