"""The route tables of a network as another stack sees them."""

from collections.abc import Mapping
from typing import cast

from cdktf import Fn

from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.outputs import NetworkOutputs
from constructs_lib.network.plan import plan_route_tables


def route_table_ids(config: NetworkConfig, network: NetworkOutputs) -> Mapping[str, str]:
    """Every route table by its name: which there are is known from the config; what AWS called them, from the contract."""
    tiers = {
        "public": network.public_route_table_ids,
        "private": network.private_route_table_ids,
        "isolated": network.isolated_route_table_ids,
    }
    return {
        table.id: cast("str", Fn.element(list(tiers[table.tier]), table.index)) for table in plan_route_tables(config)
    }
