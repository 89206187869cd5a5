"""The account stack: what it puts together and tells."""

from dataclasses import replace
from typing import Any

import pytest

from constructs_lib.account.config import AccountConfig, BudgetConfig
from constructs_lib.account.stack import AccountStack
from tests.placements import VIRGINIA
from tests.synthesis import resource, resources, statements, synthesized_stack


def account(config: AccountConfig | None = None, *, protected: bool = True) -> tuple[AccountStack, Any]:
    placement = replace(VIRGINIA, protected=protected)
    return synthesized_stack(lambda app: AccountStack(app, placement, config or AccountConfig()))


def test_needs_nobody() -> None:
    stack, document = account()

    assert stack.reads == []
    assert "data" not in document


def test_tells_where_alarms_and_logs_go() -> None:
    _, document = account()
    told = {name: output["value"].partition(".")[0] for name, output in document["output"].items()}

    assert (
        told.items()
        >= {
            "CriticalTopicArn": "${aws_sns_topic",
            "WarningTopicArn": "${aws_sns_topic",
            "LogKeyArn": "${aws_kms_key",
            "LogBucketName": "${aws_s3_bucket",
            "LogBucketArn": "${aws_s3_bucket",
            "AccessLogBucketName": "${aws_s3_bucket_policy",
        }.items()
    )


def test_names_carry_environment_and_region_and_the_bucket_its_account() -> None:
    _, document = account()

    assert {body["name"] for body in resources(document, "aws_sns_topic").values()} == {
        "test-use1-notifications-critical",
        "test-use1-notifications-warning",
    }
    assert {body["bucket"] for body in resources(document, "aws_s3_bucket").values()} == {
        "test-use1-access-logs-111111111111",
        "test-use1-logs-111111111111",
    }


def test_the_log_bucket_logs_into_the_other_one_and_that_one_nowhere() -> None:
    """A bucket that logs into itself, or two that log into each other, never stop."""
    _, document = account()
    [logging] = resources(document, "aws_s3_bucket_logging").values()

    assert logging["bucket"].startswith("${aws_s3_bucket.logs_bucket_")
    assert logging["target_bucket"].startswith("${aws_s3_bucket_policy.access-logs_bucket_policy_")


def test_addresses_say_nothing_of_environment_or_region() -> None:
    _, document = account()
    names = [name for named in document["resource"].values() for name in named]

    assert [name for name in names if "test" in name or "us-east-1" in name or "use1" in name] == []


@pytest.mark.parametrize("protected", [True, False])
def test_protection_is_the_placements(*, protected: bool) -> None:
    _, document = account(protected=protected)
    guarded = [
        body["lifecycle"]["prevent_destroy"]
        for kind in ("aws_s3_bucket", "aws_kms_key")
        for body in resources(document, kind).values()
    ]

    assert set(guarded) == {protected}


def test_has_no_budget_unless_told() -> None:
    _, document = account()

    assert resources(document, "aws_budgets_budget") == {}


def test_a_budget_tells_the_accounts_topics_which_let_it() -> None:
    _, document = account(AccountConfig(budget=BudgetConfig(monthly_limit_usd=500)))
    body = resource(document, "aws_budgets_budget")
    told = [arn for each in body["notification"] for arn in each["subscriber_sns_topic_arns"]]
    topics = {f"${{aws_sns_topic.{name}.arn}}" for name in document["resource"]["aws_sns_topic"]}

    assert body["name"] == "test-use1-cost"
    assert set(told) == topics
    # the policy of a topic names who publishes, and its key who may encrypt what is published
    published = [
        statements(policy["policy"])["ServicesOfThisAccountPublish"]["Principal"]["Service"]
        for policy in resources(document, "aws_sns_topic_policy").values()
    ]
    key = resources(document, "aws_kms_key")["notifications_key"]
    assert ["budgets.amazonaws.com" in services for services in published] == [True, True]
    assert "budgets.amazonaws.com" in statements(key["policy"])["PublishersEncrypt"]["Principal"]["Service"]
