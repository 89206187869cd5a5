"""Rules about Terraform itself."""

from typing import Any

import pytest

from tests.analysis.policies.cases import Case, both, holds, one, provider


def backend(**settings: Any) -> Any:
    """A stack whose state is in S3."""
    return {"terraform": {"backend": {"s3": settings}}}


CASES = (
    Case(
        rule="provider-account",
        good=provider(allowed_account_ids=["1"]),
        bad=provider(region="x"),
        says="takes any account",
    ),
    Case(rule="provider-region", good=provider(region="x"), bad=provider(), says="takes any region"),
    Case(
        rule="provider-secrets",
        good=provider(region="x"),
        bad=both(provider(secret_key="x"), backend()),
        says="secret_key is written down",
    ),
    Case(
        rule="state-safe",
        good=backend(encrypt=True, use_lockfile=True),
        bad=backend(encrypt=True),
        says="use_lockfile is false",
    ),
    Case(
        rule="stateful-kept",
        good=one("aws_kms_key", lifecycle={"prevent_destroy": True}),
        bad=one("aws_kms_key"),
        says="nothing keeps Terraform from destroying it",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.says}")
def test_rule(case: Case) -> None:
    holds(case)
