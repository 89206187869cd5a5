"""The roles of an account: who may take them, and what for."""

import json

import pytest

from constructs_lib.account.access.roles import Role, roles
from constructs_lib.foundation.placement import Account
from constructs_lib.foundation.state import LocalState, S3State

ACCOUNT = Account(
    name="payments-dev",
    id="111111111111",
    state=S3State(bucket="payments-dev-state", region="us-east-1", account_id="111111111111"),
    operators=("arn:aws:iam::999999999999:role/pipeline",),
    contract_readers=("222222222222",),
)


@pytest.fixture
def by_name() -> dict[str, Role]:
    return {role.name: role for role in roles(ACCOUNT, "dev")}


def principals(role: Role) -> object:
    """Who a role trusts."""
    [statement] = json.loads(role.trust)["Statement"]
    return statement["Principal"]["AWS"]


def actions(role: Role) -> set[str]:
    """What a role may do."""
    found = [
        statement["Action"] for document in role.policies.values() for statement in json.loads(document)["Statement"]
    ]
    return {each for action in found for each in ([action] if isinstance(action, str) else action)}


def test_operators_take_deploy_plan_and_state(by_name: dict[str, Role]) -> None:
    assert {principals(by_name[name]) for name in ("cairn-deploy", "cairn-plan", "cairn-state")} == {
        "arn:aws:iam::999999999999:role/pipeline"
    }


def test_other_accounts_take_the_contract_reader_only(by_name: dict[str, Role]) -> None:
    assert principals(by_name["cairn-contract-reader"]) == [
        "arn:aws:iam::111111111111:root",
        "arn:aws:iam::222222222222:root",
    ]
    assert actions(by_name["cairn-contract-reader"]) == {"ssm:GetParameter", "ssm:GetParameters"}


def test_without_operators_the_accounts_own_iam_decides() -> None:
    alone = Account(name="payments-dev", id="111111111111", state=LocalState())

    assert {principals(role) for role in roles(alone, "dev")} == {"arn:aws:iam::111111111111:root"}


def test_the_plan_role_can_change_nothing_and_open_no_secret(by_name: dict[str, Role]) -> None:
    may = actions(by_name["cairn-plan"])

    # budgets have one action for every way to read them
    reading = ("Describe", "Get", "List", "Search", "View")
    assert {action for action in may if not action.split(":")[1].startswith(reading)} == set()
    assert may & {"secretsmanager:GetSecretValue", "kms:Decrypt", "s3:GetObject"} == set()


def test_the_state_role_is_there_only_where_the_state_is() -> None:
    elsewhere = Account(
        name="payments-dev",
        id="111111111111",
        state=S3State(bucket="central-state", region="us-east-1", account_id="999999999999"),
    )

    assert "cairn-state" not in {role.name for role in roles(elsewhere, "dev")}


@pytest.mark.parametrize("role", roles(ACCOUNT, "dev"), ids=lambda role: role.name)
def test_policies_fit_into_iam(role: Role) -> None:
    """Managed policies: 6,144 characters each, ten to a role. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html"""
    assert [name for name, document in role.policies.items() if len(document.replace(" ", "")) > 6_144] == []
    assert len(role.policies) <= 10
