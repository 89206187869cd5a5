"""Which subnet has which addresses, which route table, and which way out.

Addresses follow from three things that never change: the range of the VPC, the tier's share of it, and the zone's
letter. So they do not depend on which other zones or tiers exist, and a subnet never moves because another one
comes or goes:

    half      private    eight slots, one per letter a to h; in a /16 each is a /20
    quarter   isolated   eight slots, each a /21
    eighth    public     eight slots, each a /22
    eighth    kept free, for tiers to come
"""

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network

from constructs_lib.network.config import NetworkConfig, Tier

ANYWHERE = "0.0.0.0/0"
"""Everything a route table has no better route for."""

LETTERS = "abcdefgh"
"""Zone slots. No region has more than six zones today; eight is what halving gives."""

# Eighths of the range: where a tier begins, and how many it has. Changing a number moves running subnets.
_SHARES: Mapping[Tier, tuple[int, int]] = {"private": (0, 4), "isolated": (4, 2), "public": (6, 1)}
_KEPT_FREE = (7, 1)
_EIGHTHS = 8

_RESERVED_BY_AWS = 5
"""Network, router, DNS, one for later, broadcast: https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html"""


@dataclass(frozen=True, slots=True)
class SubnetPlan:
    """One subnet."""

    tier: Tier
    zone: str
    letter: str
    cidr: str

    @property
    def id(self) -> str:
        """The construct's id, and the end of its name: the same in every region and environment."""
        return f"{self.tier}-{self.letter}"

    @property
    def route_table(self) -> str:
        """The route table it uses.

        A private subnet has one of its own, because its way out may be the NAT gateway of its zone. All public subnets
        share one, and so do the isolated ones: what leads out of them does not depend on the zone, and every table
        more is one more that each peering has to fill.
        """
        return self.id if self.tier == "private" else self.tier


@dataclass(frozen=True, slots=True)
class RouteTablePlan:
    """One route table, and which one of its tier's it is, in the letters' order."""

    id: str
    tier: Tier
    index: int


def letter_of(zone: str) -> str:
    """A zone's letter, which is its slot: us-east-1c → c."""
    return zone[-1]


def plan_subnets(config: NetworkConfig) -> tuple[SubnetPlan, ...]:
    """Every subnet, by tier in the order of the shares, then by letter."""
    return tuple(
        SubnetPlan(tier, zone, letter_of(zone), str(_slot(config.cidr, tier, letter_of(zone))))
        for tier in _SHARES
        if tier in config.tiers
        for zone in sorted(config.zones, key=letter_of)
    )


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

    A single gateway, or the instance in its place, sits in the first zone by letter. When that zone is taken out (or one with an earlier letter
    added), the gateway and its public address are replaced by new ones in the zone that is first then, and the routes
    of all zones follow in the same apply: connections break, and whoever listed the address must list the new one.
    """
    letters = sorted(map(letter_of, config.zones))
    match config.nat:
        case "none":
            return {}
        case "single" | "instance":
            return dict.fromkeys(letters, letters[0])
        case "per_zone":
            return {letter: letter for letter in letters}


def allocation_table(config: NetworkConfig) -> str:
    """The whole range as text, free slots included: for people, and for the snapshot that shows a move."""
    planned = {(subnet.tier, subnet.letter): subnet.zone for subnet in plan_subnets(config)}
    rows = [("tier", "zone", "range", "hosts")]
    for tier in _SHARES:
        for letter in LETTERS:
            slot = _slot(config.cidr, tier, letter)
            zone = planned.get((tier, letter), f"({letter}: free)")
            rows.append((tier, zone, str(slot), str(slot.num_addresses - _RESERVED_BY_AWS)))
    free = _share(config.cidr, _KEPT_FREE)
    rows.append(("(free)", "", str(free), ""))
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([f"{config.cidr}:", *lines]) + "\n"


def _slot(cidr: str, tier: Tier, letter: str) -> IPv4Network:
    return _part(_share(cidr, _SHARES[tier]), LETTERS.index(letter), len(LETTERS))


def _share(cidr: str, share: tuple[int, int]) -> IPv4Network:
    """A tier's part of the range: so many eighths from there on."""
    first, eighths = share
    return _part(IPv4Network(cidr), first // eighths, _EIGHTHS // eighths)


def _part(network: IPv4Network, index: int, parts: int) -> IPv4Network:
    """One of so many equal parts; `parts` is a power of two."""
    size = network.num_addresses // parts
    return IPv4Network((int(network.network_address) + index * size, 33 - size.bit_length()))
