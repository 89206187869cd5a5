"""DHCP settings that cannot work."""

from dataclasses import replace
from typing import Any

import pytest

from constructs_lib.foundation.config import check
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.dhcp.config import DhcpConfig, out_of_reach

NETWORK = NetworkConfig(cidr="10.20.0.0/16", secondary_cidrs=("100.64.0.0/16",), zones=("us-east-1a",))


@pytest.mark.parametrize(
    "settings",
    [
        {"domain_name": "corp.example.com"},
        {"domain_name_servers": ("10.20.0.9", "10.20.16.9")},
        {"ntp_servers": ("169.254.169.123",)},
    ],
)
def test_accepts(settings: dict[str, Any]) -> None:
    assert check(DhcpConfig(**settings)) == ()


@pytest.mark.parametrize(
    ("settings", "where", "what"),
    [
        ({}, "", "says nothing that is not so by itself"),
        ({"domain_name": "Corp!"}, "domain_name", "has the wrong form"),
        ({"domain_name_servers": ()}, "domain_name_servers", "has the wrong length"),
        ({"domain_name_servers": ("ns.example.com",)}, "domain_name_servers[0]", "is no address"),
        ({"domain_name_servers": ("10.0.0.2", "10.0.0.2")}, "domain_name_servers", "name a server twice"),
        ({"ntp_servers": ("AmazonProvidedDNS",)}, "ntp_servers[0]", "is no address"),
        ({"ntp_servers": tuple(f"10.0.0.{index}" for index in range(5))}, "ntp_servers", "has the wrong length"),
    ],
)
def test_refuses(settings: dict[str, Any], where: str, what: str) -> None:
    assert [(problem.where, problem.what) for problem in check(DhcpConfig(**settings))] == [(where, what)]


def test_refuses_amazons_server_among_others() -> None:
    assert [str(problem) for problem in check(DhcpConfig(domain_name_servers=("AmazonProvidedDNS", "10.20.0.9")))] == [
        (
            "domain_name_servers: mix AmazonProvidedDNS with others: machines ask any of them, and private names are "
            "found now and then\n"
            "    got      AmazonProvidedDNS, 10.20.0.9\n"
            "    fix      name either; for names kept elsewhere give the VPC's name server a forwarding rule"
        )
    ]


def test_servers_beyond_the_network_are_out_of_reach_for_isolated_subnets() -> None:
    dhcp = DhcpConfig(domain_name_servers=("100.64.0.9", "10.60.0.9"), ntp_servers=("169.254.169.123",))

    assert [str(problem) for problem in out_of_reach(dhcp, NETWORK.cidrs)] == [
        (
            "domain_name_servers[1]: is beyond this network, with which isolated subnets exchange nothing\n"
            "    got      '10.60.0.9'\n"
            "    allowed  an address in 10.20.0.0/16, 100.64.0.0/16\n"
            "    fix      put a forwarder into the private subnets, or leave out the isolated tier"
        )
    ]
    assert [problem.where for problem in check(replace(NETWORK, dhcp=dhcp))] == ["dhcp.domain_name_servers[1]"]
    assert check(replace(NETWORK, dhcp=dhcp, tiers=("public", "private"))) == ()


def test_what_is_no_address_is_told_once() -> None:
    assert [problem.what for problem in check(replace(NETWORK, dhcp=DhcpConfig(ntp_servers=("clock",))))] == [
        "is no address"
    ]
