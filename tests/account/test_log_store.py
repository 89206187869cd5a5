"""The log store alone in somebody's stack."""

from typing import Any

import pytest

from constructs_lib.account.config import AccountConfig
from constructs_lib.account.log_store import LogStore
from tests.iam_linter import findings
from tests.synthesis import resource, statements, synthesized

FROM_HERE = {
    "StringEquals": {"aws:SourceAccount": "111111111111"},
    "ArnLike": {"aws:SourceArn": "arn:aws:logs:us-east-1:111111111111:*"},
}


def log_store(*, protected: bool = True) -> Any:
    return synthesized(
        lambda stack: LogStore(
            stack,
            "logs",
            AccountConfig(log_expiry_days=90),
            name="shop-logs",
            bucket_name="shop-logs-111111111111",
            account_id="111111111111",
            region="us-east-1",
            access_log_bucket_name="shop-access-logs",
            protected=protected,
        )
    )


def test_logs_go_after_the_days_of_the_config() -> None:
    rules = resource(log_store(), "aws_s3_bucket_lifecycle_configuration")["rule"]

    assert [rule["expiration"] for rule in rules if "expiration" in rule] == [[{"days": 90}]]


def test_the_bucket_is_encrypted_with_the_stores_own_key() -> None:
    (rule,) = resource(log_store(), "aws_s3_bucket_server_side_encryption_configuration")["rule"]

    assert rule["apply_server_side_encryption_by_default"]["kms_master_key_id"].startswith("${aws_kms_key.logs_key_")


def test_who_reads_the_logs_is_logged_elsewhere() -> None:
    assert resource(log_store(), "aws_s3_bucket_logging")["target_bucket"] == "shop-access-logs"


def test_log_delivery_writes_for_this_account_and_region_only() -> None:
    """Without the conditions any account could make AWS write here in its own name (the confused deputy)."""
    policy = statements(resource(log_store(), "aws_s3_bucket_policy")["policy"])

    owns = {"StringEquals": {**FROM_HERE["StringEquals"], "s3:x-amz-acl": "bucket-owner-full-control"}}
    for sid, action, arn, conditions in (
        ("AWSLogDeliveryWrite", "s3:PutObject", "arn:aws:s3:::shop-logs-111111111111/*", {**FROM_HERE, **owns}),
        ("AWSLogDeliveryAclCheck", "s3:GetBucketAcl", "arn:aws:s3:::shop-logs-111111111111", FROM_HERE),
    ):
        assert policy[sid] == {
            "Sid": sid,
            "Effect": "Allow",
            "Principal": {"Service": "delivery.logs.amazonaws.com"},
            "Action": action,
            "Resource": arn,
            "Condition": conditions,
        }


def test_aws_config_of_this_account_delivers_too() -> None:
    document = log_store()
    policy = statements(resource(document, "aws_s3_bucket_policy")["policy"])
    key = statements(resource(document, "aws_kms_key")["policy"])["RecorderOfThisAccount"]

    assert policy["RecorderDelivers"]["Resource"] == "arn:aws:s3:::shop-logs-111111111111/AWSLogs/111111111111/Config/*"
    assert (key["Principal"], key["Condition"]) == (
        {"Service": "config.amazonaws.com"},
        {"StringEquals": {"aws:SourceAccount": "111111111111"}},
    )


def test_the_key_serves_log_groups_deliveries_and_readers_through_their_service() -> None:
    policy = statements(resource(log_store(), "aws_kms_key")["policy"])

    assert policy["LogGroupsOfThisAccount"]["Principal"] == {"Service": "logs.us-east-1.amazonaws.com"}
    assert policy["LogGroupsOfThisAccount"]["Condition"] == {
        "ArnLike": {"kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:us-east-1:111111111111:log-group:*"}
    }
    assert policy["LogDeliveryOfThisAccount"]["Condition"] == FROM_HERE
    assert policy["ReadersThroughTheirService"]["Condition"]["StringEquals"]["kms:ViaService"] == [
        "s3.us-east-1.amazonaws.com",
        "logs.us-east-1.amazonaws.com",
    ]


@pytest.mark.parametrize("protected", [True, False])
def test_protection_reaches_bucket_and_key(*, protected: bool) -> None:
    document = log_store(protected=protected)
    guarded = [resource(document, kind)["lifecycle"] for kind in ("aws_s3_bucket", "aws_kms_key")]

    assert guarded == [{"prevent_destroy": protected}] * 2


def test_policies_please_the_linter() -> None:
    assert findings(log_store()) == []
