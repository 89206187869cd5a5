"""Rules about budgets."""

from typing import Any

import pytest

from tests.analysis.policies.cases import Case, holds, one

BUDGET, SUBSCRIPTION = "aws_budgets_budget", "aws_ce_anomaly_subscription"


def filtered(value: str) -> Any:
    """A budget of one tag."""
    return one(BUDGET, cost_filter=[{"name": "TagKeyValue", "values": [value]}])


CASES = (
    Case(
        rule="budget-subscribers",
        good=one(BUDGET, notification=[{"subscriber_sns_topic_arns": ["x"], "subscriber_email_addresses": []}]),
        bad=one(BUDGET, notification=[{"subscriber_sns_topic_arns": [], "subscriber_email_addresses": []}]),
        says="notification has no subscriber",
    ),
    Case(
        rule="budget-tag-filter",
        good=filtered("user:Environment$prod"),
        bad=filtered("Environment$prod"),
        says="got      Environment$prod",
    ),
    Case(
        rule="budget-start",
        good=one(BUDGET, time_period_start="2024-01-01_00:00"),
        bad=one(BUDGET),
        says="time_period_start is missing",
    ),
    Case(
        rule="anomaly-threshold",
        good=one(SUBSCRIPTION, threshold_expression={"and": []}),
        bad=one(SUBSCRIPTION),
        says="threshold_expression is missing",
    ),
    Case(
        rule="anomaly-frequency",
        good=one(SUBSCRIPTION, frequency="IMMEDIATE", subscriber=[{"type": "SNS"}]),
        bad=one(SUBSCRIPTION, frequency="DAILY", subscriber=[{"type": "SNS"}]),
        says="DAILY does not work with SNS",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.says}")
def test_rule(case: Case) -> None:
    holds(case)
