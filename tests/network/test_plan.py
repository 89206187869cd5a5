"""Addresses that never move, whatever comes and goes around them."""

from dataclasses import replace
from ipaddress import IPv4Network, IPv6Network
from itertools import combinations

import pytest
from hypothesis import given, settings
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
    tier_ipv6,
    tier_ranges,
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


# beside each other, and beside anything in 10.0.0.0/8
more_ranges = st.lists(
    st.sampled_from(["100.64.0.0/16", "100.65.0.0/18", "100.65.64.0/22", "100.96.0.0/16", "100.127.0.0/16"]),
    max_size=4,
    unique=True,
)


def network(cidr: str, zones: list[str], tiers: list[Tier], more: list[str] | None = None) -> NetworkConfig:
    config = NetworkConfig(
        cidr=cidr, secondary_cidrs=tuple(more or ()), zones=tuple(zones), tiers=tuple(tiers), nat="none"
    )
    assert check(config) == ()
    return config


def by_id(config: NetworkConfig) -> dict[str, SubnetPlan]:
    return {subnet.id: subnet for subnet in plan_subnets(config)}


@settings(max_examples=2000, deadline=None)
@given(cidr=ranges(), history=st.lists(st.tuples(zone_sets, tier_sets, more_ranges), min_size=2, max_size=5))
def test_no_change_ever_moves_a_subnet(cidr: str, history: list[tuple[list[str], list[Tier], list[str]]]) -> None:
    """Zones, tiers and ranges come, go, come back and change places.

    Every subnet keeps zone, range, IPv6 part, route table and id, which is its Terraform address.
    """
    seen: dict[str, SubnetPlan] = {}
    for zones, tiers, more in history:
        now = by_id(network(cidr, zones, tiers, more))

        assert len(now) == len(zones) * (len(tiers) + len(more) * len({"private", "isolated"} & set(tiers)))
        assert {id_: subnet for id_, subnet in now.items() if seen.get(id_, subnet) != subnet} == {}
        seen |= now


@settings(deadline=None)
@given(cidr=ranges(), zones=zone_sets, tiers=tier_sets, more=more_ranges)
def test_subnets_lie_in_their_range_apart_from_each_other_and_within_what_aws_takes(
    cidr: str, zones: list[str], tiers: list[Tier], more: list[str]
) -> None:
    planned = plan_subnets(network(cidr, zones, tiers, more))
    subnets = [IPv4Network(subnet.cidr) for subnet in planned]

    assert all(IPv4Network(each.cidr).subnet_of(IPv4Network(each.secondary or cidr)) for each in planned)
    assert [(a, b) for a, b in combinations(subnets, 2) if a.overlaps(b)] == []
    assert all(LARGEST_SUBNET <= subnet.prefixlen <= SMALLEST_SUBNET for subnet in subnets)


def test_ipv6_is_no_part_of_where_a_subnet_is() -> None:
    config = network("10.20.0.0/16", zones_of_letters(), list(TIERS), ["100.64.0.0/16"])

    assert plan_subnets(replace(config, ipv6=True)) == plan_subnets(config)


def ipv6(part: Ipv6Part) -> IPv6Network:
    """What Terraform's cidrsubnet makes of a block."""
    return list(IPv6Network("2001:db8:0:1200::/56").subnets(prefixlen_diff=part.new_bits))[part.number]


def test_no_two_subnets_share_an_ipv6_part_and_each_lies_in_its_tiers() -> None:
    """All that can ever be, so whatever is there."""
    planned = plan_subnets(network("10.20.0.0/16", zones_of_letters(), list(TIERS), ["100.64.0.0/16"]))
    parts = {each.id: ipv6(each.ipv6) for each in planned if each.ipv6}

    assert {each.id for each in planned if not each.ipv6} == {each.id for each in planned if each.secondary}
    assert len(set(parts.values())) == len(parts) == len(TIERS) * len(LETTERS)
    assert {part.prefixlen for part in parts.values()} == {64}
    for tier in TIERS:
        assert all(part.subnet_of(ipv6(tier_ipv6(tier))) for id_, part in parts.items() if id_.startswith(tier))
    tiers = [ipv6(tier_ipv6(tier)) for tier in TIERS]
    assert not any(one.overlaps(other) for one, other in combinations(tiers, 2))


def test_a_tiers_part_of_a_range_holds_all_its_subnets_and_no_others() -> None:
    config = network("10.20.0.0/16", zones_of_letters(), list(TIERS), ["10.21.0.0/16"])
    holding = {tier: [IPv4Network(each) for each in tier_ranges(config, tier)] for tier in TIERS}

    assert {tier: list(map(str, ranges)) for tier, ranges in holding.items()} == {
        "public": ["10.20.192.0/19"],
        "private": ["10.20.0.0/17", "10.21.0.0/17"],
        "isolated": ["10.20.128.0/18", "10.21.128.0/18"],
    }
    for subnet in plan_subnets(config):
        inside = [tier for tier in TIERS if any(IPv4Network(subnet.cidr).subnet_of(part) for part in holding[tier])]
        assert inside == [subnet.tier]


@settings(deadline=None)
@given(cidr=ranges())
def test_the_last_eighth_stays_free(cidr: str) -> None:
    """All tiers in all zones fill exactly the rest, so a tier of later days has a place that nobody sits in."""
    whole = IPv4Network(cidr)
    used = [IPv4Network(subnet.cidr) for subnet in plan_subnets(network(cidr, zones_of_letters(), list(TIERS)))]
    last_eighth = list(whole.subnets(prefixlen_diff=3))[-1]

    assert sum(subnet.num_addresses for subnet in used) == whole.num_addresses - last_eighth.num_addresses
    assert not any(subnet.overlaps(last_eighth) for subnet in used)


@settings(deadline=None)
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


def test_allocation_table_tells_every_range() -> None:
    config = network("10.20.0.0/16", ["us-east-1a"], list(TIERS), ["100.64.0.0/16"])
    tables = allocation_table(config).split("\n\n")

    assert [table.partition(":")[0] for table in tables] == ["10.20.0.0/16", "100.64.0.0/16"]
    assert "private   us-east-1a  100.64.0.0/20    4091" in tables[1]
    assert "public    (a: free)   100.64.192.0/22  1019" in tables[1]


def test_route_tables_in_the_order_a_contract_lists_them() -> None:
    config = NetworkConfig(cidr="10.20.0.0/16", zones=("us-east-1c", "us-east-1a"), tiers=("isolated", "private"))

    assert [(table.id, table.index) for table in plan_route_tables(config)] == [
        ("private-a", 0),
        ("private-c", 1),
        ("isolated", 0),
    ]
