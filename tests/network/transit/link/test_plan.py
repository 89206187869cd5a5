"""What networks at hubs need of each other."""

from dataclasses import replace

from constructs_lib.estate import check_all
from constructs_lib.network.peering.config import PeeringConfig
from constructs_lib.network.transit.link.config import TransitLinkConfig
from constructs_lib.network.transit.link.plan import hub_peering_between
from tests.connected import DUAL_STACK, HUB, HUBS_PEERED, TEST, TEST_ATTACHMENT, TO_TOOLS, WEST_HUB, estate, told


def test_networks_at_one_hub_need_no_peering_of_hubs() -> None:
    assert hub_peering_between(HUB, HUB) is None


def test_networks_at_two_hubs_find_their_peering_from_either_side() -> None:
    assert hub_peering_between(HUB, WEST_HUB) == (HUB, "tools-us-west-2")
    assert hub_peering_between(WEST_HUB, HUB) == (HUB, "tools-us-west-2")


def test_hubs_that_are_not_connected() -> None:
    assert told((HUBS_PEERED, None)) == [
        ("test-us-east-1-transit-link-prod", "links networks whose hubs are not connected")
    ]


def test_the_same_two_networks_linked_from_both_sides() -> None:
    back = TransitLinkConfig(component="back", peer=TEST)

    assert told(more={HUB: (back,)}) == [
        ("test-us-east-1-transit-link-tools and tools-us-east-1-transit-link-back", "link the same two networks")
    ]


def test_a_network_linked_with_itself() -> None:
    own = TransitLinkConfig(component="tools", peer=TEST)

    assert told((TO_TOOLS, own)) == [("test-us-east-1-transit-link-tools", "links a network with itself")]


def test_a_peering_beside_a_link() -> None:
    """Both would be a route to the same range in the same table; the second apply fails half-way."""
    peering = PeeringConfig(component="test", peer=TEST)

    assert told(more={HUB: (peering,)}) == [
        (
            "test-us-east-1-transit-link-tools and tools-us-east-1-peering-test",
            "connect the same two networks by a peering and through a hub",
        )
    ]


def test_ipv6_behind_a_hub_and_none_in_the_network() -> None:
    """The route would be there, and nobody with an address to take it."""
    sixes = replace(TEST_ATTACHMENT, on_premises=(*TEST_ATTACHMENT.on_premises, "2001:db8::/32"))
    [problem] = check_all(estate((TEST_ATTACHMENT, sixes)))

    assert (problem.where, problem.what, problem.got) == (
        "test-us-east-1-transit-attachment.on_premises",
        "names IPv6 ranges, and test-us-east-1-network has no IPv6",
        "2001:db8::/32",
    )
    assert problem.fix == "write ipv6=True in the NetworkConfig, or leave them out"
    assert told(*DUAL_STACK) == []


def test_a_peering_between_other_networks_is_nobodys_business() -> None:
    from tests.connected import PROD

    assert told(more={HUB: (PeeringConfig(component="prod", peer=PROD),)}) == []


def test_a_link_whose_other_side_tells_nothing() -> None:
    closed = replace(HUB, account=replace(HUB.account, contract_readers=()))

    assert told((TO_TOOLS, replace(TO_TOOLS, peer=closed))) == [
        (
            "test-us-east-1-transit-link-tools.peer.account.contract_readers",
            "does not let this account read what tools us-east-1 publishes",
        )
    ]
