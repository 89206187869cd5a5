"""Budgets below what they are to hold."""

from typing import Any

import pytest

from constructs_lib.analysis.cost.budgets import budget_problems
from constructs_lib.foundation.errors import Problem
from tests.analysis.cost.stacks import ACCOUNT, NAT, NETWORK, dev, document

BUDGET = {"name": "dev-cost", "budget_type": "COST", "time_unit": "MONTHLY", "limit_amount": "100.0"}


def problems(*, account: str = "111111111111", **settings: Any) -> list[Problem]:
    stacks = {
        ACCOUNT: document({"aws_budgets_budget": {"budget": {**BUDGET, **settings}}}),
        NETWORK: document(NAT, account=account),
    }
    return list(budget_problems(dev(stacks), stacks))


def test_one_that_holds_it_is_fine() -> None:
    assert problems() == []
    assert problems(limit_amount="37.35") == []


def test_one_below_says_both_figures_and_what_to_do() -> None:
    assert problems(limit_amount="37.0") == [
        Problem(
            where="dev-us-east-1-account/aws_budgets_budget.budget",
            what="dev-cost allows less than everything costs",
            got="37.00 USD a month; the estimate is 37.35 USD (price table of 2026-11)",
            allowed="at least 37.35 USD a month",
            fix="raise its monthly_limit_usd, or spend less: cairn cost dev --resources says on what; "
            "where it assumes too much use, declare the environment's usage",
        )
    ]


@pytest.mark.parametrize(
    ("service", "count"), [("EC2 - Other", 1), ("Amazon Relational Database Service", 0), ("AWS Lambda", 0)]
)
def test_one_of_a_service_is_held_against_that_service(service: str, count: int) -> None:
    found = problems(limit_amount="1.0", cost_filter=[{"name": "Service", "values": [service]}])

    assert [problem.what for problem in found] == [f"dev-cost allows less than {service} costs"] * count


@pytest.mark.parametrize(
    ("unit", "limit", "count"), [("QUARTERLY", "120", 0), ("QUARTERLY", "100", 1), ("ANNUALLY", "450", 0)]
)
def test_one_of_more_months_holds_more(unit: str, limit: str, count: int) -> None:
    assert len(problems(time_unit=unit, limit_amount=limit)) == count


@pytest.mark.parametrize(
    "settings",
    [
        {"budget_type": "SAVINGS_PLANS_COVERAGE"},
        {"time_unit": "DAILY"},
        {"cost_filter": [{"name": "TagKeyValue", "values": ["user:Team$one"]}]},
    ],
)
def test_what_an_estimate_does_not_know_is_left_alone(settings: Any) -> None:
    assert problems(limit_amount="1.0", **settings) == []


def test_one_counts_its_own_account() -> None:
    assert problems(limit_amount="1.0", account="222222222222") == []
