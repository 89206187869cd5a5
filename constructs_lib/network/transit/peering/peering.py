"""Two transit gateways of different regions, connected."""

from dataclasses import dataclass

from cdktf_cdktf_provider_aws.ec2_transit_gateway_peering_attachment import Ec2TransitGatewayPeeringAttachment
from cdktf_cdktf_provider_aws.ec2_transit_gateway_peering_attachment_accepter import (
    Ec2TransitGatewayPeeringAttachmentAccepter,
)
from cdktf_cdktf_provider_aws.ec2_transit_gateway_route_table_association import (
    Ec2TransitGatewayRouteTableAssociation,
)
from cdktf_cdktf_provider_aws.provider import AwsProvider
from constructs import Construct

from constructs_lib.foundation.guards.wiring import require_plain


@dataclass(frozen=True, kw_only=True, slots=True)
class Hub:
    """One of the two gateways."""

    transit_gateway_id: str
    arrivals_route_table_id: str
    """Where what arrives from the other one is routed."""
    account_id: str
    region: str
    provider: AwsProvider | None = None
    """None for the stack's own."""


class TransitPeering(Construct):
    """Two hubs that can send to each other. AWS propagates nothing over a peering: links add static routes."""

    def __init__(self, scope: Construct, id_: str, *, name: str, requester: Hub, accepter: Hub) -> None:
        super().__init__(scope, id_)
        require_plain(self.node.path, name=name)
        attachment = Ec2TransitGatewayPeeringAttachment(
            self,
            "Default",
            transit_gateway_id=requester.transit_gateway_id,
            peer_transit_gateway_id=accepter.transit_gateway_id,
            peer_account_id=accepter.account_id,
            peer_region=accepter.region,
            provider=requester.provider,
            tags={"Name": name},
        )
        accepted = Ec2TransitGatewayPeeringAttachmentAccepter(
            self,
            "accepter",
            transit_gateway_attachment_id=attachment.id,
            provider=accepter.provider,
            tags={"Name": name},
        )
        for side, hub in (("requester", requester), ("accepter", accepter)):
            Ec2TransitGatewayRouteTableAssociation(
                self,
                f"{side}-arrivals",
                transit_gateway_attachment_id=accepted.id,
                transit_gateway_route_table_id=hub.arrivals_route_table_id,
                provider=hub.provider,
            )
        self.id = accepted.id
