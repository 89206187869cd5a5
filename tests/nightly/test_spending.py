"""Everything that watches spending, applied by the command line: the plan afterwards is empty, and nothing is left over."""

import json
from typing import Any

import pytest

from constructs_lib.operations.emulator import Emulator
from tests.operations.small_project import ENVIRONMENTS, SmallProject

ACCOUNT = "111111111111"


def write(project: SmallProject, *, limit: int, approval: str) -> None:
    text = f"""{ENVIRONMENTS}
from constructs_lib.account.config import AccountConfig, BudgetConfig
from constructs_lib.account.payer.config import CostCategoryConfig, CostGroupConfig, PayerConfig
from constructs_lib.account.spending import (
    AnomalyConfig, DenySpendingConfig, SavingsPlansConfig, StopInstancesConfig, TagBudgetConfig
)

BUDGET = BudgetConfig(
    monthly_limit_usd={limit},
    tags={{"team": TagBudgetConfig(key="Team", values=("one", "two words"), monthly_limit_usd=50)}},
    savings_plans=SavingsPlansConfig(utilization_percent=90, coverage_percent=70),
    actions={{
        "nothing-new": DenySpendingConfig(roles=("developers",)),
        "stop": StopInstancesConfig(databases=("dev-use1-database",), approval="{approval}"),
    }},
    emails=("finops@example.com",),
)
PAYER = PayerConfig(
    allocation_tags=("CostCenter", "Team"),
    cost_categories={{
        "team": CostCategoryConfig(
            name="Team",
            groups=(
                CostGroupConfig(name="Payments", tag_key="Team", tag_values=("one",)),
                CostGroupConfig(name="Shop", accounts=("222222222222",)),
            ),
            default="Others",
        )
    }},
)
ACCOUNT = AccountConfig(budget=BUDGET, anomalies=AnomalyConfig(emails=("finops@example.com",)))
ALL = (environment("dev", "{ACCOUNT}", False, ACCOUNT, PAYER),)
"""
    (project.root / "environments" / "__init__.py").write_text(text, encoding="utf-8")


def budget_actions(aws: Emulator) -> list[dict[str, Any]]:
    """As AWS has them, by the addresses Terraform keeps."""
    budgets = aws.session(ACCOUNT).client("budgets")
    return sorted(
        (
            budgets.describe_budget_action(AccountId=ACCOUNT, BudgetName="dev-use1-cost", ActionId=each)["Action"]
            for each in _action_ids(aws)
        ),
        key=lambda action: action["ActionType"],
    )


def _action_ids(aws: Emulator) -> list[str]:
    s3 = aws.session(ACCOUNT).client("s3")
    (key,) = [
        each["Key"] for each in s3.list_objects_v2(Bucket="small-dev-state")["Contents"] if "account" in each["Key"]
    ]
    state = json.loads(s3.get_object(Bucket="small-dev-state", Key=key)["Body"].read())
    return [
        instance["attributes"]["action_id"]
        for each in state["resources"]
        if each["type"] == "aws_budgets_budget_action"
        for instance in each["instances"]
    ]


@pytest.mark.apply
@pytest.mark.timeout(900)
def test_applied_changed_and_destroyed(emulated_project: SmallProject, aws: Emulator) -> None:
    project = emulated_project
    write(project, limit=100, approval="MANUAL")

    applied = project.cairn("deploy", "dev", "--auto-approve")
    assert applied.returncode == 0, applied.stderr
    planned = project.cairn("plan", "dev", "--exit-code")
    assert planned.returncode == 0, planned.stdout + planned.stderr

    session = aws.session(ACCOUNT)
    budgets = session.client("budgets").describe_budgets(AccountId=ACCOUNT)["Budgets"]
    assert {each["BudgetName"]: each["BudgetType"] for each in budgets} == {
        "dev-use1-cost": "COST",
        "dev-use1-cost-team": "COST",
        "dev-use1-cost-savings-plans-utilization": "SAVINGS_PLANS_UTILIZATION",
        "dev-use1-cost-savings-plans-coverage": "SAVINGS_PLANS_COVERAGE",
    }
    (team,) = [each for each in budgets if each["BudgetName"].endswith("-team")]
    assert team["CostFilters"] == {"TagKeyValue": ["user:Team$one", "user:Team$two words"]}
    deny, stop = budget_actions(aws)
    assert deny["Definition"]["IamActionDefinition"]["Roles"] == ["developers"]
    assert (stop["ApprovalModel"], stop["Definition"]["SsmActionDefinition"]["InstanceIds"]) == (
        "MANUAL",
        ["dev-use1-database"],
    )
    costs = session.client("ce")
    assert [each["MonitorDimension"] for each in costs.get_anomaly_monitors()["AnomalyMonitors"]] == ["SERVICE"]
    told = {each["Frequency"]: each for each in costs.get_anomaly_subscriptions()["AnomalySubscriptions"]}
    assert {frequency: [one["Type"] for one in each["Subscribers"]] for frequency, each in told.items()} == {
        "IMMEDIATE": ["SNS"],
        "DAILY": ["EMAIL"],
    }
    tags = costs.list_cost_allocation_tags()["CostAllocationTags"]
    assert {each["TagKey"]: each["Status"] for each in tags} == {"CostCenter": "Active", "Team": "Active"}

    write(project, limit=200, approval="AUTOMATIC")
    changed = project.cairn("deploy", "dev", "--auto-approve")
    assert changed.returncode == 0, changed.stderr
    assert [each["ApprovalModel"] for each in budget_actions(aws)] == ["AUTOMATIC", "AUTOMATIC"]
    assert project.cairn("plan", "dev", "--exit-code").returncode == 0

    destroyed = project.cairn("destroy", "dev", "--auto-approve")
    assert destroyed.returncode == 0, destroyed.stderr
    assert session.client("budgets").describe_budgets(AccountId=ACCOUNT)["Budgets"] == []
    assert costs.get_anomaly_monitors()["AnomalyMonitors"] == []
