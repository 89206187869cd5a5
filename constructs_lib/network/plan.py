"""Which subnet has which addresses, which route table, and which way out.

Addresses follow from three things that never change: a range of the VPC, the tier's share of it, and the zone's
letter. So they do not depend on which other zones, tiers or ranges exist, and a subnet never moves because another one
comes or goes:

    half      private    eight slots, one per letter a to h; in a /16 each is a /20
    quarter   isolated   eight slots, each a /21
    eighth    public     eight slots, each a /22
    eighth    kept free, for tiers to come

The IPv6 block, a /56 with 256 subnets of /64, is cut the same way: what is 10.20.136.0/21 there, in a /16, is number 136
(hexadecimal 88) here. Ranges added later are cut so too, but have no public subnets, since load balancers and NAT
gateways take one subnet per zone, and no IPv6, which never runs out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network

from constructs_lib.network.config import NetworkConfig, Tier

ANYWHERE = "0.0.0.0/0"
"""Everything a route table has no better route for."""

ANYWHERE_IPV6 = "::/0"
"""The same, for IPv6."""

LETTERS = "abcdefgh"
"""Zone slots. No region has more than six zones today; eight is what halving gives."""

# Eighths of the range: where a tier begins, and how many it has. Changing a number moves running subnets.
_SHARES: Mapping[Tier, tuple[int, int]] = {"private": (0, 4), "isolated": (4, 2), "public": (6, 1)}
_KEPT_FREE = (7, 1)
_EIGHTHS = 8

# What a range added later has subnets of
_GROWING: tuple[Tier, ...] = ("private", "isolated")

_IPV6_SUBNETS = 256
"""How many /64 a /56 has."""

_RESERVED_BY_AWS = 5
"""Network, router, DNS, one for later, broadcast: https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html"""


@dataclass(frozen=True, slots=True)
class Ipv6Part:
    """A part of the VPC's IPv6 block, which nobody knows before AWS has given it: as Terraform's cidrsubnet cuts it."""

    new_bits: int
    number: int


WHOLE_IPV6_BLOCK = Ipv6Part(0, 0)
"""All of the VPC's IPv6 addresses."""


@dataclass(frozen=True, slots=True)
class SubnetPlan:
    """One subnet."""

    tier: Tier
    zone: str
    letter: str
    cidr: str
    ipv6: Ipv6Part | None = None
    """None in a range added later."""
    secondary: str = ""
    """The range it is of, unless that is the first one."""

    @property
    def id(self) -> str:
        """The construct's id, and the end of its name: the same in every region and environment.

        A range added later is named itself, and not by its place in a list: ranges before it may go.
        """
        return "-".join((self.tier, self.letter, *([range_id(self.secondary)] if self.secondary else ())))

    @property
    def route_table(self) -> str:
        """The route table it uses.

        A private subnet has one of its own, because its way out may be the NAT gateway of its zone. All public subnets
        share one, and so do the isolated ones: what leads out of them does not depend on the zone, and every table
        more is one more that each peering has to fill.
        """
        return f"{self.tier}-{self.letter}" if self.tier == "private" else self.tier


@dataclass(frozen=True, slots=True)
class RouteTablePlan:
    """One route table, and which one of its tier's it is, in the letters' order."""

    id: str
    tier: Tier
    index: int


def range_id(cidr: str) -> str:
    """A range as part of an id: 10.21.0.0/16 → 10-21-0-0-16."""
    return cidr.translate(str.maketrans(".:/", "---"))


def letter_of(zone: str) -> str:
    """A zone's letter, which is its slot: us-east-1c → c."""
    return zone[-1]


def plan_subnets(config: NetworkConfig) -> tuple[SubnetPlan, ...]:
    """Every subnet: the first range by tier in the order of the shares, then by letter; then each other range so."""
    zones = sorted(config.zones, key=letter_of)
    first = (
        SubnetPlan(
            tier, zone, letter_of(zone), _slot(config.cidr, tier, letter_of(zone)), _ipv6_slot(tier, letter_of(zone))
        )
        for tier in _SHARES
        if tier in config.tiers
        for zone in zones
    )
    others = (
        SubnetPlan(tier, zone, letter_of(zone), _slot(cidr, tier, letter_of(zone)), secondary=cidr)
        for cidr in config.secondary_cidrs
        for tier in _GROWING
        if tier in config.tiers
        for zone in zones
    )
    return (*first, *others)


