"""The route tables of a network as another stack sees them."""

from collections.abc import Mapping
from typing import cast

from cdktf import Fn

from constructs_lib.network.config import TIERS, NetworkConfig, Tier
from constructs_lib.network.outputs import NetworkOutputs
from constructs_lib.network.plan import plan_route_tables


def route_table_ids(
    config: NetworkConfig, network: NetworkOutputs, tiers: tuple[Tier, ...] = TIERS
) -> Mapping[str, str]:
    """The route tables of those tiers, by name.

    Which there are is known from the config; what AWS called them, from the contract.
    """
    ids = {
        "public": network.public_route_table_ids,
        "private": network.private_route_table_ids,
        "isolated": network.isolated_route_table_ids,
    }
    return {
        table.id: cast("str", Fn.element(list(ids[table.tier]), table.index))
        for table in plan_route_tables(config)
        if table.tier in tiers
    }
