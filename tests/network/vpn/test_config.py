"""What can be wrong with a VPN before anything of it exists."""

from dataclasses import replace
from typing import Any

import pytest

from constructs_lib.foundation.config import check
from constructs_lib.network.vpn.config import VpnConfig
from tests.connected import AT_HUB, HUB, OFFICE, OFFICE_IPV6, TEST


def told(**changes: Any) -> list[tuple[str, str]]:
    return [(problem.where, problem.what) for problem in check(replace(OFFICE, **changes))]


def test_good_ones() -> None:
    assert check(OFFICE) == ()
    assert check(AT_HUB) == ()
    assert told(tunnel_inside_cidrs=("169.254.44.40/30", "169.254.44.44/30"), routing="static") == []


@pytest.mark.parametrize(
    ("address", "what"),
    [
        ("vpn.example.com", "is no IPv4 address"),
        ("2001:db8::1", "is no IPv4 address"),
        ("192.168.0.1", "is no public address"),
        ("10.0.0.1", "is no public address"),
    ],
)
def test_a_device_has_a_public_address(address: str, what: str) -> None:
    assert told(customer_gateway_ip=address) == [("customer_gateway_ip", what)]


def test_what_lies_behind_it_are_ranges_and_some() -> None:
    assert told(remote_cidrs=()) == [("remote_cidrs", "has the wrong length")]
    assert told(remote_cidrs=("office",)) == [("remote_cidrs[0]", "is no range")]


def problems(config: VpnConfig) -> list[tuple[str, str, str, str]]:
    return [(problem.where, problem.what, problem.got, problem.fix) for problem in check(config)]


def test_a_networks_own_gateway_carries_no_ipv6() -> None:
    assert problems(replace(OFFICE, remote_cidrs=("2001:db8:20::/48",))) == [
        (
            "remote_cidrs",
            "name IPv6 ranges, and a VPN at a network's own gateway carries IPv4 only",
            "2001:db8:20::/48",
            'write ends_at="transit_gateway" and the networks it is for, or leave them out',
        )
    ]
    assert check(replace(AT_HUB, remote_cidrs=("2001:db8:20::/48", "2001:db8:21::/48"))) == ()


def test_the_tunnels_of_a_vpn_carry_one_kind() -> None:
    assert problems(replace(AT_HUB, remote_cidrs=("192.168.0.0/20", "2001:db8:20::/48"))) == [
        (
            "remote_cidrs",
            "name IPv4 and IPv6 ranges, and the tunnels of a VPN carry one of the two",
            "192.168.0.0/20, 2001:db8:20::/48",
            "write a VpnConfig for each; the second one needs an address or an ASN of the device of its own",
        )
    ]


@pytest.mark.parametrize("cidr", ["169.254.44.40/30", "fd00::/120", "2001:db8::/126", "fd00::1/126", "inside"])
def test_the_inside_of_a_tunnel_of_ipv6(cidr: str) -> None:
    [problem] = check(replace(OFFICE_IPV6, tunnel_inside_cidrs=("fd00:9::/126", cidr)))

    assert check(replace(OFFICE_IPV6, tunnel_inside_cidrs=("fd00:9::/126", "fd00:9::4/126"))) == ()
    assert (problem.where, problem.allowed) == ("tunnel_inside_cidrs[1]", "a /126 of fd00::/8")


def test_ipv6_claims_nothing_because_amazon_gives_networks_theirs() -> None:
    assert OFFICE_IPV6.claimed_ranges() == ()


def test_aws_takes_fifty_routes() -> None:
    assert told(remote_cidrs=tuple(f"172.20.{each}.0/24" for each in range(50))) == []
    assert told(remote_cidrs=tuple(f"172.20.{each}.0/24" for each in range(51))) == [
        ("remote_cidrs", "has the wrong length")
    ]


@pytest.mark.parametrize(
    "cidr", ["10.0.0.0/30", "169.254.44.0/29", "169.254.44.41/30", "169.254.169.252/30", "fd00::/126", "inside"]
)
def test_the_inside_of_a_tunnel(cidr: str) -> None:
    assert told(tunnel_inside_cidrs=("169.254.50.0/30", cidr)) == [
        ("tunnel_inside_cidrs[1]", "is no range for the inside of a tunnel")
    ]


def test_tunnels_differ_inside() -> None:
    assert told(tunnel_inside_cidrs=("169.254.50.0/30", "169.254.50.0/30")) == [
        ("tunnel_inside_cidrs", "are the same in both tunnels")
    ]


def test_at_a_hub_it_is_said_who_gets_through() -> None:
    assert told(ends_at="transit_gateway") == [("networks", "names nobody who gets through the hub")]


def test_a_networks_own_gateway_leads_only_there() -> None:
    """A peering leads nobody to another network's VPN, so the list could only be a mistake."""
    [(where, what)] = told(networks={"tools": HUB})

    assert (where, what) == ("networks", "names networks, but it ends at one network's own gateway")


def test_a_second_path_ends_at_the_networks_own_gateway() -> None:
    found = check(replace(AT_HUB, stands_in_for=TEST))

    assert [(problem.where, problem.what) for problem in found] == [("stands_in_for", "is a second path at a hub")]


def test_claims_what_lies_on_the_other_side() -> None:
    assert OFFICE.claimed_ranges() == (("VPN office", "172.20.0.0/16"),)


def test_a_second_path_claims_nothing_because_a_network_has_those_ranges() -> None:
    assert replace(OFFICE, stands_in_for=HUB, remote_cidrs=("10.60.0.0/16",)).claimed_ranges() == ()
