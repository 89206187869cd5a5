"""A division of the bill, alone in somebody's stack."""

import pytest

from constructs_lib.account.payer.config import CostCategoryConfig, CostGroupConfig
from constructs_lib.account.payer.cost_category import CostCategory
from constructs_lib.foundation.errors import ConfigError
from tests.synthesis import resource, synthesized

SHOP = CostGroupConfig(name="Shop", accounts=("222222222222", "111111111111"))
TEAM = CostGroupConfig(name="Payments", tag_key="Team", tag_values=("payments",))


def test_groups_keep_their_order() -> None:
    """The first that fits gets the cost."""
    config = CostCategoryConfig(name="Team", groups=(TEAM, SHOP), default="Others")
    body = resource(synthesized(lambda stack: CostCategory(stack, "category", config)), "aws_ce_cost_category")

    assert (body["name"], body["rule_version"], body["default_value"]) == (
        "Team",
        "CostCategoryExpression.v1",
        "Others",
    )
    assert body["rule"] == [
        {
            "value": "Payments",
            "type": "REGULAR",
            "rule": {"tags": {"key": "Team", "values": ["payments"], "match_options": ["EQUALS"]}},
        },
        {
            "value": "Shop",
            "type": "REGULAR",
            "rule": {
                "dimension": {
                    "key": "LINKED_ACCOUNT",
                    "values": ["111111111111", "222222222222"],
                    "match_options": ["EQUALS"],
                }
            },
        },
    ]


def test_refuses_bad_settings_where_it_is_used_alone() -> None:
    with pytest.raises(ConfigError, match=r"alone/category.groups: has the wrong length"):
        synthesized(lambda stack: CostCategory(stack, "category", CostCategoryConfig(name="Team", groups=())))
