"""Tags the bill is split by, alone in somebody's stack."""

import pytest

from constructs_lib.account.payer.allocation_tags import AllocationTags
from constructs_lib.account.payer.config import PayerConfig
from constructs_lib.foundation.errors import ConfigError
from tests.synthesis import resources, synthesized


def test_each_is_activated_at_an_address_of_its_own() -> None:
    config = PayerConfig(allocation_tags=("CostCenter", "Environment", "team name"))
    found = resources(synthesized(lambda stack: AllocationTags(stack, "tags", config)), "aws_ce_cost_allocation_tag")

    assert {name: (body["tag_key"], body["status"]) for name, body in found.items()} == {
        "tags_cost-center": ("CostCenter", "Active"),
        "tags_environment": ("Environment", "Active"),
        "tags_team-name": ("team name", "Active"),
    }


def test_refuses_bad_settings_where_it_is_used_alone() -> None:
    with pytest.raises(ConfigError, match="alone/tags: sets nothing"):
        synthesized(lambda stack: AllocationTags(stack, "tags", PayerConfig()))
