"""Rules about secrets and parameters."""

import pytest

from tests.analysis.policies.cases import Case, both, holds, one

SECRET, ROTATION, PARAMETER = "aws_secretsmanager_secret", "aws_secretsmanager_secret_rotation", "aws_ssm_parameter"

CASES = (
    Case(rule="secret-key", good=one(SECRET, kms_key_id="x"), bad=one(SECRET), says="kms_key_id is missing"),
    Case(
        rule="secret-rotation",
        good=both(one(SECRET), one(ROTATION, secret_id="${aws_secretsmanager_secret.this.arn}")),
        bad=one(SECRET),
        says="never rotated",
    ),
    Case(
        rule="secret-rotation-period",
        good=one(ROTATION, rotation_rules={"automatically_after_days": 90}),
        bad=one(ROTATION, rotation_rules=[{"automatically_after_days": 365}]),
        says="got      365 days",
    ),
    Case(
        rule="secret-recovery-window",
        good=one(SECRET),
        bad=one(SECRET, recovery_window_in_days=0),
        says="got      0 days",
    ),
    Case(
        rule="secret-in-state",
        good=one("aws_secretsmanager_secret_version", secret_string_wo="x"),
        bad=one("aws_secretsmanager_secret_version", secret_string="x"),
        says="secret_string is written down",
    ),
    Case(
        rule="parameter-plain-secret",
        good=both(
            one(PARAMETER, "arn", name="/x/secret_arn", insecure_value="x"),
            one(PARAMETER, "safe", name="/x/password", type="SecureString", value="x"),
            one(PARAMETER, "read", name="/x/password", insecure_value="${aws_secretsmanager_secret.this.arn}"),
        ),
        bad=one(PARAMETER, name="/x/db_password", type="String", insecure_value="hunter2"),
        says="got      db_password",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.says}")
def test_rule(case: Case) -> None:
    holds(case)
