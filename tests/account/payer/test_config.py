"""Settings of the payer's account that cannot work."""

from typing import Any

import pytest

from constructs_lib.account.payer.config import CostCategoryConfig, CostGroupConfig, PayerConfig
from constructs_lib.foundation.config import check

SHOP = CostGroupConfig(name="Shop", accounts=("111111111111", "222222222222"))
TEAM = CostGroupConfig(name="Payments", tag_key="Team", tag_values=("payments",))


def refused(**settings: Any) -> list[tuple[str, str]]:
    return [(problem.where, problem.what) for problem in check(PayerConfig(**settings))]


def category(*groups: CostGroupConfig, name: str = "Team") -> Any:
    return {"team": CostCategoryConfig(name=name, groups=groups)}


def test_accepts_tags_and_categories() -> None:
    assert refused(allocation_tags=("Team", "CostCenter"), cost_categories=category(SHOP, TEAM)) == []


def test_sets_something() -> None:
    assert refused() == [("", "sets nothing")]


def test_tags_are_ones_own_and_once() -> None:
    twice = ("allocation_tags", "names a tag twice, or two that differ by capitals and signs alone")

    assert refused(allocation_tags=("Team", "Team")) == [twice, twice]
    assert refused(allocation_tags=("cost-center", "CostCenter")) == [twice, twice]
    assert refused(allocation_tags=("aws:createdBy",)) == [("allocation_tags", "names a tag of AWS's own")]


@pytest.mark.parametrize(
    "group",
    [
        CostGroupConfig(name="Nothing"),
        CostGroupConfig(name="Both", accounts=("111111111111",), tag_key="Team", tag_values=("a",)),
        CostGroupConfig(name="Half", tag_key="Team"),
        CostGroupConfig(name="Other half", accounts=("111111111111",), tag_values=("a",)),
    ],
)
def test_a_group_is_of_accounts_or_of_a_tag(group: CostGroupConfig) -> None:
    assert refused(allocation_tags=("Team",), cost_categories=category(group)) == [
        ("cost_categories['team'].groups[0]", "is neither a group of accounts nor one of a tag's values")
    ]


def test_a_group_of_a_tag_nobody_activates_stays_empty() -> None:
    assert refused(cost_categories=category(SHOP, TEAM)) == [
        ("cost_categories.team.groups[1].tag_key", "is no tag that the bill is split by")
    ]


def test_an_account_is_in_one_group() -> None:
    again = CostGroupConfig(name="Again", accounts=("111111111111",))

    assert refused(cost_categories=category(SHOP, again)) == [
        ("cost_categories['team'].groups", "2 groups have the same account; the first one gets all of it")
    ]


def test_two_categories_have_two_names() -> None:
    one = CostCategoryConfig(name="Team", groups=(SHOP,))

    assert refused(cost_categories={"one": one, "two": one}) == [("cost_categories", "2 have this name")]
