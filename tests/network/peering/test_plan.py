"""Who is peered with whom, and what a peering cannot do."""

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constructs_lib.account.config import AccountConfig
from constructs_lib.environment import Environment
from constructs_lib.estate import check_all
from constructs_lib.foundation.placement import Account, Placement
from constructs_lib.foundation.state import LocalState
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.peering.config import PeeringConfig
from constructs_lib.network.peering.foreign_network import ForeignNetwork
from constructs_lib.network.peering.plan import MOST_PEERINGS, MOST_ROUTES, both_ipv6, mesh, peer_ranges, routes_needed
from constructs_lib.network.peering.probing import ProbeConfig, TargetConfig
from tests.placements import VIRGINIA

NETWORK = NetworkConfig(cidr="10.10.0.0/16", zones=("us-east-1a", "us-east-1b"))
TOOLS = replace(
    VIRGINIA,
    environment="tools",
    account=Account(name="tools", id="555555555555", state=LocalState(), contract_readers=(VIRGINIA.account.id,)),
)
TOOLS_NETWORK = replace(NETWORK, cidr="10.60.0.0/16")
THEIRS = ForeignNetwork(vpc_id="vpc-01234567", account_id="888888888888", region="us-east-1", cidrs=("10.70.0.0/16",))


def place(number: int) -> Placement:
    others = tuple(f"{other:012}" for other in range(10) if other != number)
    account = Account(name=f"account-{number}", id=f"{number:012}", state=LocalState(), contract_readers=others)
    return replace(VIRGINIA, environment=f"env{number}", account=account)


def told(link: PeeringConfig, *more: object, network: NetworkConfig = NETWORK) -> list[tuple[str, str, str]]:
    estate = (
        Environment(name="test", stacks={VIRGINIA: (AccountConfig(), network, link, *more)}),
        Environment(name="tools", stacks={TOOLS: (AccountConfig(), TOOLS_NETWORK)}),
    )
    return [(problem.where, problem.what, problem.got) for problem in check_all(estate)]


@given(st.integers(2, 9))
def test_every_two_members_are_peered_once(size: int) -> None:
    members = {f"net{number}": place(number) for number in range(size)}
    links = [(owner, link.peer) for owner, each in mesh(members).items() for link in each]

    assert len(links) == size * (size - 1) // 2
    assert {
        frozenset((one.region + one.account.id, other.region + other.account.id))
        for one, other in links
        if isinstance(other, Placement)
    } == {
        frozenset((one.region + one.account.id, other.region + other.account.id))
        for one, other in permutations(members.values(), 2)
    }


def stacks(members: dict[str, Placement]) -> set[str]:
    """The ids of the mesh's stacks."""
    return {place.stack_id(link.DOMAIN, link.component) for place, links in mesh(members).items() for link in links}


def test_a_member_more_adds_its_own_pairs_wherever_it_stands() -> None:
    members = {"b": place(1), "d": place(2), "f": place(3)}
    for name in "aceg":
        new = stacks({name: place(4), **members}) - stacks(members)

        assert stacks(members) < stacks({name: place(4), **members})
        assert len(new) == 3
        assert all("env4" in stack or stack.endswith(f"-{name}") for stack in new)


def test_the_order_of_members_means_nothing() -> None:
    members = {"b": place(1), "d": place(2), "f": place(3)}

    assert stacks(dict(reversed(members.items()))) == stacks(members)


def test_a_mesh_is_sound() -> None:
    members = {"a": place(1), "b": place(2), "c": place(3)}
    links = mesh(members, probe=ProbeConfig(), tiers=("private",))
    estate = [
        Environment(
            name=where.environment,
            stacks={where: (AccountConfig(), replace(NETWORK, cidr=f"10.{number}.0.0/16"), *links[where])},
        )
        for number, where in enumerate(members.values(), start=1)
    ]

    assert check_all(estate) == ()


def test_a_place_named_twice() -> None:
    links = mesh({"a": VIRGINIA, "b": VIRGINIA})
    [problem] = check_all([Environment(name="test", stacks={VIRGINIA: (AccountConfig(), NETWORK, *links[VIRGINIA])})])

    assert problem.what == "peers a network with itself"


