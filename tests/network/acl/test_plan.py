"""Which packets pass: judged one by one, as AWS does, in both directions."""

from collections import Counter
from dataclasses import dataclass, replace
from ipaddress import IPv6Network, ip_address, ip_network
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from constructs_lib.foundation.config import check
from constructs_lib.network.acl.config import AclConfig
from constructs_lib.network.acl.plan import AclRule, Traffic, plan_acl_rules
from constructs_lib.network.config import NetworkConfig, Tier
from constructs_lib.network.plan import Ipv6Part

MOST_RULES = 20
"""In each direction: https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-nacls"""

TOOLS = "10.60.0.0/16"
BLOCK = IPv6Network("2001:db8:0:1200::/56")
"""What Amazon might have given."""

CONFIG = NetworkConfig(
    cidr="10.20.0.0/16",
    secondary_cidrs=("100.64.0.0/16",),
    zones=("us-east-1a", "us-east-1b"),
    ipv6=True,
    acl=AclConfig(isolated_from=(TOOLS,), refused=("198.51.100.0/24", "2001:db8:bad::/48")),
)
TCP, UDP = "6", "17"


@dataclass(frozen=True)
class Host:
    """Somebody with an address; outside the network there is no tier."""

    address: str
    tier: Tier | None = None


INTERNET, INTERNET_IPV6 = Host("203.0.113.9"), Host("2001:db8:ffff::9")
BASTION, NEIGHBOUR = Host("10.60.1.1"), Host("10.30.1.1")
PUBLIC, PRIVATE, ISOLATED = (
    Host("10.20.193.7", "public"),
    Host("10.20.17.7", "private"),
    Host("10.20.137.7", "isolated"),
)
PRIVATE_MORE, ISOLATED_MORE = Host("100.64.17.7", "private"), Host("100.64.137.7", "isolated")
PUBLIC_IPV6, PRIVATE_IPV6 = Host("2001:db8:0:12c4::7", "public"), Host("2001:db8:0:1210::7", "private")
ISOLATED_IPV6 = Host("2001:db8:0:1288::7", "isolated")
# the bounds of what gateways, load balancers, functions and Linux choose from
EPHEMERAL = (1024, 32768, 65535)


def lets(config: NetworkConfig, tier: Tier | None, other: str, protocol: str, port: int, *, out: bool) -> bool:
    """What AWS does: the first rule that fits decides, and without one the answer is no."""
    if tier is None:
        return True
    for rule in plan_acl_rules(config):
        if rule.tier == tier and rule.egress == out and _fits(rule, other, protocol, port):
            return rule.allow
    return False


def _fits(rule: AclRule, other: str, protocol: str, port: int) -> bool:
    if isinstance(rule.place, Ipv6Part):
        place = list(BLOCK.subnets(prefixlen_diff=rule.place.new_bits))[rule.place.number]
    else:
        place = ip_network(rule.place)
    if ip_address(other) not in place or rule.traffic.protocol not in ("-1", protocol):
        return False
    first, last = rule.traffic.ports or (0, 65535)
    return first <= port <= last


def asks(config: NetworkConfig, client: Host, server: Host, protocol: str, port: int) -> bool:
    """Whether a request leaves one side and enters the other."""
    return lets(config, client.tier, server.address, protocol, port, out=True) and lets(
        config, server.tier, client.address, protocol, port, out=False
    )


def talk(config: NetworkConfig, client: Host, server: Host, protocol: str, port: int) -> bool:
    """Whether the request arrives, and its answer, whatever port the client chose."""
    return asks(config, client, server, protocol, port) and all(
        asks(config, server, client, protocol, chosen) for chosen in EPHEMERAL
    )


@pytest.mark.parametrize(
    ("client", "server", "protocol", "port"),
    [
        (INTERNET, PUBLIC, TCP, 443),
        (INTERNET_IPV6, PUBLIC_IPV6, TCP, 443),
        (PUBLIC, PRIVATE, TCP, 8080),  # load balancer to task
        (PUBLIC, PRIVATE_MORE, TCP, 8080),
        (PUBLIC_IPV6, PRIVATE_IPV6, TCP, 8080),
        (PRIVATE, PUBLIC, TCP, 443),
        (PRIVATE, PRIVATE_MORE, TCP, 443),  # task to interface endpoint
        (PRIVATE, PRIVATE, UDP, 53),
        (PRIVATE, ISOLATED, TCP, 5432),
        (PRIVATE, ISOLATED_MORE, TCP, 6379),
        (PRIVATE_MORE, ISOLATED, TCP, 443),
        (PRIVATE_IPV6, ISOLATED_IPV6, TCP, 5432),
        (ISOLATED, ISOLATED_MORE, TCP, 6379),  # replicas of a cache
        (ISOLATED_IPV6, ISOLATED_IPV6, TCP, 6379),
        (ISOLATED, PRIVATE, TCP, 443),  # to interface endpoints
        (BASTION, ISOLATED, TCP, 5432),
        (BASTION, ISOLATED_MORE, TCP, 5432),
        (BASTION, PRIVATE, TCP, 22),
        (NEIGHBOUR, PRIVATE, TCP, 443),
        (PRIVATE, NEIGHBOUR, TCP, 5432),
        (PRIVATE_IPV6, INTERNET_IPV6, TCP, 443),  # through the egress-only gateway
        (PRIVATE_IPV6, INTERNET_IPV6, UDP, 123),
        (PUBLIC, INTERNET, TCP, 443),
    ],
)
def test_passes_and_the_answer_too(client: Host, server: Host, protocol: str, port: int) -> None:
    assert talk(CONFIG, client, server, protocol, port)


