"""Budgets alone in somebody's stack."""

from dataclasses import replace
from typing import Any

import pytest

from constructs_lib.account.budget import Budget
from constructs_lib.account.config import BudgetConfig, ServiceBudgetConfig
from constructs_lib.account.spending import SavingsPlansConfig, TagBudgetConfig
from constructs_lib.foundation.errors import ConfigError
from tests.synthesis import resources, synthesized

CRITICAL, WARNING = (f"arn:aws:sns:us-east-1:111111111111:shop-{severity}" for severity in ("critical", "warning"))
DATABASE = ServiceBudgetConfig(service="Amazon Relational Database Service", monthly_limit_usd=300)
QUEUES = ServiceBudgetConfig(service="Amazon Simple Queue Service", monthly_limit_usd=20)


def budgets(**settings: Any) -> Any:
    config = replace(BudgetConfig(monthly_limit_usd=500, emails=("finops@example.com",)), **settings)
    document = synthesized(
        lambda stack: Budget(
            stack,
            "budget",
            config,
            name="shop-cost",
            account_id="111111111111",
            region="us-east-1",
            critical_topic_arn=CRITICAL,
            warning_topic_arn=WARNING,
        )
    )
    return resources(document, "aws_budgets_budget")


def test_counts_everything_of_the_account_in_whole_dollars() -> None:
    """No filter: an environment has the account to itself, and a tag nobody activated counts nothing."""
    body = budgets()["budget"]

    assert {key: body[key] for key in ("name", "budget_type", "time_unit", "limit_amount", "limit_unit")} == {
        "name": "shop-cost",
        "budget_type": "COST",
        "time_unit": "MONTHLY",
        "limit_amount": "500.0",
        "limit_unit": "USD",
    }
    assert "cost_filter" not in body


def test_begins_at_a_day_that_stays() -> None:
    """Left out it is today, and next month's plan would begin anew."""
    assert budgets()["budget"]["time_period_start"] == "2024-01-01_00:00"


def test_tells_early_to_the_one_and_late_to_the_other_topic() -> None:
    told = [
        (
            each["notification_type"],
            each["threshold"],
            each["threshold_type"],
            each["comparison_operator"],
            *each["subscriber_sns_topic_arns"],
        )
        for each in budgets()["budget"]["notification"]
    ]

    assert told == [
        ("ACTUAL", 50, "PERCENTAGE", "GREATER_THAN", WARNING),
        ("ACTUAL", 80, "PERCENTAGE", "GREATER_THAN", WARNING),
        ("ACTUAL", 100, "PERCENTAGE", "GREATER_THAN", CRITICAL),
        ("FORECASTED", 100, "PERCENTAGE", "GREATER_THAN", CRITICAL),
    ]


def test_every_notification_has_somebody_who_hears_it() -> None:
    """AWS refuses one without, and only when it is applied."""
    silent = budgets(emails=())["budget"]["notification"]

    assert [each["subscriber_email_addresses"] for each in budgets()["budget"]["notification"]] == [
        ["finops@example.com"]
    ] * 4
    assert [len(each["subscriber_sns_topic_arns"]) for each in silent] == [1] * 4


def test_credits_hide_nothing() -> None:
    assert budgets()["budget"]["cost_types"] == {"include_credit": False, "include_refund": False}


def test_services_have_budgets_by_name_with_the_bills_own_word() -> None:
    found = budgets(services={"database": DATABASE, "queues": QUEUES})

    assert {
        name: (body["name"], body["limit_amount"], body.get("cost_filter", [])) for name, body in found.items()
    } == {
        "budget": ("shop-cost", "500.0", []),
        "budget_service-database": (
            "shop-cost-database",
            "300.0",
            [{"name": "Service", "values": ["Amazon Relational Database Service"]}],
        ),
        "budget_service-queues": (
            "shop-cost-queues",
            "20.0",
            [{"name": "Service", "values": ["Amazon Simple Queue Service"]}],
        ),
    }


def test_a_tag_is_filtered_as_aws_wants_it() -> None:
    team = TagBudgetConfig(key="Team", values=("two", "one"), monthly_limit_usd=50)
    body = budgets(tags={"team": team})["budget_tag-team"]

    assert (body["name"], body["limit_amount"]) == ("shop-cost-team", "50.0")
    assert body["cost_filter"] == [{"name": "TagKeyValue", "values": ["user:Team$one", "user:Team$two"]}]
    assert len(body["notification"]) == 4


def test_savings_plans_ring_when_too_little_is_used() -> None:
    """Of these AWS takes one limit, a hundred percent, and counts nothing but the plans."""
    found = budgets(savings_plans=SavingsPlansConfig(utilization_percent=90, coverage_percent=70))
    told = {
        name: (
            body["budget_type"],
            body["limit_amount"],
            body["limit_unit"],
            *((each["comparison_operator"], each["threshold"]) for each in body["notification"]),
        )
        for name, body in found.items()
        if "savings" in name
    }

    assert told == {
        "budget_savings-plans-utilization": ("SAVINGS_PLANS_UTILIZATION", "100.0", "PERCENTAGE", ("LESS_THAN", 90)),
        "budget_savings-plans-coverage": ("SAVINGS_PLANS_COVERAGE", "100.0", "PERCENTAGE", ("LESS_THAN", 70)),
    }
    counted = found["budget_savings-plans-coverage"]["cost_types"]
    assert [kind for kind, included in counted.items() if included] == ["include_subscription"]
    assert set(budgets(savings_plans=SavingsPlansConfig(coverage_percent=70))) == {
        "budget",
        "budget_savings-plans-coverage",
    }


def test_removing_one_leaves_the_others_where_they_are() -> None:
    """Keyed by place in a list, the second one would take the first one's name and be made anew."""
    both = budgets(services={"database": DATABASE, "queues": QUEUES})

    assert budgets(services={"queues": QUEUES})["budget_service-queues"] == both["budget_service-queues"]


def test_refuses_bad_settings_where_it_is_used_alone() -> None:
    with pytest.raises(ConfigError, match=r"alone/budget.monthly_limit_usd: is out of range"):
        budgets(monthly_limit_usd=0)


def test_refuses_a_name_terraform_would_evaluate() -> None:
    with pytest.raises(ConfigError, match="text that Terraform would evaluate"):
        synthesized(
            lambda stack: Budget(
                stack,
                "budget",
                BudgetConfig(monthly_limit_usd=1),
                name="${x}",
                account_id="111111111111",
                region="us-east-1",
                critical_topic_arn=CRITICAL,
                warning_topic_arn=WARNING,
            )
        )
