"""A way out of the estate at a hub, a VPN or a Direct Connect, and the networks that may take it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cdktf_cdktf_provider_aws.ec2_transit_gateway_route import Ec2TransitGatewayRoute
from cdktf_cdktf_provider_aws.ec2_transit_gateway_route_table import Ec2TransitGatewayRouteTable
from cdktf_cdktf_provider_aws.ec2_transit_gateway_route_table_association import (
    Ec2TransitGatewayRouteTableAssociation,
)
from cdktf_cdktf_provider_aws.ec2_transit_gateway_route_table_propagation import (
    Ec2TransitGatewayRouteTablePropagation,
)
from constructs import Construct

from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.foundation.ranges import range_id


@dataclass(frozen=True, kw_only=True, slots=True)
class AttachedNetwork:
    """A network at the hub."""

    attachment_id: str
    transit_route_table_id: str
    """The hub's table for what comes from it."""


class OnPremisesAtHub(Construct):
    """What comes in reaches the named networks only, and only they find the way out."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        transit_gateway_id: str,
        attachment_id: str,
        networks: Mapping[str, AttachedNetwork],
        static_cidrs: Sequence[str] = (),
    ) -> None:
        """`networks` by names that stay. Without `static_cidrs` the networks learn by BGP what lies out there."""
        super().__init__(scope, id_)
        require_plain(self.node.path, name=name)
        table = Ec2TransitGatewayRouteTable(self, "Default", transit_gateway_id=transit_gateway_id, tags={"Name": name})
        Ec2TransitGatewayRouteTableAssociation(
            self,
            "association",
            transit_gateway_attachment_id=attachment_id,
            transit_gateway_route_table_id=table.id,
        )
        for network, attached in networks.items():
            Ec2TransitGatewayRouteTablePropagation(
                self,
                f"in-to-{network}",
                transit_gateway_attachment_id=attached.attachment_id,
                transit_gateway_route_table_id=table.id,
            )
            if static_cidrs:
                self._static(network, attached, attachment_id, static_cidrs)
            else:
                Ec2TransitGatewayRouteTablePropagation(
                    self,
                    f"out-of-{network}",
                    transit_gateway_attachment_id=attachment_id,
                    transit_gateway_route_table_id=attached.transit_route_table_id,
                )

    def _static(self, network: str, attached: AttachedNetwork, attachment_id: str, cidrs: Sequence[str]) -> None:
        for cidr in cidrs:
            Ec2TransitGatewayRoute(
                self,
                f"out-of-{network}-to-{range_id(cidr)}",
                destination_cidr_block=cidr,
                transit_gateway_attachment_id=attachment_id,
                transit_gateway_route_table_id=attached.transit_route_table_id,
            )
