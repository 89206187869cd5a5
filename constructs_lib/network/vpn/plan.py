"""Which way a packet takes, and what VPNs need of the networks they lead to, seen from the whole estate."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Network, ip_address
from typing import TYPE_CHECKING, Literal, Protocol

from constructs_lib.foundation.errors import Problem
from constructs_lib.foundation.placement import Placement, closed_contract
from constructs_lib.foundation.ranges import within
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.peering.config import PeeringConfig
from constructs_lib.network.transit.attachment.config import TransitAttachmentConfig
from constructs_lib.network.transit.gateway.config import TransitGatewayConfig
from constructs_lib.network.transit.link.plan import spot
from constructs_lib.network.vpn.config import VpnConfig
from constructs_lib.network.vpn_gateway.config import VpnGatewayConfig

if TYPE_CHECKING:
    from constructs_lib.environment import StackPlan

Source = Literal["local", "static", "direct_connect", "vpn_static", "vpn_bgp"]
_BEST_FIRST: tuple[Source, ...] = ("local", "static", "direct_connect", "vpn_static", "vpn_bgp")


@dataclass(frozen=True, slots=True)
class Way:
    """A route of a VPC's table: what it is for, where it leads, and how it came into the table."""

    cidr: str
    target: str
    source: Source


def way_taken(address: str, ways: Iterable[Way]) -> Way | None:
    """What a VPC's route table does with a packet: the longest prefix, then what was put there by hand.

    A propagated route inside the VPC's own range never wins.
    https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html
    """
    matching = [way for way in ways if ip_address(address) in IPv4Network(way.cidr)]
    local = [way for way in matching if way.source == "local"]
    return min(
        local or matching,
        key=lambda way: (-IPv4Network(way.cidr).prefixlen, _BEST_FIRST.index(way.source)),
        default=None,
    )


class ReachesNetworks(Protocol):
    """A way out of the estate that names the networks it is for."""

    @property
    def remote_cidrs(self) -> tuple[str, ...]: ...
    @property
    def networks(self) -> Mapping[str, Placement] | None: ...


def vpn_problems(plans: Sequence["StackPlan"]) -> Iterator[Problem]:
    """Everything wrong between VPNs and what is around them. `plans` are the sound ones of all environments."""
    vpns = [plan for plan in plans if isinstance(plan.config, VpnConfig)]
    yield from _devices_differ(vpns)
    yield from _numbers_differ(vpns, plans)
    for plan in vpns:
        yield from reached_networks(plan, plan.config, plans)
        if plan.config.stands_in_for is not None:
            yield from _second_path(plan, plan.config.stands_in_for, plans)


def _devices_differ(vpns: Sequence["StackPlan"]) -> Iterator[Problem]:
    """AWS answers a second customer gateway of the same address and number with the first one; both stacks would own it."""
    devices = Counter[tuple[str, str, str, int]]()
    names: dict[tuple[str, str, str, int], list[str]] = {}
    for plan in vpns:
        place = plan.placement
        device = (place.account.id, place.region, plan.config.customer_gateway_ip, plan.config.customer_gateway_asn)
        devices[device] += 1
        names.setdefault(device, []).append(plan.id)
    for device, count in devices.items():
        if count > 1:
            yield Problem(
                where=" and ".join(names[device]),
                what="lead to the same device",
                got=f"{device[2]}, ASN {device[3]}",
                fix="keep one of them: a VPN has two tunnels already; a second VPN needs a second device",
            )


def _numbers_differ(vpns: Sequence["StackPlan"], plans: Sequence["StackPlan"]) -> Iterator[Problem]:
    """Two ends of one number are one network to BGP: the session comes up and carries no route."""
    doors = {"vpn_gateway": VpnGatewayConfig, "transit_gateway": TransitGatewayConfig}
    for plan in vpns:
        for other in plans:
            if (
                plan.config.routing == "bgp"
                and isinstance(other.config, doors[plan.config.ends_at])
                and spot(other.placement) == spot(plan.placement)
                and other.config.asn == plan.config.customer_gateway_asn
            ):
                yield Problem(
                    where=f"{plan.id}.customer_gateway_asn",
                    what=f"is the number of {other.id}",
                    got=str(other.config.asn),
                    fix="give the device another one",
                )


def reached_networks(plan: "StackPlan", config: ReachesNetworks, plans: Sequence["StackPlan"]) -> Iterator[Problem]:
    """A network that gets through the hub is attached to it, and sends what is meant for the other side there."""
    attached = {spot(each.placement): each.config for each in plans if isinstance(each.config, TransitAttachmentConfig)}
    for name, place in (config.networks or {}).items():
        where = f"{plan.id}.networks[{name!r}]"
        yield from closed_contract(plan.placement.account, place, f"{where}.account.contract_readers")
        attachment = attached.get(spot(place))
        if attachment is None or spot(attachment.hub) != spot(plan.placement):
            yield Problem(
                where=where,
                what="is not attached to this hub",
                got=f"{place.environment} {place.region}",
                fix="add TransitAttachmentConfig with this hub to that placement",
            )
            continue
        missing = [cidr for cidr in config.remote_cidrs if not within(cidr, attachment.on_premises)]
        if missing:
            yield Problem(
                where=where,
                what="does not route what lies there",
                got=", ".join(missing),
                fix=f"add it to on_premises of the TransitAttachmentConfig of {place.environment} {place.region}",
            )


def _second_path(plan: "StackPlan", peer: Placement, plans: Sequence["StackPlan"]) -> Iterator[Problem]:
    """It must be the peering's equal on both sides, and never better than it while the peering works."""
    here = spot(plan.placement)
    pair = {here, spot(peer)}
    there = f"{peer.environment} {peer.region}"
    if not any(
        isinstance(each.config, PeeringConfig)
        and isinstance(each.config.peer, Placement)
        and {spot(each.placement), spot(each.config.peer)} == pair
        for each in plans
    ):
        yield Problem(
            where=f"{plan.id}.stands_in_for",
            what="stands in for a peering that is not there",
            got=there,
            fix="add the peering, or leave stands_in_for out",
        )
    if not any(
        isinstance(each.config, VpnConfig)
        and spot(each.placement) == spot(peer)
        and each.config.stands_in_for is not None
        and spot(each.config.stands_in_for) == here
        for each in plans
    ):
        yield Problem(
            where=f"{plan.id}.stands_in_for",
            what="is a second path that only leads there",
            got=there,
            fix="add a VpnConfig there that stands in for this network: AWS connects no two VPN gateways, so each side "
            "has a VPN to a device between them",
        )
    network = next(
        (
            each.config
            for each in plans
            if isinstance(each.config, NetworkConfig) and spot(each.placement) == spot(peer)
        ),
        None,
    )
    if network is not None:
        yield from _equal_or_wider(plan, network.cidrs, there)


def _equal_or_wider(plan: "StackPlan", cidrs: tuple[str, ...], there: str) -> Iterator[Problem]:
    remote = plan.config.remote_cidrs
    missing = [cidr for cidr in cidrs if not within(cidr, remote)]
    narrower = [cidr for cidr in remote if any(cidr != other and within(cidr, (other,)) for other in cidrs)]
    if narrower:
        yield Problem(
            where=f"{plan.id}.remote_cidrs",
            what=f"would take traffic to {there} away from the peering that works: the longer prefix wins",
            got=", ".join(narrower),
            allowed=f"{', '.join(cidrs)}, or wider",
        )
    elif missing:
        yield Problem(
            where=f"{plan.id}.remote_cidrs",
            what=f"leaves out ranges of {there}, which this path would not reach",
            got=", ".join(missing),
            fix="add them",
        )
