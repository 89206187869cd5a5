"""The registry of addresses: who has what, what meets what, and free blocks that settle it."""

from dataclasses import replace
from ipaddress import IPv4Network
from itertools import combinations
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constructs_lib.account.config import AccountConfig
from constructs_lib.address_space import AddressSpace, Claim, Kind, address_space
from constructs_lib.environment import Environment
from constructs_lib.estate import check_all
from constructs_lib.foundation.config import check, config
from constructs_lib.foundation.errors import Problem
from constructs_lib.foundation.placement import Account
from constructs_lib.foundation.state import LocalState
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.peering.config import PeeringConfig
from constructs_lib.network.peering.foreign_network import ForeignNetwork
from environments import ALL
from tests.placements import VIRGINIA

NETWORK = NetworkConfig(cidr="10.10.0.0/16", zones=("us-east-1a", "us-east-1b", "us-east-1c"))
OREGON = replace(VIRGINIA, region="us-west-2")
THERE = replace(NETWORK, cidr="10.40.0.0/16", zones=("us-west-2a", "us-west-2b", "us-west-2c"))
PROD = replace(VIRGINIA, environment="prod", account=Account(name="prod", id="999999999999", state=LocalState()))


@config
class LineConfig:
    """Something that routes to ranges outside the estate."""

    DOMAIN: ClassVar[str] = "line"
    component: str = "office"
    owner: str = "head office"
    cidrs: tuple[str, ...] = ()

    def claimed_ranges(self) -> tuple[tuple[str, str], ...]:
        return tuple((self.owner, cidr) for cidr in self.cidrs)


def told(*environments: Environment) -> list[tuple[str, str, str]]:
    return [(problem.where, problem.what, problem.got) for problem in check_all(environments)]


def test_the_environments_of_this_repository_do_not_meet() -> None:
    assert address_space(ALL).conflicts == ()


def test_two_networks_and_a_free_block() -> None:
    test = Environment(name="test", stacks={VIRGINIA: (NETWORK,)})
    prod = Environment(name="prod", stacks={PROD: (NETWORK,)})

    assert check_all([test, prod]) == (
        Problem(
            where="test-us-east-1-network and prod-us-east-1-network",
            what="networks overlap",
            got="10.10.0.0/16 and 10.10.0.0/16",
            fix="give prod-us-east-1-network another range, such as 10.1.0.0/16: networks that overlap can never be peered",
        ),
    )


def test_secondary_ranges_count() -> None:
    wide = replace(NETWORK, secondary_cidrs=("10.40.0.0/20", "100.64.0.0/18"))

    assert told(Environment(name="test", stacks={VIRGINIA: (wide,), OREGON: (THERE,)})) == [
        ("test-us-east-1-network and test-us-west-2-network", "networks overlap", "10.40.0.0/20 and 10.40.0.0/16")
    ]


def test_a_range_kept_for_somebody_else() -> None:
    [problem] = check_all(
        [Environment(name="test", stacks={VIRGINIA: (NETWORK,)}, reserved={"offices": ("10.8.0.0/13",)})]
    )

    assert (problem.where, problem.what) == (
        "offices and test-us-east-1-network",
        "network lies where addresses are kept for somebody else",
    )
    assert problem.fix == "give test-us-east-1-network another range, such as 10.1.0.0/16"


def test_dockers_own_range_is_nobodys() -> None:
    [problem] = check_all([Environment(name="test", stacks={VIRGINIA: (replace(NETWORK, cidr="172.17.0.0/16"),)})])

    assert problem.got == "172.17.0.0/16 and 172.17.0.0/16"
    assert problem.fix.endswith("such as 172.16.0.0/16")


def test_a_vpc_that_exists_and_that_nobody_wrote_down() -> None:
    stranger = Claim(cidr="10.10.128.0/20", owner="vpc-00000009", kind="found")

    assert list(address_space([Environment(name="test", stacks={VIRGINIA: (NETWORK,)})], stranger).problems()) == [
        Problem(
            where="vpc-00000009 and test-us-east-1-network",
            what="network overlaps a VPC that exists and that no environment knows",
            got="10.10.128.0/20 and 10.10.0.0/16",
            fix="give test-us-east-1-network another range, such as 10.1.0.0/16, or delete that VPC",
        )
    ]


