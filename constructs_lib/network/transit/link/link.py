"""Two attached networks that may talk: a way in each one's table at the hub, and in every table of both VPCs."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from cdktf_cdktf_provider_aws.ec2_transit_gateway_route import Ec2TransitGatewayRoute
from cdktf_cdktf_provider_aws.ec2_transit_gateway_route_table_propagation import (
    Ec2TransitGatewayRouteTablePropagation,
)
from cdktf_cdktf_provider_aws.provider import AwsProvider
from constructs import Construct

from constructs_lib.foundation.ranges import range_id
from constructs_lib.network.transit.routes import RoutesToHub


@dataclass(frozen=True, kw_only=True, slots=True)
class AttachedSide:
    """One of the two networks."""

    cidrs: tuple[str, ...]
    """Every IPv4 range of the VPC: what the other side routes."""
    ipv6_cidrs: Mapping[str, str] = field(default_factory=dict[str, str])
    """Every IPv6 range by a name that stays, because Amazon decides on it at apply; empty unless both sides have IPv6."""
    route_table_ids: Mapping[str, str]
    """Every route table of the VPC, by a name that stays: `public`, `private-a`."""
    transit_gateway_id: str
    attachment_id: str
    transit_route_table_id: str
    """The hub's table for what comes from this network."""
    provider: AwsProvider | None = None
    """Where the VPC is. None for the stack's own."""
    hub_provider: AwsProvider | None = None
    """Where the hub is. None for the stack's own."""


class TransitLink(Construct):
    """Two networks routed to each other, and to nobody else."""

    def __init__(
        self, scope: Construct, id_: str, *, one: AttachedSide, other: AttachedSide, hub_peering_id: str = ""
    ) -> None:
        """`hub_peering_id` is the way between two hubs; networks at one hub need none."""
        super().__init__(scope, id_)
        for name, side, peer in (("one", one, other), ("other", other, one)):
            if hub_peering_id:
                _static(Construct(self, f"{name}-hub-routes"), side, to=peer, by=hub_peering_id)
            else:
                Ec2TransitGatewayRouteTablePropagation(
                    self,
                    f"{name}-finds-peer",
                    transit_gateway_attachment_id=peer.attachment_id,
                    transit_gateway_route_table_id=side.transit_route_table_id,
                    provider=side.hub_provider,
                )
            RoutesToHub(
                self,
                f"{name}-routes",
                route_table_ids=side.route_table_ids,
                cidrs=peer.cidrs,
                ipv6_cidrs=peer.ipv6_cidrs,
                transit_gateway_id=side.transit_gateway_id,
                provider=side.provider,
            )


def _static(scope: Construct, side: AttachedSide, *, to: AttachedSide, by: str) -> None:
    """Over a peering of hubs nothing is propagated."""
    for name, cidr in {**{range_id(cidr): cidr for cidr in to.cidrs}, **to.ipv6_cidrs}.items():
        Ec2TransitGatewayRoute(
            scope,
            f"to-{name}",
            destination_cidr_block=cidr,
            transit_gateway_attachment_id=by,
            transit_gateway_route_table_id=side.transit_route_table_id,
            provider=side.hub_provider,
        )
