"""Which packets each tier's network ACL lets in and out.

An ACL knows no connections: whoever may be asked must be let answer, to whatever port the asking side chose, and AWS's
own gateways and load balancers choose from all of 1024 to 65535. Routing and security groups decide who really talks to
whom; ACLs hold what must be true whatever those say:

    isolated   exchanges packets with this network's private and isolated subnets, and lets named ranges ask. Nothing
               else: not the internet, not this network's public subnets, and not S3, whose addresses are public
    private    exchanges packets with private ranges; asks the internet as far as the network has a way out
    public     is asked at its public ports; answers; lets everything of this network through to the internet

Not filtered by any ACL, and so not here: the VPC's name server and clock, instance and task metadata, DHCP.
https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html

A rule's number is its identity, to AWS and here. Every purpose has a hundred numbers, in steps of ten; the IPv6 twin of
a rule has a thousand more.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from ipaddress import IPv6Network, ip_network

from constructs_lib.network.config import TIERS, NetworkConfig, Tier
from constructs_lib.network.plan import ANYWHERE, ANYWHERE_IPV6, WHOLE_IPV6_BLOCK, Ipv6Part, tier_ipv6, tier_ranges
from constructs_lib.network.ranges import PRIVATE_RANGES

Place = str | Ipv6Part
"""The other side: a range, or a part of the VPC's IPv6 block."""


@dataclass(frozen=True, slots=True)
class Traffic:
    """A kind of packets, with protocols as the numbers AWS answers with."""

    protocol: str
    ports: tuple[int, int] | None = None
    """Destination ports, first and last; of TCP and UDP."""
    icmp: tuple[int, int] | None = None
    """Type and code; of ICMP."""


ALL = Traffic("-1")
TCP = Traffic("6", ports=(0, 65535))
HTTPS = Traffic("6", ports=(443, 443))
TCP_ANSWERS = Traffic("6", ports=(1024, 65535))
UDP_ANSWERS = Traffic("17", ports=(1024, 65535))
# Lost, it makes connections hang that carry more than the narrowest link on their way
TOO_BIG = Traffic("1", icmp=(3, 4))
TOO_BIG_IPV6 = Traffic("58", icmp=(2, -1))

_REFUSED, _NEAR, _SIBLINGS, _ASKED, _ANSWERS, _ERRORS = 10, 100, 200, 300, 400, 500
_STEP, _IPV6 = 10, 1000


@dataclass(frozen=True, slots=True)
class AclRule:
    """One line of an ACL."""

    tier: Tier
    egress: bool
    number: int
    traffic: Traffic
    place: Place
    allow: bool = True

    @property
    def id(self) -> str:
        """The construct's id."""
        return f"{self.tier}-{'out' if self.egress else 'in'}-{self.number}"


def plan_acl_rules(config: NetworkConfig) -> tuple[AclRule, ...]:
    """Every rule of every tier there is, in the order they are read."""
    rules = (rule for tier in TIERS if tier in config.tiers for rule in _rules_of(config, tier))
    kept = (rule for rule in rules if config.ipv6 or not _is_ipv6(rule.place))
    return tuple(sorted(kept, key=lambda rule: (TIERS.index(rule.tier), rule.egress, rule.number)))


def _rules_of(config: NetworkConfig, tier: Tier) -> Iterator[AclRule]:
    match tier:
        case "public":
            yield from _both_ways(tier, _REFUSED, ALL, config.acl.refused, allow=False)
            yield from _public(config)
        case "private":
            yield from _both_ways(tier, _REFUSED, ALL, config.acl.refused, allow=False)
            yield from _private(config)
        case "isolated":
            yield from _isolated(config)
    yield from _both_ways(tier, _ERRORS, TOO_BIG, (ANYWHERE,))
    yield from _both_ways(tier, _ERRORS + _IPV6, TOO_BIG_IPV6, (ANYWHERE_IPV6,))


def _public(config: NetworkConfig) -> Iterator[AclRule]:
    yield from _in("public", _NEAR, ALL, config.cidrs)
    yield from _in("public", _NEAR + _IPV6, ALL, (WHOLE_IPV6_BLOCK,))
    for anywhere, family in ((ANYWHERE, 0), (ANYWHERE_IPV6, _IPV6)):
        for index, port in enumerate(config.acl.public_ports):
            asked = Traffic("6", ports=(port, port))
            yield from _in("public", _ASKED + index * _STEP + family, asked, (anywhere,))
        yield from _in("public", _ANSWERS + family, TCP_ANSWERS, (anywhere,))
        yield from _in("public", _ANSWERS + _STEP + family, UDP_ANSWERS, (anywhere,))
        yield from _out("public", _ASKED + family, ALL, (anywhere,))


def _private(config: NetworkConfig) -> Iterator[AclRule]:
    yield from _both_ways("private", _NEAR, ALL, map(str, PRIVATE_RANGES))
    yield from _both_ways("private", _NEAR + _IPV6, ALL, (WHOLE_IPV6_BLOCK,))
    # IPv6 has its way out whatever NAT there is
    ways_out = [*([(ANYWHERE, 0)] if config.nat != "none" else []), (ANYWHERE_IPV6, _IPV6)]
    for anywhere, family in ways_out:
        yield from _in("private", _ANSWERS + family, TCP_ANSWERS, (anywhere,))
        yield from _in("private", _ANSWERS + _STEP + family, UDP_ANSWERS, (anywhere,))
        yield from _out("private", _ASKED + family, ALL, (anywhere,))
    if config.nat == "none" and config.gateway_endpoints:
        # S3 and DynamoDB keep their public addresses behind gateway endpoints
        yield from _in("private", _ANSWERS, TCP_ANSWERS, (ANYWHERE,))
        yield from _out("private", _ASKED + _STEP, HTTPS, (ANYWHERE,))


def _isolated(config: NetworkConfig) -> Iterator[AclRule]:
    yield from _both_ways("isolated", _NEAR, ALL, tier_ranges(config, "private"))
    yield from _both_ways("isolated", _NEAR + _IPV6, ALL, (tier_ipv6("private"),))
    yield from _both_ways("isolated", _SIBLINGS, ALL, tier_ranges(config, "isolated"))
    yield from _both_ways("isolated", _SIBLINGS + _IPV6, ALL, (tier_ipv6("isolated"),))
    yield from _in("isolated", _ASKED, TCP, config.acl.isolated_from)
    yield from _out("isolated", _ANSWERS, TCP_ANSWERS, config.acl.isolated_from)


def _in(tier: Tier, first: int, traffic: Traffic, places: Iterable[Place], *, allow: bool = True) -> Iterator[AclRule]:
    for index, place in enumerate(places):
        yield AclRule(tier, egress=False, number=first + index * _STEP, traffic=traffic, place=place, allow=allow)


def _out(tier: Tier, first: int, traffic: Traffic, places: Iterable[Place], *, allow: bool = True) -> Iterator[AclRule]:
    for rule in _in(tier, first, traffic, places, allow=allow):
        yield replace(rule, egress=True)


def _both_ways(
    tier: Tier, first: int, traffic: Traffic, places: Iterable[Place], *, allow: bool = True
) -> Iterator[AclRule]:
    for rule in _in(tier, first, traffic, places, allow=allow):
        yield rule
        yield replace(rule, egress=True)


def _is_ipv6(place: Place) -> bool:
    return isinstance(place, Ipv6Part) or isinstance(ip_network(place), IPv6Network)
