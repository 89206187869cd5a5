"""A bucket of data alone in somebody's stack."""

from typing import Any

import pytest

from constructs_lib.data.bucket.config import BucketConfig, ObjectLockConfig
from constructs_lib.data.bucket.data_bucket import DataBucket
from constructs_lib.foundation.errors import ConfigError
from tests.iam_evaluator import verdict
from tests.iam_linter import findings
from tests.synthesis import resource, resources, statements, synthesized

AUDIT = BucketConfig(component="audit", object_lock=ObjectLockConfig(retention_days=365))


def data_bucket(config: BucketConfig = AUDIT, *, replicator_arn: str | None = None, protected: bool = True) -> Any:
    return synthesized(
        lambda stack: DataBucket(
            stack,
            "bucket",
            config,
            name="shop-audit",
            bucket_name="shop-audit-111111111111",
            account_id="111111111111",
            region="us-east-1",
            access_log_bucket_name="shop-access-logs",
            replicator_arn=replicator_arn,
            protected=protected,
        )
    )


def test_has_a_key_of_its_own() -> None:
    document = data_bucket()
    (rule,) = resource(document, "aws_s3_bucket_server_side_encryption_configuration")["rule"]

    assert rule["bucket_key_enabled"] is True
    assert rule["apply_server_side_encryption_by_default"]["kms_master_key_id"].startswith("${aws_kms_key.bucket_key_")
    assert resource(document, "aws_kms_key")["enable_key_rotation"] is True


HERE = {"kms:CallerAccount": "111111111111", "kms:ViaService": "s3.us-east-1.amazonaws.com"}


@pytest.mark.parametrize(
    ("context", "expected"),
    [
        (HERE, "allowed"),
        ({**HERE, "kms:CallerAccount": "222222222222"}, "not allowed"),
        ({**HERE, "kms:ViaService": "s3.us-west-2.amazonaws.com"}, "not allowed"),
        ({"kms:CallerAccount": "111111111111"}, "not allowed"),
    ],
    ids=["through S3", "another account", "another region's S3", "past S3"],
)
def test_the_key_is_used_through_s3_of_this_account_and_region_only(context: dict[str, str], expected: str) -> None:
    policy = resource(data_bucket(), "aws_kms_key")["policy"]

    assert verdict(policy, "kms:Decrypt", "any", context) == expected


def test_uploads_with_any_other_key_are_refused() -> None:
    policy = statements(resource(data_bucket(), "aws_s3_bucket_policy")["policy"])

    assert list(policy) == ["OnlyOverTls", "OnlyWithTheBucketsKey", "NoKeysOfCallers"]


def test_access_is_logged_and_everything_is_listed_in_one_other_bucket() -> None:
    document = data_bucket()

    assert resource(document, "aws_s3_bucket_logging")["target_bucket"] == "shop-access-logs"
    destination = resource(document, "aws_s3_bucket_inventory")["destination"]["bucket"]
    assert destination["bucket_arn"] == "arn:aws:s3:::shop-access-logs"


def test_lives_as_long_as_the_config_says() -> None:
    config = BucketConfig(component="scratch", expiry_days=90, old_version_days=7, inventory=None)
    document = data_bucket(config)
    rules = {rule["id"]: rule for rule in resource(document, "aws_s3_bucket_lifecycle_configuration")["rule"]}

    assert rules["expire"]["expiration"] == [{"days": 90}]
    assert rules["tier"]["transition"] == [{"days": 30, "storage_class": "INTELLIGENT_TIERING"}]
    assert rules["tidy"]["noncurrent_version_expiration"] == [{"noncurrent_days": 7}]
    assert resources(document, "aws_s3_bucket_inventory") == {}
    assert resources(document, "aws_s3_bucket_object_lock_configuration") == {}


def test_is_locked_as_the_config_says() -> None:
    rule = resource(data_bucket(), "aws_s3_bucket_object_lock_configuration")["rule"]

    assert rule == {"default_retention": {"mode": "GOVERNANCE", "days": 365}}


@pytest.mark.parametrize("protected", [True, False])
def test_protection_reaches_bucket_and_key(*, protected: bool) -> None:
    document = data_bucket(protected=protected)
    guarded = [resource(document, kind)["lifecycle"] for kind in ("aws_s3_bucket", "aws_kms_key")]

    assert guarded == [{"prevent_destroy": protected}] * 2


REPLICATOR = "arn:aws:iam::222222222222:role/other-replication"


@pytest.mark.parametrize(
    ("who", "s3_says", "kms_says"),
    [
        (REPLICATOR, "allowed", "allowed"),
        ("arn:aws:iam::222222222222:role/anybody", "not allowed", "not allowed"),
    ],
)
def test_another_accounts_replication_may_write_copies_and_nobody_else_there(
    who: str, s3_says: str, kms_says: str
) -> None:
    document = data_bucket(replicator_arn=REPLICATOR)
    bucket, key = (resource(document, kind)["policy"] for kind in ("aws_s3_bucket_policy", "aws_kms_key"))
    via_s3 = {"kms:ViaService": "s3.us-east-1.amazonaws.com", "kms:CallerAccount": "222222222222"}
    arn = "arn:aws:s3:::shop-audit-111111111111/a"

    assert verdict(bucket, "s3:ReplicateObject", arn, {"aws:PrincipalArn": who}) == s3_says
    assert verdict(bucket, "s3:GetObject", arn, {"aws:PrincipalArn": who}) == "not allowed"
    assert verdict(key, "kms:Encrypt", "any", {"aws:PrincipalArn": who, **via_s3}) == kms_says
    assert verdict(key, "kms:Encrypt", "any", {"aws:PrincipalArn": who}) == "not allowed"


def test_policies_name_the_other_account_because_its_role_is_yet_to_come() -> None:
    """S3 and KMS refuse a policy whose principal does not exist."""
    document = data_bucket(replicator_arn=REPLICATOR)

    for kind in ("aws_s3_bucket_policy", "aws_kms_key"):
        statement = statements(resource(document, kind)["policy"])["CopiesFromAnotherAccount"]
        assert statement["Principal"] == {"AWS": "arn:aws:iam::222222222222:root"}
        assert statement["Condition"]["ArnEquals"] == {"aws:PrincipalArn": REPLICATOR}
    assert findings(document) == []


def test_refuses_a_mistaken_config() -> None:
    with pytest.raises(ConfigError, match="is not before the expiry"):
        data_bucket(BucketConfig(component="audit", expiry_days=30))


def test_policies_please_the_linter() -> None:
    assert findings(data_bucket()) == []
