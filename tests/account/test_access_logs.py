"""The bucket of access logs alone in somebody's stack."""

from typing import Any

import pytest
from cdktf import TerraformOutput, TerraformStack

from constructs_lib.account.access_logs import AccessLogs
from constructs_lib.account.config import AccountConfig
from constructs_lib.foundation.errors import ConfigError
from tests.iam_linter import findings
from tests.synthesis import resource, resources, statements, synthesized


def access_logs(config: AccountConfig | None = None, *, protected: bool = True) -> Any:
    def build(stack: TerraformStack) -> None:
        logs = AccessLogs(
            stack,
            "access-logs",
            config or AccountConfig(log_expiry_days=90),
            bucket_name="shop-access-logs",
            account_id="111111111111",
            protected=protected,
        )
        TerraformOutput(stack, "name", value=logs.bucket_name)

    return synthesized(build)


def test_is_encrypted_with_s3s_own_key() -> None:
    """Neither S3 nor load balancers can deliver to a bucket with a customer's key; they do not even say so."""
    document = access_logs()
    (rule,) = resource(document, "aws_s3_bucket_server_side_encryption_configuration")["rule"]

    assert rule["apply_server_side_encryption_by_default"] == {"sse_algorithm": "AES256"}
    assert resources(document, "aws_kms_key") == {}


def test_buckets_of_this_account_may_log() -> None:
    policy = statements(resource(access_logs(), "aws_s3_bucket_policy")["policy"])

    assert policy["BucketsOfThisAccountLog"] == {
        "Sid": "BucketsOfThisAccountLog",
        "Effect": "Allow",
        "Principal": {"Service": "logging.s3.amazonaws.com"},
        "Action": "s3:PutObject",
        "Resource": "arn:aws:s3:::shop-access-logs/s3/*",
        "Condition": {"StringEquals": {"aws:SourceAccount": "111111111111"}},
    }


def test_load_balancers_may_log_under_the_name_of_this_account() -> None:
    """Elastic Load Balancing puts the owner of the balancer into the path, so another account's never fit."""
    policy = statements(resource(access_logs(), "aws_s3_bucket_policy")["policy"])

    assert policy["LoadBalancersOfThisAccountLog"]["Principal"] == {
        "Service": "logdelivery.elasticloadbalancing.amazonaws.com"
    }
    assert policy["LoadBalancersOfThisAccountLog"]["Resource"] == (
        "arn:aws:s3:::shop-access-logs/AWSLogs/111111111111/*"
    )


def test_lists_of_what_is_in_buckets_of_this_account_come_here_too() -> None:
    policy = statements(resource(access_logs(), "aws_s3_bucket_policy")["policy"])

    assert policy["BucketsOfThisAccountAreListed"]["Principal"] == {"Service": "s3.amazonaws.com"}
    assert policy["BucketsOfThisAccountAreListed"]["Resource"] == "arn:aws:s3:::shop-access-logs/inventory/*"
    assert policy["BucketsOfThisAccountAreListed"]["Condition"] == {
        "StringEquals": {"aws:SourceAccount": "111111111111", "s3:x-amz-acl": "bucket-owner-full-control"}
    }


def test_is_reached_over_tls_only() -> None:
    assert "OnlyOverTls" in statements(resource(access_logs(), "aws_s3_bucket_policy")["policy"])


def test_logs_nothing_itself() -> None:
    """It would log that it logged, for ever."""
    assert resources(access_logs(), "aws_s3_bucket_logging") == {}


def test_logs_go_after_the_days_of_the_config() -> None:
    rules = resource(access_logs(), "aws_s3_bucket_lifecycle_configuration")["rule"]

    assert [rule["expiration"] for rule in rules if "expiration" in rule] == [[{"days": 90}]]


def test_is_named_to_others_once_it_lets_aws_in() -> None:
    """S3 refuses to log into a bucket whose policy does not allow it yet."""
    assert access_logs()["output"]["name"]["value"].startswith("${aws_s3_bucket_policy.")


@pytest.mark.parametrize("protected", [True, False])
def test_protection_reaches_the_bucket(*, protected: bool) -> None:
    assert resource(access_logs(protected=protected), "aws_s3_bucket")["lifecycle"]["prevent_destroy"] is protected


def test_refuses_a_config_out_of_range() -> None:
    with pytest.raises(ConfigError, match="log_expiry_days: is out of range"):
        access_logs(AccountConfig(log_expiry_days=0))


def test_policy_pleases_the_linter() -> None:
    assert findings(access_logs()) == []