@pytest.mark.parametrize(("protocol", "port"), [(TCP, 443), (TCP, 22), (UDP, 53), (UDP, 123)])
@pytest.mark.parametrize("asking", [PRIVATE, PRIVATE_MORE])
def test_passes_through_a_gateway_in_the_public_subnet(asking: Host, protocol: str, port: int) -> None:
    """It sees packets that are not for it: from a private address to the internet, and back."""
    for chosen in EPHEMERAL:
        assert lets(CONFIG, "private", INTERNET.address, protocol, port, out=True)
        assert lets(CONFIG, "public", asking.address, protocol, port, out=False)
        assert lets(CONFIG, "public", INTERNET.address, protocol, port, out=True)
        assert lets(CONFIG, "public", INTERNET.address, protocol, chosen, out=False)
        assert lets(CONFIG, "public", asking.address, protocol, chosen, out=True)
        assert lets(CONFIG, "private", INTERNET.address, protocol, chosen, out=False)


@pytest.mark.parametrize(
    ("client", "server", "protocol", "port"),
    [
        *((INTERNET, PUBLIC, TCP, port) for port in (21, 22, 23, 25, 80, 445, 1023)),
        *((INTERNET, server, TCP, port) for server, port in product((PRIVATE, ISOLATED), (22, 80, 443))),
        *((INTERNET, ISOLATED, protocol, port) for protocol, port in product((TCP, UDP), (1024, 5432, 6379, 65535))),
        *((INTERNET_IPV6, ISOLATED_IPV6, TCP, port) for port in (443, 5432)),
        *((PUBLIC, server, TCP, port) for server, port in product((ISOLATED, ISOLATED_MORE), (443, 5432, 50000))),
        (PUBLIC_IPV6, ISOLATED_IPV6, TCP, 5432),
        (NEIGHBOUR, ISOLATED, TCP, 5432),  # peered, but not named
        (BASTION, ISOLATED, UDP, 5432),
        (ISOLATED, BASTION, TCP, 443),  # answers only
        (ISOLATED, NEIGHBOUR, TCP, 5432),
        (ISOLATED, INTERNET, TCP, 443),
        (ISOLATED_IPV6, INTERNET_IPV6, TCP, 443),
        (ISOLATED, PUBLIC, TCP, 443),
        (Host("198.51.100.7"), PUBLIC, TCP, 443),  # refused
        (PUBLIC, Host("198.51.100.7"), TCP, 443),
        (Host("2001:db8:bad::1"), PUBLIC_IPV6, TCP, 443),
        (PRIVATE_IPV6, Host("2001:db8:bad::1"), TCP, 443),
    ],
)
def test_does_not_arrive(client: Host, server: Host, protocol: str, port: int) -> None:
    assert not asks(CONFIG, client, server, protocol, port)


def test_nobody_but_the_own_private_tier_without_a_word_of_the_config() -> None:
    plain = replace(CONFIG, acl=AclConfig())

    assert not asks(plain, BASTION, ISOLATED, TCP, 5432)
    assert talk(plain, PRIVATE, ISOLATED, TCP, 5432)


def test_without_a_way_out_private_subnets_ask_gateway_endpoints_only() -> None:
    endpoints = replace(CONFIG, nat="none", ipv6=False)
    nothing = replace(endpoints, gateway_endpoints=())

    assert talk(endpoints, PRIVATE, INTERNET, TCP, 443)  # S3 keeps its public address
    assert not asks(endpoints, PRIVATE, INTERNET, TCP, 80)
    assert not asks(endpoints, PRIVATE, INTERNET, UDP, 443)
    assert not asks(nothing, PRIVATE, INTERNET, TCP, 443)
    assert not any(asks(nothing, INTERNET, PRIVATE, TCP, port) for port in (443, 8080))
    assert talk(nothing, PUBLIC, PRIVATE, TCP, 8080)


