"""How long CloudWatch can keep logs."""

from typing import get_args

from constructs_lib.foundation.retention import RetentionDays


def test_offers_a_year_of_evidence_and_a_month_to_look_back() -> None:
    assert {365, 400} <= set(get_args(RetentionDays))
