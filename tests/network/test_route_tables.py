"""Route tables of a network that another stack made."""

from typing import Any, cast

import pytest
from cdktf import Fn, TerraformOutput, TerraformStack, Token

from constructs_lib.network.config import TIERS, NetworkConfig, Tier
from constructs_lib.network.outputs import NetworkOutputs
from constructs_lib.network.route_tables import route_table_ids
from tests.synthesis import synthesized


@pytest.mark.parametrize("tiers", [TIERS, ("private",), ("public", "isolated")])
def test_each_table_is_found_in_its_tiers_list(tiers: tuple[Tier, ...]) -> None:
    """The lists are tokens of unknown length: which place is which follows from the config."""
    config = NetworkConfig(
        cidr="10.0.0.0/16", zones=("us-east-1c", "us-east-1a"), tiers=("private", "isolated"), nat="none"
    )

    def build(stack: TerraformStack) -> None:
        lists: dict[str, Any] = {
            f"{tier}_route_table_ids": tuple(Token.as_list(Fn.jsondecode(f"{tier}")))
            for tier in ("public", "private", "isolated")
        }
        network = NetworkOutputs(
            vpc_id="vpc-1",
            cidr="",
            ipv6_cidr="",
            public_subnet_ids=(),
            private_subnet_ids=(),
            isolated_subnet_ids=(),
            all_private_subnet_ids=(),
            all_isolated_subnet_ids=(),
            **lists,
        )
        for table, route_table_id in route_table_ids(config, network, tiers).items():
            TerraformOutput(stack, table, value=route_table_id)

    document = cast("Any", synthesized(build))
    everything = {
        "private-a": '${element(jsondecode("private"), 0)}',
        "private-c": '${element(jsondecode("private"), 1)}',
        "isolated": '${element(jsondecode("isolated"), 0)}',
    }

    assert {name: body["value"] for name, body in document["output"].items()} == {
        name: value for name, value in everything.items() if name.partition("-")[0] in tiers
    }
