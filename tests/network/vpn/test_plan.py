"""Which way a packet takes, and what VPNs need of the networks they lead to."""

from dataclasses import replace
from itertools import permutations
from typing import Literal

import pytest

from constructs_lib.network.peering.config import PeeringConfig
from constructs_lib.network.vpn.config import VpnConfig
from constructs_lib.network.vpn.plan import Way, way_taken
from constructs_lib.network.vpn_gateway.config import VpnGatewayConfig
from tests.connected import (
    AT_HUB,
    DUAL_STACK,
    HUB,
    OFFICE,
    OFFICE_IPV6,
    TEST,
    TEST_ATTACHMENT,
    TO_TOOLS,
    TOOLS_ATTACHMENT,
    told,
)

LOCAL = Way("10.10.0.0/16", "local", "local")
PEERING = Way("10.60.0.0/16", "peering", "static")
SECOND_PATH = Way("10.60.0.0/16", "vpn", "vpn_bgp")
WIDER_SECOND_PATH = Way("10.60.0.0/14", "vpn", "vpn_static")


def target(address: str, *ways: Way) -> str | None:
    """Where a packet goes, whatever order the table lists its routes in."""
    taken = {way_taken(address, order) for order in permutations(ways)}
    [way] = taken or {None}
    return way.target if way else None


def test_while_the_peering_is_there_every_packet_takes_it() -> None:
    assert target("10.60.7.7", LOCAL, PEERING, SECOND_PATH) == "peering"
    assert target("10.60.7.7", LOCAL, PEERING, WIDER_SECOND_PATH) == "peering"


def test_once_the_peerings_routes_are_gone_the_vpn_takes_over_in_the_same_table() -> None:
    assert target("10.60.7.7", LOCAL, SECOND_PATH) == "vpn"
    assert target("10.60.7.7", LOCAL, WIDER_SECOND_PATH) == "vpn"


def test_a_narrower_way_would_take_traffic_from_a_peering_that_works() -> None:
    """Which is why a second path may not have one."""
    assert target("10.60.7.7", PEERING, Way("10.60.0.0/20", "vpn", "vpn_bgp")) == "vpn"


def test_nothing_propagated_leads_out_of_the_network_itself() -> None:
    assert target("10.10.1.1", LOCAL, Way("10.10.1.0/24", "vpn", "vpn_bgp")) == "local"


def test_direct_connect_goes_before_vpns_and_static_ones_before_those_that_learn() -> None:
    ways = [Way("192.168.0.0/16", source, source) for source in ("direct_connect", "vpn_static", "vpn_bgp")]

    assert [target("192.168.1.1", *ways[first:]) for first in range(3)] == ["direct_connect", "vpn_static", "vpn_bgp"]


def test_an_address_nobody_knows_goes_nowhere() -> None:
    assert way_taken("203.0.113.9", (LOCAL, PEERING)) is None


TOOLS_PEERING = PeeringConfig(component="tools", peer=HUB)
THERE = VpnConfig(
    component="to-tools", customer_gateway_ip="198.51.100.9", remote_cidrs=("10.60.0.0/16",), stands_in_for=HUB
)
BACK = VpnConfig(
    component="to-test", customer_gateway_ip="198.51.100.9", remote_cidrs=("10.8.0.0/14",), stands_in_for=TEST
)


def told_of(there: VpnConfig = THERE, *, peering: bool = True, back: VpnConfig | None = BACK) -> list[tuple[str, str]]:
    """A peering in place of the link, and a VPN on each side that stands in for it."""
    tools = (VpnGatewayConfig(asn=64700), *([back] if back else ()))
    return told((TO_TOOLS, TOOLS_PEERING if peering else None), more={TEST: (there,), HUB: tools})


def test_a_good_second_path() -> None:
    assert told_of() == []


def test_a_second_path_for_no_peering() -> None:
    assert told_of(peering=False) == [
        ("test-us-east-1-vpn-to-tools.stands_in_for", "stands in for a peering that is not there"),
        ("tools-us-east-1-vpn-to-test.stands_in_for", "stands in for a peering that is not there"),
    ]