def test_links_narrower_than_the_sender_thinks_are_told_of_everywhere() -> None:
    """ICMP "fragmentation needed" and ICMPv6 "packet too big", from whatever router in between."""
    told = Counter(
        (rule.tier, rule.egress, rule.traffic, rule.place) for rule in plan_acl_rules(CONFIG) if rule.traffic.icmp
    )

    assert told == {
        (tier, egress, traffic, place): 1
        for tier, egress, (traffic, place) in product(
            ("public", "private", "isolated"),
            (False, True),
            ((Traffic("1", icmp=(3, 4)), "0.0.0.0/0"), (Traffic("58", icmp=(2, -1)), "::/0")),
        )
    }


hosts = st.sampled_from(
    [PUBLIC, PRIVATE, PRIVATE_MORE, ISOLATED, ISOLATED_MORE, INTERNET, BASTION, NEIGHBOUR, Host("198.51.100.7")]
)
configs = st.builds(
    lambda tiers, nat, endpoints, ports, near, refused: replace(
        CONFIG,
        tiers=tiers,
        nat=nat if {"public", "private"} <= set(tiers) else "none",
        gateway_endpoints=endpoints,
        acl=AclConfig(public_ports=ports, isolated_from=near, refused=refused),
    ),
    st.permutations(("public", "private", "isolated")).map(tuple),
    st.sampled_from(("none", "single", "per_zone")),
    st.sampled_from(((), ("s3",))),
    st.sampled_from(((), (443,), (443, 80))),
    st.sampled_from(((), (TOOLS,), (TOOLS, "10.30.0.0/16"))),
    st.sampled_from(((), ("198.51.100.0/24",))),
)


@settings(deadline=None)
@given(config=configs, client=hosts, server=hosts, protocol=st.sampled_from((TCP, UDP)), port=st.integers(1, 65535))
def test_whoever_in_here_may_ask_hears_the_answer(
    config: NetworkConfig, client: Host, server: Host, protocol: str, port: int
) -> None:
    """The mistake ACLs are known for: a rule for the request and none for what comes back."""
    assert check(config) == ()
    if client.tier and client != server and asks(config, client, server, protocol, port):
        assert talk(config, client, server, protocol, port)


@settings(deadline=None)
@given(config=configs, server=st.sampled_from((PUBLIC, PRIVATE, ISOLATED)), client=hosts)
def test_whoever_is_let_in_below_the_ephemeral_ports_hears_the_answer(
    config: NetworkConfig, client: Host, server: Host
) -> None:
    for port in (22, 80, 443):
        assert not asks(config, client, server, TCP, port) or talk(config, client, server, TCP, port)


FULL: dict[str, Any] = {
    "secondary_cidrs": ("10.21.0.0/16", "10.22.0.0/16", "10.23.0.0/16", "100.64.0.0/16"),
    "zones": tuple(f"us-gov-west-1{letter}" for letter in "abcdefgh"),
    "ipv6": True,
    "acl": AclConfig(
        public_ports=(443, 80),
        isolated_from=tuple(f"10.6{index}.0.0/16" for index in range(5)),
        refused=("198.51.100.0/24", "2001:db8:bad::/48", "203.0.113.0/24"),
    ),
}


@pytest.mark.parametrize("nat", ["none", "per_zone"])
def test_the_fullest_network_keeps_to_what_an_acl_holds(nat: Any) -> None:
    config = NetworkConfig(cidr="10.20.0.0/16", nat=nat, **FULL)
    assert check(config) == ()
    rules = plan_acl_rules(config)

    assert max(Counter((rule.tier, rule.egress) for rule in rules).values()) <= MOST_RULES
    assert max(Counter(rule.id for rule in rules).values()) == 1
    assert {rule.number % 10 for rule in rules} == {0}
    assert all(1 <= rule.number <= 32766 for rule in rules)


@pytest.mark.parametrize("first", ["secondary_cidrs", "zones", "ipv6", "acl"])
def test_what_is_added_at_the_end_changes_no_rule_that_is_there(first: str) -> None:
    before = NetworkConfig(cidr="10.20.0.0/16", zones=FULL["zones"][:1])
    after = replace(before, **{first: FULL[first]})
    was, now = ({rule.id: rule for rule in plan_acl_rules(config)} for config in (before, after))

    assert {id_: now.get(id_) for id_ in was} == was


def test_a_tier_that_is_not_there_has_no_rules() -> None:
    config = NetworkConfig(cidr="10.20.0.0/16", zones=("us-east-1a",), tiers=("isolated",), nat="none")

    assert {rule.tier for rule in plan_acl_rules(config)} == {"isolated"}