def test_a_whole_private_block_can_be_free() -> None:
    nobody = address_space([])
    free = nobody.free_block(8, like=IPv4Network("10.0.0.0/16"))

    # the first /16 of it is everybody's, so all of it is never proposed
    assert free is None
    assert nobody.free_block(7, like=IPv4Network("10.0.0.0/16")) is None
    assert nobody.free_block(16, like=IPv4Network("192.168.0.0/16")) == IPv4Network("192.168.0.0/16")


def test_a_range_behind_somebody_else_is_told_why_it_is_not_reached() -> None:
    line = LineConfig(cidrs=("10.40.0.0/16",))
    [problem] = address_space(
        [Environment(name="test", stacks={VIRGINIA: (NETWORK, line), OREGON: (THERE,)})]
    ).problems()

    assert (problem.where, problem.what) == (
        "head office and test-us-west-2-network",
        "network overlaps what another network has routes to",
    )
    assert "a peering ends at its own VPC" in problem.fix


def peering(*cidrs: str, vpc: str = "vpc-00000001") -> PeeringConfig:
    """With somebody else's VPC."""
    peer = ForeignNetwork(vpc_id=vpc, account_id="888888888888", region="us-east-1", cidrs=cidrs)
    return PeeringConfig(component=vpc, peer=peer)


@pytest.mark.parametrize(
    ("other", "count"),
    [
        (peering("192.168.0.0/20", vpc="vpc-00000002"), 1),
        (LineConfig(cidrs=("192.168.0.0/20",)), 1),
        # the same VPC, peered with from somewhere else or twice by mistake, which is told as such
        (peering("192.168.0.0/17"), 0),
        (peering("192.168.128.0/20", vpc="vpc-00000002"), 0),
    ],
)
def test_a_network_has_one_way_to_an_address(other: object, count: int) -> None:
    here = Environment(name="test", stacks={VIRGINIA: (NETWORK, peering("192.168.0.0/17"), other)})

    second = f"{'head office' if isinstance(other, LineConfig) else 'vpc-00000002'}"
    assert (
        list(address_space([here]).problems())
        == [
            Problem(
                where=f"vpc-00000001 and {second}",
                what=f"overlap, and the network of test {VIRGINIA.account.id} us-east-1 has routes to both",
                got="192.168.0.0/17 and 192.168.0.0/20",
                fix="a packet can go to one of them only: reach one from another network, or by PrivateLink",
            )
        ]
        * count
    )


def test_two_lines_may_lead_to_the_same_place() -> None:
    one, other = LineConfig(cidrs=("192.168.0.0/17",)), LineConfig(owner="branch", cidrs=("192.168.0.0/20",))

    assert address_space([Environment(name="test", stacks={VIRGINIA: (NETWORK, one, other)})]).conflicts == ()


def test_two_networks_may_have_neighbours_with_the_same_addresses() -> None:
    stacks = {
        VIRGINIA: (NETWORK, peering("192.168.0.0/17")),
        OREGON: (THERE, peering("192.168.0.0/17", vpc="vpc-00000002")),
    }

    assert address_space([Environment(name="test", stacks=stacks)]).conflicts == ()


def test_every_conflict_at_once_with_blocks_that_do_not_meet_each_other() -> None:
    estate = [
        Environment(name="test", stacks={VIRGINIA: (NETWORK,), OREGON: (replace(THERE, cidr="10.10.0.0/17"),)}),
        Environment(name="prod", stacks={PROD: (NETWORK,)}, reserved={"offices": ("10.1.0.0/16",)}),
    ]

    # the third meets both of the others and moves once
    assert [problem.fix.split(":")[0] for problem in check_all(estate)] == [
        "give test-us-west-2-network another range, such as 10.2.0.0/17",
        "give prod-us-east-1-network another range, such as 10.3.0.0/16",
        "give prod-us-east-1-network another range, such as 10.3.0.0/16",
    ]


