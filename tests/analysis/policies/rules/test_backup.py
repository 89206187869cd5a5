"""Rules about backups."""

from typing import Any

import pytest

from tests.analysis.policies.cases import Case, holds, one

PLAN, VAULT = "aws_backup_plan", "aws_backup_vault"


def kept(cold: int, gone: int) -> Any:
    """A plan that moves to cold storage, and deletes."""
    return one(PLAN, rule=[{"lifecycle": {"cold_storage_after": cold, "delete_after": gone}}])


CASES = (
    Case(rule="backup-cold-storage", good=kept(30, 120), bad=kept(30, 60), says="allowed  at least 120"),
    Case(rule="backup-vault-key", good=one(VAULT, kms_key_arn="x"), bad=one(VAULT), says="kms_key_arn is missing"),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.says}")
def test_rule(case: Case) -> None:
    holds(case)
