"""Settings of an account that cannot work."""

import pytest

from constructs_lib.account.config import AccountConfig
from constructs_lib.foundation.config import check


@pytest.mark.parametrize("days", [1, 30, 400, 3653])
def test_accepts(days: int) -> None:
    assert check(AccountConfig(log_expiry_days=days)) == ()


def test_keeps_a_year_of_evidence_unless_told_otherwise() -> None:
    assert AccountConfig().log_expiry_days > 365


@pytest.mark.parametrize(("days", "allowed"), [(0, "at least 1"), (-1, "at least 1"), (3654, "at most 3653")])
def test_refuses_days_out_of_range(days: int, allowed: str) -> None:
    (problem,) = check(AccountConfig(log_expiry_days=days))

    assert (problem.where, problem.got, problem.allowed) == ("log_expiry_days", str(days), allowed)