def test_no_block_left() -> None:
    small = replace(NETWORK, cidr="192.168.0.0/16")
    [problem] = check_all(
        [Environment(name="test", stacks={VIRGINIA: (small,)}, reserved={"home": ("192.168.1.0/24",)})]
    )

    assert problem.fix == (
        "give test-us-east-1-network another range, of another private block or smaller: none of that size is free here"
    )


def test_a_reserved_range_that_is_none() -> None:
    environment = Environment(
        name="test", stacks={VIRGINIA: (AccountConfig(),)}, reserved={"offices": ("10.8.0.1/13", "here", "0.0.0.0/0")}
    )

    assert [(problem.where, problem.what) for problem in check(environment)] == [
        ("reserved['offices'][0]", "is not how its range is written"),
        ("reserved['offices'][1]", "is no IPv4 range"),
        ("reserved['offices'][2]", "is every address there is"),
    ]


def test_reserved_ranges_of_the_wrong_shape_are_told_and_nothing_else_breaks() -> None:
    environment = Environment(name="test", stacks={VIRGINIA: (NETWORK,)}, reserved={"offices": "10.0.0.0/8"})  # type: ignore[dict-item]

    assert [(problem.where, problem.what) for problem in check_all([environment])] == [
        ("test.reserved.offices", "has the wrong type")
    ]


@given(
    st.lists(st.tuples(st.integers(0, 255), st.integers(16, 22)), min_size=1, max_size=12),
    st.lists(st.integers(0, 255), max_size=4),
)
def test_the_proposals_taken_together_settle_everything(networks: list[tuple[int, int]], kept: list[int]) -> None:
    claims = [
        *(Claim(cidr=f"10.{second}.0.0/16", owner=f"other {second}", kind="reserved") for second in set(kept)),
        *(
            Claim(cidr=f"10.{at}.0.0/{size}", owner=f"network {n}", kind="network")
            for n, (at, size) in enumerate(networks)
        ),
    ]
    space = AddressSpace(tuple(claims))
    proposals = space.proposals()
    moved = AddressSpace(tuple(replace(each, cidr=str(proposals.get(each, each.cidr))) for each in claims))

    assert moved.conflicts == ()
    assert all(block.prefixlen == claim.network.prefixlen for claim, block in proposals.items())


@given(st.integers(12, 24), st.lists(st.tuples(st.integers(0, 2**24 - 1), st.integers(9, 28)), max_size=10))
def test_a_free_block_touches_nothing(prefix: int, taken: list[tuple[int, int]]) -> None:
    claims = [
        Claim(cidr=str(IPv4Network((0x0A000000 + at, size), strict=False)), owner=str(n), kind="reserved")
        for n, (at, size) in enumerate(taken)
    ]
    block = AddressSpace(tuple(claims)).free_block(prefix, like=IPv4Network("10.0.0.0/24"))

    assert block is None or not any(block.overlaps(claim.network) for claim in claims)
    if block is None:
        everything = list(IPv4Network("10.0.0.0/8").subnets(new_prefix=max(prefix, 8))) if prefix <= 16 else []
        fixed = (IPv4Network("10.0.0.0/16"),)
        assert all(
            any(each.overlaps(other) for other in (*fixed, *(claim.network for claim in claims))) for each in everything
        )


@given(
    st.lists(
        st.tuples(st.integers(0, 2**12 - 1), st.integers(20, 28), st.sampled_from(["network", "reserved", "found"])),
        max_size=12,
    )
)
def test_conflicts_are_those_of_every_two(found: list[tuple[int, int, Kind]]) -> None:
    claims = tuple(
        Claim(cidr=f"{IPv4Network((0x0A000000 + at, prefix), strict=False)}", owner=f"owner-{number}", kind=kind)
        for number, (at, prefix, kind) in enumerate(found)
    )
    networks_last = sorted(claims, key=lambda claim: claim.kind == "network")

    assert AddressSpace(claims).conflicts == tuple(
        (one, other) for one, other in combinations(networks_last, 2) if one.meets(other)
    )
