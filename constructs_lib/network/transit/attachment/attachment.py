"""A network at a hub, with a route table of its own there."""

from cdktf import ITerraformDependable
from cdktf_cdktf_provider_aws.ec2_transit_gateway_route_table import Ec2TransitGatewayRouteTable
from cdktf_cdktf_provider_aws.ec2_transit_gateway_route_table_association import (
    Ec2TransitGatewayRouteTableAssociation,
)
from cdktf_cdktf_provider_aws.ec2_transit_gateway_route_table_propagation import (
    Ec2TransitGatewayRouteTablePropagation,
)
from cdktf_cdktf_provider_aws.ec2_transit_gateway_vpc_attachment import Ec2TransitGatewayVpcAttachment
from cdktf_cdktf_provider_aws.ec2_transit_gateway_vpc_attachment_accepter import (
    Ec2TransitGatewayVpcAttachmentAccepter,
)
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.ram_resource_share_accepter import RamResourceShareAccepter
from constructs import Construct

from constructs_lib.foundation.guards.wiring import require_plain


class TransitAttachment(Construct):
    """A VPC attached to a transit gateway, accepted where that is another account's.

    The table it is associated with is its own and starts empty, so it reaches nobody. Links fill it in.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        transit_gateway_id: str,
        arrivals_route_table_id: str,
        vpc_id: str,
        subnet_ids: tuple[str, ...],
        ipv6: bool = False,
        hub_provider: AwsProvider | None = None,
        other_account: bool = False,
        invited_by: str = "",
    ) -> None:
        """`subnet_ids`: one in each zone whose workloads are to be reached; all of them have IPv6 where the hub carries it.

        `hub_provider` works in the gateway's account; `invited_by` is the share that has to be accepted first.
        """
        super().__init__(scope, id_)
        require_plain(self.node.path, name=name)
        share = [RamResourceShareAccepter(self, "share-accepter", share_arn=invited_by)] if invited_by else []
        attachment = Ec2TransitGatewayVpcAttachment(
            self,
            "Default",
            transit_gateway_id=transit_gateway_id,
            vpc_id=vpc_id,
            subnet_ids=list(subnet_ids),
            dns_support="enable",
            ipv6_support="enable" if ipv6 else None,
            # only the gateway's owner can take it out of the defaults; this hub has none, so there is nothing to say
            transit_gateway_default_route_table_association=None if other_account else False,
            transit_gateway_default_route_table_propagation=None if other_account else False,
            depends_on=share,
            tags={"Name": name},
        )
        attached = self._accepted(attachment.id, name, hub_provider) if other_account else attachment
        self.attached: ITerraformDependable = attached
        """What a route of the VPC to the gateway waits for: AWS refuses one before."""
        self.id = attached.id
        table = Ec2TransitGatewayRouteTable(
            self, "routes", transit_gateway_id=transit_gateway_id, provider=hub_provider, tags={"Name": name}
        )
        Ec2TransitGatewayRouteTableAssociation(
            self,
            "association",
            transit_gateway_attachment_id=self.id,
            transit_gateway_route_table_id=table.id,
            provider=hub_provider,
        )
        # What comes from another hub was let out there by a link; here it only has to find its way.
        Ec2TransitGatewayRouteTablePropagation(
            self,
            "to-arrivals",
            transit_gateway_attachment_id=self.id,
            transit_gateway_route_table_id=arrivals_route_table_id,
            provider=hub_provider,
        )
        self.route_table_id = table.id

    def _accepted(
        self, attachment_id: str, name: str, provider: AwsProvider | None
    ) -> Ec2TransitGatewayVpcAttachmentAccepter:
        return Ec2TransitGatewayVpcAttachmentAccepter(
            self,
            "accepter",
            transit_gateway_attachment_id=attachment_id,
            transit_gateway_default_route_table_association=False,
            transit_gateway_default_route_table_propagation=False,
            provider=provider,
            tags={"Name": name},
        )