def tier_ranges(config: NetworkConfig, tier: Tier) -> tuple[str, ...]:
    """A tier's part of each range, whichever zones there are."""
    cidrs = config.cidrs if tier in _GROWING else (config.cidr,)
    return tuple(str(_share(cidr, _SHARES[tier])) for cidr in cidrs)


def tier_ipv6(tier: Tier) -> Ipv6Part:
    """A tier's part of the IPv6 block."""
    first, eighths = _SHARES[tier]
    return Ipv6Part((_EIGHTHS // eighths).bit_length() - 1, first // eighths)


def plan_route_tables(config: NetworkConfig) -> tuple[RouteTablePlan, ...]:
    """Every route table, in the order of the subnets that use them."""
    by_tier: dict[Tier, dict[str, None]] = {}
    for subnet in plan_subnets(config):
        by_tier.setdefault(subnet.tier, {})[subnet.route_table] = None
    return tuple(
        RouteTablePlan(table, tier, index) for tier, tables in by_tier.items() for index, table in enumerate(tables)
    )


def ways_out(config: NetworkConfig) -> Mapping[str, str]:
    """Which zone's NAT gateway each private subnet goes out through, by letter; empty without NAT.

    A single gateway sits in the first zone by letter. When that zone is taken out (or one with an earlier letter
    added), the gateway and its public address are replaced by new ones in the zone that is first then, and the routes
    of all zones follow in the same apply: connections break, and whoever listed the address must list the new one.
    """
    letters = sorted(map(letter_of, config.zones))
    match config.nat:
        case "none":
            return {}
        case "single":
            return dict.fromkeys(letters, letters[0])
        case "per_zone":
            return {letter: letter for letter in letters}


def allocation_table(config: NetworkConfig) -> str:
    """All ranges as text, free slots included: for people, and for the snapshot that shows a move."""
    return "\n".join(_allocation_of(config, cidr) for cidr in config.cidrs)


def _allocation_of(config: NetworkConfig, cidr: str) -> str:
    secondary = "" if cidr == config.cidr else cidr
    planned = {each.cidr: each.zone for each in plan_subnets(config) if each.secondary == secondary}
    rows = [("tier", "zone", "range", "hosts")]
    for tier in _SHARES:
        for letter in LETTERS:
            slot = _slot(cidr, tier, letter)
            hosts = IPv4Network(slot).num_addresses - _RESERVED_BY_AWS
            rows.append((tier, planned.get(slot, f"({letter}: free)"), slot, str(hosts)))
    rows.append(("(free)", "", str(_share(cidr, _KEPT_FREE)), ""))
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([f"{cidr}:", *lines]) + "\n"


def _slot(cidr: str, tier: Tier, letter: str) -> str:
    return str(_part(_share(cidr, _SHARES[tier]), LETTERS.index(letter), len(LETTERS)))


def _ipv6_slot(tier: Tier, letter: str) -> Ipv6Part:
    first, eighths = _SHARES[tier]
    eighth = _IPV6_SUBNETS // _EIGHTHS
    slot = eighth * eighths // len(LETTERS)
    return Ipv6Part(_IPV6_SUBNETS.bit_length() - 1, first * eighth + LETTERS.index(letter) * slot)


def _share(cidr: str, share: tuple[int, int]) -> IPv4Network:
    """A tier's part of the range: so many eighths from there on."""
    first, eighths = share
    return _part(IPv4Network(cidr), first // eighths, _EIGHTHS // eighths)


def _part(network: IPv4Network, index: int, parts: int) -> IPv4Network:
    """One of so many equal parts; `parts` is a power of two."""
    size = network.num_addresses // parts
    return IPv4Network((int(network.network_address) + index * size, 33 - size.bit_length()))
