"""What a Direct Connect needs of the networks it leads to."""

from collections.abc import Iterator, Sequence
from ipaddress import IPv4Network
from typing import TYPE_CHECKING

from constructs_lib.foundation.errors import Problem
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.direct_connect.config import DirectConnectConfig
from constructs_lib.network.transit.link.plan import spot
from constructs_lib.network.vpn.plan import reached_networks

if TYPE_CHECKING:
    from constructs_lib.environment import StackPlan


def told_prefixes(config: DirectConnectConfig, network: NetworkConfig | None) -> tuple[str, ...]:
    """What the other end is told: what is written down, else every range of the network."""
    return config.allowed_prefixes or (network.cidrs if network else ())


def direct_connect_problems(plans: Sequence["StackPlan"]) -> Iterator[Problem]:
    """Everything wrong between Direct Connects and networks. `plans` are the sound ones of all environments."""
    networks = {spot(plan.placement): plan.config for plan in plans if isinstance(plan.config, NetworkConfig)}
    yield from _one_kind_of_door(plans)
    for plan in plans:
        if not isinstance(plan.config, DirectConnectConfig):
            continue
        yield from reached_networks(plan, plan.config, plans)
        network = networks.get(spot(plan.placement))
        if plan.config.ends_at == "vpn_gateway" and network is not None:
            untold = [
                cidr
                for cidr in network.cidrs
                if not any(
                    IPv4Network(cidr).subnet_of(IPv4Network(each)) for each in told_prefixes(plan.config, network)
                )
            ]
            if untold:
                yield Problem(
                    where=f"{plan.id}.allowed_prefixes",
                    what="keeps the network's own range from the other end",
                    got=", ".join(plan.config.allowed_prefixes),
                    allowed=f"{', '.join(untold)}, or wider",
                    fix="AWS tells whole ranges only: name each one or a wider one, or leave the list out",
                )


def _one_kind_of_door(plans: Sequence["StackPlan"]) -> Iterator[Problem]:
    """AWS associates a Direct Connect gateway with VPN gateways or with transit gateways, never with both."""
    found: dict[str, dict[str, list[str]]] = {}
    for plan in plans:
        if isinstance(plan.config, DirectConnectConfig):
            doors = found.setdefault(plan.config.direct_connect_gateway_id, {})
            doors.setdefault(plan.config.ends_at, []).append(plan.id)
    for gateway_id, doors in found.items():
        if len(doors) > 1:
            yield Problem(
                where=" and ".join(stack for stacks in doors.values() for stack in stacks),
                what="end one Direct Connect gateway at VPN gateways and at transit gateways",
                got=gateway_id,
                allowed="one kind of the two",
                fix="end all of them at the same kind, or order a second Direct Connect gateway",
            )
