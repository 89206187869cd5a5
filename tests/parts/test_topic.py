"""A topic alone in somebody's stack."""

from typing import Any

import pytest

from constructs_lib.foundation.errors import ConfigError
from constructs_lib.parts.topic import PUBLISHERS, Topic
from tests.iam_linter import findings
from tests.synthesis import resource, statements, synthesized

KEY = "arn:aws:kms:us-east-1:111111111111:key/1"


def topic() -> Any:
    return synthesized(
        lambda stack: Topic(stack, "topic", name="shop-critical", account_id="111111111111", key_arn=KEY)
    )


def test_is_encrypted_with_its_key() -> None:
    body = resource(topic(), "aws_sns_topic")

    assert (body["name"], body["kms_master_key_id"]) == ("shop-critical", KEY)


def test_services_publish_in_the_name_of_its_account_only() -> None:
    publish = statements(resource(topic(), "aws_sns_topic_policy")["policy"])["ServicesOfThisAccountPublish"]

    assert publish["Principal"] == {"Service": sorted(PUBLISHERS)}
    assert publish["Action"] == "sns:Publish"
    assert publish["Condition"] == {"StringEquals": {"aws:SourceAccount": "111111111111"}}


def test_or_only_those_that_are_named() -> None:
    document = synthesized(
        lambda stack: Topic(
            stack, "topic", name="shop", account_id="111111111111", key_arn=KEY, publishers=("config.amazonaws.com",)
        )
    )
    publish = statements(resource(document, "aws_sns_topic_policy")["policy"])["ServicesOfThisAccountPublish"]

    assert publish["Principal"] == {"Service": "config.amazonaws.com"}


def test_alarms_are_among_them() -> None:
    assert "cloudwatch.amazonaws.com" in PUBLISHERS


def test_is_published_to_over_tls_only() -> None:
    tls = statements(resource(topic(), "aws_sns_topic_policy")["policy"])["OnlyOverTls"]

    assert (tls["Effect"], tls["Condition"]) == ("Deny", {"Bool": {"aws:SecureTransport": "false"}})


def test_policy_pleases_the_linter() -> None:
    assert findings(topic()) == []


def test_refuses_a_name_terraform_would_evaluate() -> None:
    """Names come from people too; `${…}` in one would read whatever it names."""
    with pytest.raises(ConfigError, match="text that Terraform would evaluate"):
        synthesized(
            lambda stack: Topic(stack, "topic", name="${file('/etc/passwd')}", account_id="1" * 12, key_arn="arn:aws:k")
        )
