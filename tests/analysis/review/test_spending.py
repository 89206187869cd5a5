"""What a change does to the bill."""

import pytest

from constructs_lib.analysis.cost.difference import CostChange, CostDifference
from constructs_lib.analysis.review.spending import spending_findings


def found(before: float, after: float, *, count: int = 1) -> CostDifference:
    each = (after - before) / count
    changes = [
        CostChange(stack="s", address=f"aws_nat_gateway.n{n}", before_usd=0, after_usd=each) for n in range(count)
    ]
    return CostDifference(environment="dev", before_usd=before, after_usd=after, changes=changes, unknown=[])


@pytest.mark.parametrize(
    ("before", "after", "severity"),
    [(100, 111, "look"), (100, 105, "note"), (1000, 1050, "note"), (0, 12, "look"), (100, 20, "note")],
)
def test_much_more_is_to_be_looked_at(before: float, after: float, severity: str) -> None:
    assert [each.severity for each in spending_findings(found(before, after))] == [severity]


def test_what_moves_it_most() -> None:
    [finding] = spending_findings(found(100, 170, count=7))

    assert finding.what == "+70.00 USD a month: 100.00 → 170.00"
    assert finding.details[0] == "+10.00 s aws_nat_gateway.n0"
    assert finding.details[-1] == "and 2 smaller changes"


def test_no_difference_is_not_told() -> None:
    nothing = CostDifference(environment="dev", before_usd=1, after_usd=1, changes=[], unknown=[])

    assert list(spending_findings(nothing)) == []
