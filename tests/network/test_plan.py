"""Addresses that never move, whatever comes and goes around them."""

from dataclasses import replace
from ipaddress import IPv4Network
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constructs_lib.foundation.config import check
from constructs_lib.network.config import TIERS, NetworkConfig, Tier
from constructs_lib.network.plan import (
    LETTERS,
    Ipv6Part,
    SubnetPlan,
    allocation_table,
    letter_of,
    plan_route_tables,
    plan_subnets,
    ways_out,
)
from constructs_lib.network.ranges import LARGEST_PREFIX, SMALLEST_PREFIX

SMALLEST_SUBNET, LARGEST_SUBNET = 28, 16
"""https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html"""

# a region without facts, so that all eight letters are zones
zone_sets = st.lists(st.sampled_from([f"us-gov-west-1{letter}" for letter in LETTERS]), min_size=1, unique=True)
tier_sets = st.lists(st.sampled_from(TIERS), min_size=1, unique=True)


@st.composite
def ranges(draw: st.DrawFn) -> str:
    """Every range a network may have, anywhere in 10.0.0.0/8."""
    prefix = draw(st.integers(LARGEST_PREFIX, SMALLEST_PREFIX))
    index = draw(st.integers(0, 2 ** (prefix - 8) - 1))
    return str(IPv4Network(((10 << 24) + (index << (32 - prefix)), prefix)))


def network(cidr: str, zones: list[str], tiers: list[Tier]) -> NetworkConfig:
    config = NetworkConfig(cidr=cidr, zones=tuple(zones), tiers=tuple(tiers), nat="none")
    assert check(config) == ()
    return config


def by_id(config: NetworkConfig) -> dict[str, SubnetPlan]:
    return {subnet.id: subnet for subnet in plan_subnets(config)}


@given(cidr=ranges(), history=st.lists(st.tuples(zone_sets, tier_sets), min_size=2, max_size=8))
def test_no_change_ever_moves_a_subnet(cidr: str, history: list[tuple[list[str], list[Tier]]]) -> None:
    """Zones and tiers come, go, come back and change places; every subnet keeps zone, range and route table."""
    seen: dict[str, SubnetPlan] = {}
    for zones, tiers in history:
        now = by_id(network(cidr, zones, tiers))

        assert len(now) == len(zones) * len(tiers)
        assert {id_: subnet for id_, subnet in now.items() if seen.get(id_, subnet) != subnet} == {}
        seen |= now


@given(cidr=ranges(), zones=zone_sets, tiers=tier_sets)
def test_subnets_lie_in_the_range_apart_from_each_other_and_within_what_aws_takes(
    cidr: str, zones: list[str], tiers: list[Tier]
) -> None:
    subnets = [IPv4Network(subnet.cidr) for subnet in plan_subnets(network(cidr, zones, tiers))]

    assert all(subnet.subnet_of(IPv4Network(cidr)) for subnet in subnets)
    assert [(a, b) for a, b in combinations(subnets, 2) if a.overlaps(b)] == []
    assert all(LARGEST_SUBNET <= subnet.prefixlen <= SMALLEST_SUBNET for subnet in subnets)


@given(cidr=ranges())
def test_the_last_eighth_stays_free(cidr: str) -> None:
    """All tiers in all zones fill exactly the rest, so a tier of later days has a place that nobody sits in."""
    whole = IPv4Network(cidr)
    used = [IPv4Network(subnet.cidr) for subnet in plan_subnets(network(cidr, zones_of_letters(), list(TIERS)))]
    last_eighth = list(whole.subnets(prefixlen_diff=3))[-1]

    assert sum(subnet.num_addresses for subnet in used) == whole.num_addresses - last_eighth.num_addresses
    assert not any(subnet.overlaps(last_eighth) for subnet in used)


@given(cidr=ranges(), zones=zone_sets, tiers=tier_sets)
def test_order_of_settings_says_nothing(cidr: str, zones: list[str], tiers: list[Tier]) -> None:
    config = network(cidr, zones, tiers)
    turned = network(cidr, zones[::-1], tiers[::-1])

    assert plan_subnets(turned) == plan_subnets(config)
    assert ways_out(replace(turned, nat="single")) == ways_out(replace(config, nat="single"))


def zones_of_letters() -> list[str]:
    return [f"us-gov-west-1{letter}" for letter in LETTERS]


def test_a_16_in_three_zones() -> None:
    config = NetworkConfig(cidr="10.20.0.0/16", zones=("us-east-1c", "us-east-1a", "us-east-1b"))

    assert [(each.id, each.zone, each.cidr, each.ipv6) for each in plan_subnets(config)] == [
        ("private-a", "us-east-1a", "10.20.0.0/20", Ipv6Part(8, 0)),
        ("private-b", "us-east-1b", "10.20.16.0/20", Ipv6Part(8, 16)),
        ("private-c", "us-east-1c", "10.20.32.0/20", Ipv6Part(8, 32)),
        ("isolated-a", "us-east-1a", "10.20.128.0/21", Ipv6Part(8, 128)),
        ("isolated-b", "us-east-1b", "10.20.136.0/21", Ipv6Part(8, 136)),
        ("isolated-c", "us-east-1c", "10.20.144.0/21", Ipv6Part(8, 144)),
        ("public-a", "us-east-1a", "10.20.192.0/22", Ipv6Part(8, 192)),
        ("public-b", "us-east-1b", "10.20.196.0/22", Ipv6Part(8, 196)),
        ("public-c", "us-east-1c", "10.20.200.0/22", Ipv6Part(8, 200)),
    ]


