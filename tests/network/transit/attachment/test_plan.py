"""Which subnets a hub's doors are in."""

from dataclasses import replace

import pytest

from constructs_lib.network.config import NetworkConfig, Tier
from constructs_lib.network.transit.attachment.plan import door_tier

NETWORK = NetworkConfig(cidr="10.0.0.0/16", zones=("us-east-1a",), nat="none")


@pytest.mark.parametrize(
    ("tiers", "door"),
    [
        (("public", "private", "isolated"), "private"),
        (("isolated", "private"), "private"),
        (("public", "isolated"), "isolated"),
        (("public",), "public"),
    ],
)
def test_where_the_doors_are(tiers: tuple[Tier, ...], door: Tier) -> None:
    assert door_tier(replace(NETWORK, tiers=tiers)) == door
