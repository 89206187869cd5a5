"""Rules about keys."""

import pytest

from tests.analysis.policies.cases import Case, both, holds, one

KEY = "aws_kms_key"

CASES = (
    Case(
        rule="kms-rotation",
        good=both(one(KEY, enable_key_rotation=True), one(KEY, "signing", customer_master_key_spec="RSA_4096")),
        bad=one(KEY),
        says="enable_key_rotation is false",
    ),
    Case(rule="kms-policy", good=one(KEY, policy="{}"), bad=one(KEY), says="policy is missing"),
    Case(
        rule="kms-deletion-window",
        good=one(KEY),
        bad=one(KEY, deletion_window_in_days=7),
        says="got      7 days",
    ),
    Case(
        rule="kms-alias-own",
        good=one("aws_kms_alias", name="alias/mine"),
        bad=one("aws_kms_alias", name="alias/aws/s3"),
        says="one of AWS's own",
    ),
    Case(
        rule="kms-enabled",
        good=both(one(KEY), one(KEY, "other", is_enabled=True)),
        bad=one(KEY, is_enabled=False),
        says="is_enabled is false",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.says}")
def test_rule(case: Case) -> None:
    holds(case)
