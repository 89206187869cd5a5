"""Who is peered with whom, and what a peering cannot do."""

from collections.abc import Iterator, Mapping
from ipaddress import IPv4Network
from itertools import combinations

from constructs_lib.foundation.errors import Problem
from constructs_lib.foundation.placement import Account, Placement, closed_contract
from constructs_lib.network.config import TIERS, NetworkConfig, Tier
from constructs_lib.network.peering.config import PeeringConfig
from constructs_lib.network.peering.foreign_network import ForeignNetwork
from constructs_lib.network.peering.probing import ProbeConfig

MOST_PEERINGS = 125
"""Of one VPC; AWS gives 50 and raises it to that, and no further.
https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html"""

MOST_ROUTES = 1000
"""In one route table; AWS gives 500 and raises it to that.
https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-route-tables"""


def mesh(
    members: Mapping[str, Placement], *, tiers: tuple[Tier, ...] = TIERS, probe: ProbeConfig | None = None
) -> Mapping[Placement, tuple[PeeringConfig, ...]]:
    """Every two networks peered: what to add to each place's configs, `*MESH[VIRGINIA]`.

    A pair belongs to the side whose name comes later in the alphabet, whatever order the members stand in. So a member
    more adds its own pairs and touches no other one. The names become the components.
    """
    owned: dict[Placement, list[PeeringConfig]] = {place: [] for place in members.values()}
    for other, owner in combinations(sorted(members), 2):
        link = PeeringConfig(component=other, peer=members[other], tiers=tiers, peer_tiers=tiers, probe=probe)
        owned[members[owner]].append(link)
    return {place: tuple(links) for place, links in owned.items()}


def peer_ranges(config: PeeringConfig) -> tuple[str, ...]:
    """Every IPv4 range of the other side, of a config that has found its ends."""
    if isinstance(config.peer, ForeignNetwork):
        return config.peer.cidrs
    return config.peer_network.cidrs if config.peer_network else ()


def routes_needed(config: PeeringConfig) -> tuple[int, int]:
    """How many routes it puts into each table: of this side, and of the other one."""
    ipv6 = both_ipv6(config)
    own = config.network.cidrs if config.network else ()
    theirs = len(config.peer.ipv6_cidrs) if isinstance(config.peer, ForeignNetwork) else 1
    return len(peer_ranges(config)) + (theirs if ipv6 else 0), len(own) + ipv6


def both_ipv6(config: PeeringConfig) -> bool:
    """Whether there is IPv6 to route: a side without it has nobody to answer."""
    theirs = config.peer.ipv6_cidrs if isinstance(config.peer, ForeignNetwork) else _has_ipv6(config.peer_network)
    return bool(theirs) and _has_ipv6(config.network)


def _has_ipv6(network: NetworkConfig | None) -> bool:
    return network is not None and network.ipv6


def link_problems(config: PeeringConfig, reader: Account, claimed: Mapping[IPv4Network, str]) -> Iterator[Problem]:
    """What is wrong between a peering and the two networks it has found. `reader` is the account it is deployed in,
    `claimed` whose each range of the estate is.
    """
    if isinstance(config.peer, Placement):
        yield from closed_contract(reader, config.peer, "peer.account.contract_readers")
    for where, tiers, network in (
        ("tiers", config.tiers, config.network),
        ("peer_tiers", config.peer_tiers, config.peer_network),
    ):
        if network is not None and not set(tiers) & set(network.tiers):
            yield Problem(
                where=where,
                what="name no subnets that the network has: nothing would be routed",
                got=repr(tiers),
                allowed=repr(network.tiers),
            )
    if config.probe is None:
        return
    if config.network is not None and "private" not in config.network.tiers:
        fix = 'add "private" to the tiers of the network, or leave the probe out'
        yield Problem(where="probe", what="stands in private subnets", got=f"tiers {config.network.tiers!r}", fix=fix)
    ranges = [IPv4Network(cidr) for cidr in peer_ranges(config)]
    for index, target in enumerate(config.probe.targets):
        address = target.address
        if address is not None and ranges and not any(address in each for each in ranges):
            owner = next((owner for each, owner in claimed.items() if address in each), "nobody in the estate")
            yield Problem(
                where=f"probe.targets[{index}]",
                what="lies beyond the peer: a peering ends at its own VPC, and leads to no VPN, NAT gateway, endpoint or "
                "peer behind it",
                got=f"{address}, of {owner}",
                allowed=", ".join(map(str, ranges)),
                fix="peer with the network it is in, or use a transit gateway",
            )