def test_a_second_path_without_the_way_back() -> None:
    assert told_of(back=None) == [
        ("test-us-east-1-vpn-to-tools.stands_in_for", "is a second path that only leads there")
    ]


def test_a_second_path_with_a_narrower_range() -> None:
    [(where, what)] = told_of(replace(THERE, remote_cidrs=("10.60.0.0/17", "10.60.128.0/17")))

    assert where == "test-us-east-1-vpn-to-tools.remote_cidrs"
    assert what.startswith("would take traffic to tools us-east-1 away from the peering that works")


def test_a_second_path_to_somewhere_else() -> None:
    [(where, what)] = told_of(replace(THERE, remote_cidrs=("172.31.0.0/16",)))

    assert where == "test-us-east-1-vpn-to-tools.remote_cidrs"
    assert what.startswith("leaves out ranges of tools us-east-1")


def test_two_vpns_to_one_device() -> None:
    """AWS answers the second customer gateway with the first, and the second stack would delete it for both."""
    twin = replace(OFFICE, component="office-again", remote_cidrs=("172.30.0.0/16",))

    assert told(more={TEST: (twin,)}) == [
        ("test-us-east-1-vpn-office and test-us-east-1-vpn-office-again", "lead to the same device")
    ]


def test_the_same_device_seen_from_two_accounts() -> None:
    assert told((AT_HUB, replace(AT_HUB, customer_gateway_ip=OFFICE.customer_gateway_ip))) == []


def test_a_network_that_is_not_at_the_hub() -> None:
    assert ("tools-us-east-1-vpn-headquarters.networks['tools']", "is not attached to this hub") in told(
        (AT_HUB, replace(AT_HUB, networks={"tools": HUB})), (TOOLS_ATTACHMENT, None)
    )


@pytest.mark.parametrize(("cidrs", "count"), [((), 1), (("192.168.0.0/21",), 1), (("192.168.0.0/20",), 0)])
def test_a_network_that_does_not_send_it_there(cidrs: tuple[str, ...], count: int) -> None:
    """Without the route the way in works and no answer ever leaves."""
    found = told((TEST_ATTACHMENT, replace(TEST_ATTACHMENT, on_premises=cidrs)))

    assert found.count(("tools-us-east-1-vpn-headquarters.networks['test']", "does not route what lies there")) == count


def test_a_second_vpn_to_the_same_device_for_ipv6() -> None:
    assert told(*DUAL_STACK, more={HUB: (OFFICE_IPV6,)}) == []
    assert told(more={HUB: (OFFICE_IPV6,)}) == [
        ("tools-us-east-1-vpn-headquarters-ipv6.networks['test']", "does not route what lies there")
    ]


def test_a_vpn_without_its_gateway() -> None:
    assert ("tools-us-east-1-vpn-to-test", "ends where no VpnGatewayConfig is") in told(
        (TO_TOOLS, TOOLS_PEERING), more={TEST: (THERE,), HUB: (BACK,)}
    )


@pytest.mark.parametrize(("routing", "count"), [("bgp", 1), ("static", 0)])
def test_both_ends_of_one_number(routing: Literal["bgp", "static"], count: int) -> None:
    device = replace(AT_HUB, customer_gateway_asn=64512, routing=routing)

    assert (
        told((AT_HUB, device))
        == [
            (
                "tools-us-east-1-vpn-headquarters.customer_gateway_asn",
                "is the number of tools-us-east-1-transit-gateway",
            )
        ]
        * count
    )


def test_a_network_whose_account_tells_the_hub_nothing() -> None:
    closed = replace(TEST, account=replace(TEST.account, contract_readers=()))

    assert told((AT_HUB, replace(AT_HUB, networks={"test": closed}))) == [
        (
            "tools-us-east-1-vpn-headquarters.networks['test'].account.contract_readers",
            "does not let this account read what test us-east-1 publishes",
        )
    ]
