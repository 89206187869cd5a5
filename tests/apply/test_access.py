"""The roles of an account hold what Terraform really calls under them: recorded calls against documents (F4)."""

import json
from collections.abc import Iterator
from fnmatch import fnmatchcase

from constructs_lib.account.access.roles import Role, roles
from constructs_lib.foundation.placement import Account
from constructs_lib.foundation.state import S3State
from tests.apply.estate import APPLIED, Estate

# The account of tests/apply/reader, which is a project of its own.
READER = Account(
    name="reader",
    id="444444444444",
    state=S3State(bucket="reader-terraform-state", region="eu-west-1", account_id="444444444444"),
)


def every_role() -> Iterator[tuple[str, Role]]:
    """Every role of every account, by its ARN."""
    accounts = dict.fromkeys((plan.placement.account, plan.placement.environment) for plan in APPLIED)
    for account, environment in [*accounts, (READER, "reader")]:
        for role in roles(account, environment):
            yield account.role_arn(role.name), role


def allowed_actions(role: Role) -> set[str]:
    """The action patterns a role's policies allow."""
    statements = [statement for document in role.policies.values() for statement in json.loads(document)["Statement"]]
    actions = [statement["Action"] for statement in statements if statement["Effect"] == "Allow"]
    return {each for action in actions for each in ([action] if isinstance(action, str) else action)}


def recorded(estate: Estate) -> dict[str, set[str]]:
    """What was called under each role, by its ARN."""
    calls: dict[str, set[str]] = {}
    for line in estate.calls.read_text(encoding="utf-8").splitlines():
        call = json.loads(line)
        calls.setdefault(call["role"], set()).add(call["action"])
    return calls


def test_every_call_is_one_its_role_may_make(estate: Estate) -> None:
    """`sts:GetCallerIdentity` needs no permission: everybody may ask who they are."""
    known = dict(every_role())
    refused = {
        arn: sorted(
            action
            for action in actions - {"sts:GetCallerIdentity"}
            if arn not in known or not any(fnmatchcase(action, pattern) for pattern in allowed_actions(known[arn]))
        )
        for arn, actions in recorded(estate).items()
        if arn
    }

    assert {arn: actions for arn, actions in refused.items() if actions} == {}


def test_the_roles_are_really_taken(estate: Estate) -> None:
    """Deploying, planning and keeping state each happen under a role of their own, in each account."""
    taken = {arn for arn in recorded(estate) if arn}

    assert taken >= {
        f"arn:aws:iam::{account_id}:role/{role}"
        for account_id in ("111111111111", "333333333333", "555555555555")
        for role in ("cairn-deploy", "cairn-plan", "cairn-state")
    }


def test_planning_changes_nothing(estate: Estate) -> None:
    """Whatever was called under a plan role only reads."""
    called = {action for arn, actions in recorded(estate).items() if arn.endswith("/cairn-plan") for action in actions}

    # budgets have one action for every way to read them
    reading = ("Describe", "Get", "List", "Search", "View")
    assert sorted(action for action in called if not action.split(":")[1].startswith(reading)) == []


def test_callers_own_credentials_only_take_roles(estate: Estate) -> None:
    """Nothing of a stack is made with the credentials Terraform was started with; the tests' own looks are left out."""
    changing = {
        action
        for action in recorded(estate).get("", set())
        if not action.split(":")[1].startswith(("Describe", "Get", "List", "Head"))
    }

    # the state buckets, which a bootstrap makes before any role can be used
    assert changing <= {"sts:AssumeRole", "s3:CreateBucket", "s3:PutBucketVersioning"}