@pytest.mark.parametrize(
    ("prefix", "private", "isolated", "public"), [(16, 20, 21, 22), (20, 24, 25, 26), (22, 26, 27, 28)]
)
def test_sizes_follow_the_range(prefix: int, private: int, isolated: int, public: int) -> None:
    subnets = plan_subnets(NetworkConfig(cidr=f"10.20.0.0/{prefix}", zones=("us-east-1f",)))

    assert {subnet.tier: IPv4Network(subnet.cidr).prefixlen for subnet in subnets} == {
        "private": private,
        "isolated": isolated,
        "public": public,
    }


def test_only_private_subnets_have_a_route_table_each() -> None:
    config = NetworkConfig(cidr="10.20.0.0/16", zones=("us-east-1a", "us-east-1b"))

    assert {subnet.id: subnet.route_table for subnet in plan_subnets(config)} == {
        "private-a": "private-a",
        "private-b": "private-b",
        "isolated-a": "isolated",
        "isolated-b": "isolated",
        "public-a": "public",
        "public-b": "public",
    }


ZONES = ("us-east-1d", "us-east-1b", "us-east-1c")


@pytest.mark.parametrize(
    ("nat", "expected"),
    [
        ("none", {}),
        ("single", {"b": "b", "c": "b", "d": "b"}),
        ("per_zone", {"b": "b", "c": "c", "d": "d"}),
    ],
)
def test_ways_out(nat: str, expected: dict[str, str]) -> None:
    config = replace(NetworkConfig(cidr="10.20.0.0/16", zones=ZONES), nat=nat)

    assert ways_out(config) == expected


@pytest.mark.parametrize(
    ("zones", "gateway"),
    [
        # taken out: the next zone takes over
        (("us-east-1c", "us-east-1d"), "c"),
        # a later zone added: stays
        ((*ZONES, "us-east-1e"), "b"),
        # an earlier zone added: moves, as the docstring says
        ((*ZONES, "us-east-1a"), "a"),
    ],
)
def test_the_single_gateway_sits_in_the_first_zone(zones: tuple[str, ...], gateway: str) -> None:
    config = NetworkConfig(cidr="10.20.0.0/16", zones=zones, nat="single")

    assert ways_out(config) == {letter_of(zone): gateway for zone in zones}


def test_from_single_to_per_zone_the_first_gateway_stays() -> None:
    single = NetworkConfig(cidr="10.20.0.0/16", zones=ZONES, nat="single")

    assert set(ways_out(single).values()) <= set(ways_out(replace(single, nat="per_zone")).values())


def test_allocation_table() -> None:
    config = NetworkConfig(cidr="10.20.0.0/16", zones=("us-east-1c", "us-east-1a"), tiers=("private", "isolated"))

    assert allocation_table(config) == (
        "10.20.0.0/16:\n"
        "tier      zone        range           hosts\n"
        "private   us-east-1a  10.20.0.0/20    4091\n"
        "private   (b: free)   10.20.16.0/20   4091\n"
        "private   us-east-1c  10.20.32.0/20   4091\n"
        "private   (d: free)   10.20.48.0/20   4091\n"
        "private   (e: free)   10.20.64.0/20   4091\n"
        "private   (f: free)   10.20.80.0/20   4091\n"
        "private   (g: free)   10.20.96.0/20   4091\n"
        "private   (h: free)   10.20.112.0/20  4091\n"
        "isolated  us-east-1a  10.20.128.0/21  2043\n"
        "isolated  (b: free)   10.20.136.0/21  2043\n"
        "isolated  us-east-1c  10.20.144.0/21  2043\n"
        "isolated  (d: free)   10.20.152.0/21  2043\n"
        "isolated  (e: free)   10.20.160.0/21  2043\n"
        "isolated  (f: free)   10.20.168.0/21  2043\n"
        "isolated  (g: free)   10.20.176.0/21  2043\n"
        "isolated  (h: free)   10.20.184.0/21  2043\n"
        "public    (a: free)   10.20.192.0/22  1019\n"
        "public    (b: free)   10.20.196.0/22  1019\n"
        "public    (c: free)   10.20.200.0/22  1019\n"
        "public    (d: free)   10.20.204.0/22  1019\n"
        "public    (e: free)   10.20.208.0/22  1019\n"
        "public    (f: free)   10.20.212.0/22  1019\n"
        "public    (g: free)   10.20.216.0/22  1019\n"
        "public    (h: free)   10.20.220.0/22  1019\n"
        "(free)                10.20.224.0/19\n"
    )


def test_route_tables_in_the_order_a_contract_lists_them() -> None:
    config = NetworkConfig(cidr="10.20.0.0/16", zones=("us-east-1c", "us-east-1a"), tiers=("isolated", "private"))

    assert [(table.id, table.index) for table in plan_route_tables(config)] == [
        ("private-a", 0),
        ("private-c", 1),
        ("isolated", 0),
    ]
