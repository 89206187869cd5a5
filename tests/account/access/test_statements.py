"""The statements Terraform's roles are made of pass an IAM linter."""

import json

import pytest

from constructs_lib.account.access.statements import deploy_statements, plan_statements
from constructs_lib.foundation import iam
from tests.iam_linter import issues

DOCUMENTS = {
    **{f"deploy {layer}": iam.policy(statements) for layer, statements in deploy_statements("111111111111", "dev")},
    **{f"plan {layer}": iam.policy(statements) for layer, statements in plan_statements("111111111111", "dev")},
}

# Whoever writes a bucket's policy could let himself in. Terraform's deploy role writes bucket policies: that is its job.
EXPLAINED = {"RESOURCE_POLICY_PRIVILEGE_ESCALATION"}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_parliament_finds_nothing_unexplained(name: str) -> None:
    assert issues(DOCUMENTS[name]) - EXPLAINED == set()


def test_no_statement_allows_a_whole_service() -> None:
    allowed = [
        action
        for document in DOCUMENTS.values()
        for statement in json.loads(document)["Statement"]
        for action in ([statement["Action"]] if isinstance(statement["Action"], str) else statement["Action"])
    ]

    assert [action for action in allowed if action.endswith(":*") or action == "*"] == []