def test_more_peerings_than_aws_allows() -> None:
    links = [
        PeeringConfig(
            component=f"peer-{number}",
            peer=replace(
                THEIRS, vpc_id=f"vpc-{number:08x}", cidrs=(f"172.{16 + number // 64}.{number % 64 * 4}.0/22",)
            ),
        )
        for number in range(64, 64 + MOST_PEERINGS)
    ]

    assert [each[2] for each in told(links[0], *links[1:])] == []
    extra = PeeringConfig(component="tools", peer=TOOLS)
    assert told(links[0], *links[1:], extra) == [
        ("test 111111111111 us-east-1", "has more peerings than AWS lets a VPC have", "126")
    ]


@pytest.mark.parametrize(("more", "count"), [((), 0), (("10.99.0.0/16",), 1)])
def test_more_routes_than_a_table_holds(more: tuple[str, ...], count: int) -> None:
    """Each peer's every range is a route in every table; there is room for a thousand."""
    links = [
        PeeringConfig(
            component=f"peer-{number}",
            peer=replace(
                THEIRS,
                vpc_id=f"vpc-{number:08x}",
                cidrs=tuple(f"172.{16 + number // 5}.{number % 5 * 50 + each}.0/24" for each in range(50)),
            ),
        )
        for number in range(MOST_ROUTES // 50)
    ]
    extra = [PeeringConfig(component="more", peer=replace(THEIRS, cidrs=more))] if more else []
    told_of = ("test 111111111111 us-east-1", "has more routes to other networks than a route table holds", "1001")

    assert told(links[0], *links[1:], *extra) == [told_of] * count


def test_both_sides_need_routes() -> None:
    found = PeeringConfig(component="tools", peer=TOOLS, network=NETWORK, peer_network=TOOLS_NETWORK)
    wide = replace(TOOLS_NETWORK, secondary_cidrs=("100.64.0.0/20",))
    six, wide_six = replace(NETWORK, ipv6=True), replace(wide, ipv6=True)
    theirs = replace(THEIRS, ipv6_cidrs=("2600:1f18::/56", "2600:1f18:1::/56"))

    assert routes_needed(replace(found, peer_network=wide)) == (2, 1)
    assert routes_needed(replace(found, network=six, peer_network=wide_six)) == (3, 2)
    assert routes_needed(replace(found, peer=theirs, network=six, peer_network=None)) == (3, 2)


def test_two_peerings_with_the_same_foreign_network() -> None:
    link = PeeringConfig(component="one", peer=THEIRS)

    assert [what for _, what, _ in told(link, replace(link, component="other"))] == ["peer the same two networks"]


def test_tiers_that_the_network_does_not_have() -> None:
    closed = replace(NETWORK, tiers=("private",), nat="none")

    assert told(PeeringConfig(component="tools", peer=TOOLS, tiers=("public", "isolated")), network=closed) == [
        (
            "test-us-east-1-peering-tools.tiers",
            "name no subnets that the network has: nothing would be routed",
            "('public', 'isolated')",
        )
    ]


def probed(host: str, peer: Placement | ForeignNetwork = TOOLS) -> PeeringConfig:
    targets = (TargetConfig(host=host, port=5432),)
    return PeeringConfig(component="tools", peer=peer, probe=ProbeConfig(targets=targets))


@pytest.mark.parametrize("link", [probed("10.60.200.9"), probed("db.tools.example.com"), probed("10.70.0.9", THEIRS)])
def test_targets_in_the_peer(link: PeeringConfig) -> None:
    assert told(link) == []


@pytest.mark.parametrize(
    ("host", "owner"), [("10.10.0.9", "test-us-east-1-network"), ("192.168.7.7", "nobody in the estate")]
)
def test_targets_behind_the_peer_are_not_reached(host: str, owner: str) -> None:
    """Not transitive, and not edge to edge: no packet leaves a peered VPC by another door."""
    [(where, what, got)] = told(probed(host))

    assert (where, got) == ("test-us-east-1-peering-tools.probe.targets[0]", f"{host}, of {owner}")
    assert what.startswith("lies beyond the peer: a peering ends at its own VPC, and leads to no VPN, NAT gateway")


def test_a_peer_whose_account_tells_nothing() -> None:
    """Terraform would learn it from AWS, where it takes that account's reader role, in the middle of an apply."""
    closed = replace(TOOLS, account=replace(TOOLS.account, contract_readers=("999999999999",)))
    [problem] = check_all(
        (
            Environment(name="test", stacks={VIRGINIA: (NETWORK, PeeringConfig(component="tools", peer=closed))}),
            Environment(name="tools", stacks={closed: (TOOLS_NETWORK,)}),
        )
    )

    assert (problem.where, problem.what, problem.got) == (
        "test-us-east-1-peering-tools.peer.account.contract_readers",
        "does not let this account read what tools us-east-1 publishes",
        "999999999999",
    )
    assert problem.fix == "add '111111111111' to contract_readers of the account 'tools'"


def test_a_peer_in_the_same_account_reads_itself() -> None:
    west = replace(VIRGINIA, region="us-west-2")
    beyond = replace(NETWORK, cidr="10.80.0.0/16", zones=("us-west-2a",))
    link = PeeringConfig(component="west", peer=west)

    assert check_all([Environment(name="test", stacks={VIRGINIA: (NETWORK, link), west: (beyond,)})]) == ()


def test_a_network_that_only_another_peering_reaches() -> None:
    """A is peered with B, and B with C: A does not reach C, and is told whose that is."""
    account = replace(VIRGINIA.account, contract_readers=(TOOLS.account.id,))
    c = replace(VIRGINIA, region="us-west-2", account=account)
    beyond = replace(NETWORK, cidr="10.80.0.0/16", zones=("us-west-2a",))
    estate = (
        Environment(
            name="test",
            stacks={VIRGINIA: (AccountConfig(), NETWORK, probed("10.80.1.1")), c: (AccountConfig(), beyond)},
        ),
        Environment(
            name="tools",
            stacks={TOOLS: (AccountConfig(), TOOLS_NETWORK, PeeringConfig(component="west", peer=c))},
        ),
    )

    assert [problem.got for problem in check_all(estate)] == ["10.80.1.1, of test-us-west-2-network"]


def test_a_probe_needs_private_subnets_and_a_way_to_aws() -> None:
    closed = replace(NETWORK, nat="none")
    link = PeeringConfig(component="tools", peer=TOOLS, probe=ProbeConfig())

    assert [(what, got) for _, what, got in told(link, network=closed)] == [
        ("calls AWS services that its network does not reach", "ec2, monitoring")
    ]
    assert told(link, network=replace(closed, interface_endpoints=("ec2", "monitoring"))) == []
    bare = replace(NETWORK, nat="none", tiers=("public", "isolated"), gateway_endpoints=())
    assert ("test-us-east-1-peering-tools.probe", "stands in private subnets") in [
        (where, what) for where, what, _ in told(replace(link, tiers=("private", "isolated")), network=bare)
    ]


def test_what_there_is_to_route() -> None:
    found = PeeringConfig(component="tools", peer=TOOLS, network=NETWORK, peer_network=TOOLS_NETWORK)
    wide = replace(TOOLS_NETWORK, secondary_cidrs=("100.64.0.0/20",))

    assert peer_ranges(replace(found, peer_network=wide)) == ("10.60.0.0/16", "100.64.0.0/20")
    assert peer_ranges(replace(found, peer=THEIRS, peer_network=None)) == THEIRS.cidrs


@pytest.mark.parametrize(("here", "there"), [(False, False), (True, False), (False, True), (True, True)])
def test_ipv6_needs_two(here: bool, there: bool) -> None:
    own, other = replace(NETWORK, ipv6=here), replace(TOOLS_NETWORK, ipv6=there)
    theirs = replace(THEIRS, ipv6_cidrs=("2600:1f18:1234:5600::/56",) if there else ())
    link = PeeringConfig(component="tools", peer=TOOLS, network=own, peer_network=other)

    assert both_ipv6(link) == both_ipv6(replace(link, peer=theirs, peer_network=None)) == (here and there)
