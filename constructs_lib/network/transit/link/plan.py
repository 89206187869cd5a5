"""What networks at hubs need of each other, seen from the whole estate."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from constructs_lib.foundation.errors import Problem
from constructs_lib.foundation.placement import Placement, closed_contract
from constructs_lib.foundation.ranges import is_ipv6
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.peering.config import PeeringConfig
from constructs_lib.network.transit.attachment.config import TransitAttachmentConfig
from constructs_lib.network.transit.gateway.config import TransitGatewayConfig
from constructs_lib.network.transit.link.config import TransitLinkConfig
from constructs_lib.network.transit.peering.config import TransitPeeringConfig, side_with_peering

if TYPE_CHECKING:
    from constructs_lib.environment import StackPlan

Spot = tuple[str, str, str]
"""What two mentions of the same place have in common; one may say other tags."""


def spot(placement: Placement) -> Spot:
    """The place a placement means."""
    return placement.environment, placement.account.id, placement.region


def hub_peering_between(one: Placement, other: Placement) -> tuple[Placement, str] | None:
    """Where the peering of two hubs is published, and under which component; None if they are the same hub."""
    if spot(one) == spot(other):
        return None
    at = side_with_peering(one, other)
    return at, TransitPeeringConfig(peer=other if at is one else one).component


def transit_problems(plans: Sequence["StackPlan"]) -> Iterator[Problem]:
    """Everything wrong between hubs, attachments and links. `plans` are the sound ones of all environments."""
    yield from _linked_once(plans)
    yield from _let_in(plans)
    yield from _read(plans)
    yield from _routed_once(plans)
    yield from _ipv6_at_both_ends(plans)
    yield from _hubs_peered(plans)
    yield from _hubs_differ(plans)


def _linked_once(plans: Sequence["StackPlan"]) -> Iterator[Problem]:
    """Two ways to the same range are two routes of the same destination, of which AWS takes one."""
    ways: dict[frozenset[Spot], list[StackPlan]] = {}
    for plan in plans:
        # a foreign network is at no hub of ours
        if isinstance(plan.config, TransitLinkConfig | PeeringConfig) and isinstance(plan.config.peer, Placement):
            ways.setdefault(frozenset((spot(plan.placement), spot(plan.config.peer))), []).append(plan)
    for pair, found in ways.items():
        links = [plan for plan in found if isinstance(plan.config, TransitLinkConfig)]
        where = " and ".join(plan.id for plan in found)
        if links and len(pair) == 1:
            yield Problem(where=where, what="links a network with itself", fix="name the placement of another network")
        elif len(links) > 1 and len(links) == len(found):
            yield Problem(
                where=where, what="link the same two networks", fix="keep one of them: a link works in both directions"
            )
        elif links and len(found) > 1:
            yield Problem(
                where=where,
                what="connect the same two networks by a peering and through a hub",
                fix="keep one of them: both would be a route to the same range, and a table takes one. A second path is "
                "a VPN with stands_in_for",
            )


def _let_in(plans: Sequence["StackPlan"]) -> Iterator[Problem]:
    """An account the hub is not shared with does not even see it."""
    hubs = {spot(plan.placement): plan for plan in plans if isinstance(plan.config, TransitGatewayConfig)}
    for plan in plans:
        if not isinstance(plan.config, TransitAttachmentConfig):
            continue
        hub, account = hubs.get(spot(plan.config.hub)), plan.placement.account
        if hub is None or account.id == hub.placement.account.id:
            continue
        if account.id not in hub.config.shared_with:
            yield Problem(
                where=f"{hub.id}.shared_with",
                what=f"does not let {plan.id} attach",
                got=", ".join(hub.config.shared_with) or "nobody",
                fix=f"add {account.id!r} to it",
            )


def _read(plans: Sequence["StackPlan"]) -> Iterator[Problem]:
    """What a stack needs to know of another account's, that account lets it read."""
    for plan in plans:
        match plan.config:
            case TransitAttachmentConfig(hub=source):
                where = "hub"
            case TransitLinkConfig(peer=source) | TransitPeeringConfig(peer=source):
                where = "peer"
            case _:
                continue
        yield from closed_contract(plan.placement.account, source, f"{plan.id}.{where}.account.contract_readers")


def _routed_once(plans: Sequence["StackPlan"]) -> Iterator[Problem]:
    """A range routed as a network's and as on-premises would be two routes of one destination in one table."""
    networks = {cidr: plan.id for plan in plans if isinstance(plan.config, NetworkConfig) for cidr in plan.config.cidrs}
    for plan in plans:
        if isinstance(plan.config, TransitAttachmentConfig):
            for cidr in plan.config.on_premises:
                if cidr in networks:
                    yield Problem(
                        where=f"{plan.id}.on_premises",
                        what=f"names the range of {networks[cidr]}",
                        got=cidr,
                        fix="leave it out: networks are reached by TransitLinkConfig",
                    )


def _ipv6_at_both_ends(plans: Sequence["StackPlan"]) -> Iterator[Problem]:
    """What lies behind the hub is asked and answered in its own protocol."""
    networks = {spot(plan.placement): plan for plan in plans if isinstance(plan.config, NetworkConfig)}
    for plan in plans:
        network = networks.get(spot(plan.placement))
        if isinstance(plan.config, TransitAttachmentConfig) and network is not None and not network.config.ipv6:
            sixes = ", ".join(filter(is_ipv6, plan.config.on_premises))
            if sixes:
                yield Problem(
                    where=f"{plan.id}.on_premises",
                    what=f"names IPv6 ranges, and {network.id} has no IPv6",
                    got=sixes,
                    fix="write ipv6=True in the NetworkConfig, or leave them out",
                )


def _hubs_peered(plans: Sequence["StackPlan"]) -> Iterator[Problem]:
    """Two networks at different hubs reach each other only if the hubs do."""
    hub_of = {
        spot(plan.placement): plan.config.hub for plan in plans if isinstance(plan.config, TransitAttachmentConfig)
    }
    peered = {
        (spot(plan.placement), plan.config.component) for plan in plans if isinstance(plan.config, TransitPeeringConfig)
    }
    for plan in plans:
        if not isinstance(plan.config, TransitLinkConfig):
            continue
        own, other = hub_of.get(spot(plan.placement)), hub_of.get(spot(plan.config.peer))
        needed = hub_peering_between(own, other) if own and other else None
        if own is None or other is None or needed is None:
            continue
        at, component = needed
        if (spot(at), component) not in peered:
            far = other if at is own else own
            yield Problem(
                where=plan.id,
                what="links networks whose hubs are not connected",
                got=f"{own.environment} {own.region} and {other.environment} {other.region}",
                fix=f"add TransitPeeringConfig with {far.environment} {far.region} as its peer at "
                f"{at.environment} {at.region}",
            )


def _hubs_differ(plans: Sequence["StackPlan"]) -> Iterator[Problem]:
    """Routes that pass two gateways of one number look like loops, and are dropped without a word."""
    hubs = [plan for plan in plans if isinstance(plan.config, TransitGatewayConfig)]
    for one, other in combinations(hubs, 2):
        if one.config.asn == other.config.asn:
            yield Problem(
                where=f"{one.id} and {other.id}",
                what="have the same ASN",
                got=str(one.config.asn),
                fix="give one of them another number, such as the next: hubs that meet must differ in it",
            )
