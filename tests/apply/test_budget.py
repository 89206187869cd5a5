"""Budgets, as AWS has them after an apply: one an environment, and one for each service with a limit (G1)."""

from typing import Any

import pytest

from constructs_lib.account.config import AccountConfig, BudgetConfig
from constructs_lib.foundation.placement import Placement
from tests.apply.estate import APPLIED, Estate

BUDGETS = [
    (plan.placement, plan.config.budget)
    for plan in APPLIED
    if isinstance(plan.config, AccountConfig) and plan.config.budget is not None
]


def budgets_of(estate: Estate, placement: Placement) -> Any:
    """Budgets where a placement is."""
    return estate.client("budgets", placement.account.id, placement.region)


def test_every_environment_has_one(estate: Estate) -> None:
    assert sorted(placement.environment for placement, _ in BUDGETS) == ["dev", "prod"]


@pytest.mark.parametrize(
    ("placement", "config"), BUDGETS, ids=[placement.stack_id("account") for placement, _ in BUDGETS]
)
def test_limits_are_the_environments(estate: Estate, placement: Placement, config: BudgetConfig) -> None:
    account_id, name = placement.account.id, placement.name("cost")
    found = budgets_of(estate, placement).describe_budgets(AccountId=account_id)["Budgets"]

    assert {each["BudgetName"]: (each["BudgetLimit"], each["CostFilters"]) for each in found} == {
        name: ({"Amount": f"{config.monthly_limit_usd}.0", "Unit": "USD"}, {}),
        **{
            f"{name}-{key}": (
                {"Amount": f"{service.monthly_limit_usd}.0", "Unit": "USD"},
                {"Service": [service.service]},
            )
            for key, service in config.services.items()
        },
    }


@pytest.mark.parametrize(
    ("placement", "config"), BUDGETS, ids=[placement.stack_id("account") for placement, _ in BUDGETS]
)
def test_the_accounts_topics_hear_of_it(estate: Estate, placement: Placement, config: BudgetConfig) -> None:
    budgets, account_id = budgets_of(estate, placement), placement.account.id
    outputs = estate.outputs(placement.environment)[placement.stack_id("account")]
    named = {"AccountId": account_id, "BudgetName": placement.name("cost")}
    told = {
        (each["NotificationType"], each["Threshold"]): sorted(
            subscriber["Address"]
            for subscriber in budgets.describe_subscribers_for_notification(**named, Notification=each)["Subscribers"]
        )
        for each in budgets.describe_notifications_for_budget(**named)["Notifications"]
    }
    early = sorted([outputs["WarningTopicArn"], *config.emails])
    late = sorted([outputs["CriticalTopicArn"], *config.emails])

    assert told == {
        ("ACTUAL", 50.0): early,
        ("ACTUAL", 80.0): early,
        ("ACTUAL", 100.0): late,
        ("FORECASTED", 100.0): late,
    }
