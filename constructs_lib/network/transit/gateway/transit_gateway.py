"""A transit gateway that connects nobody by itself."""

from cdktf_cdktf_provider_aws.ec2_transit_gateway import Ec2TransitGateway
from cdktf_cdktf_provider_aws.ec2_transit_gateway_route_table import Ec2TransitGatewayRouteTable
from cdktf_cdktf_provider_aws.ram_principal_association import RamPrincipalAssociation
from cdktf_cdktf_provider_aws.ram_resource_association import RamResourceAssociation
from cdktf_cdktf_provider_aws.ram_resource_share import RamResourceShare
from constructs import Construct

from constructs_lib.foundation.config import require
from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.network.transit.gateway.config import TransitGatewayConfig

NOT_SHARED = "none"


class TransitGateway(Construct):
    """The hub, its share with other accounts, and the table for what arrives from other hubs.

    Nothing is put into a default route table: with one, every network that attaches could reach every other one, and
    isolation would be something to remember. Nor is an attachment accepted by itself, not even of an account it is
    shared with: its stack accepts it with the rights of the hub's account.
    """

    def __init__(self, scope: Construct, id_: str, config: TransitGatewayConfig, *, name: str) -> None:
        super().__init__(scope, id_)
        require(config, self.node.path)
        require_plain(self.node.path, name=name)
        gateway = Ec2TransitGateway(
            self,
            "Default",
            description=name,
            amazon_side_asn=config.asn,
            default_route_table_association="disable",
            default_route_table_propagation="disable",
            auto_accept_shared_attachments="disable",
            dns_support="enable",
            # both tunnels of a VPN carry traffic
            vpn_ecmp_support="enable",
            tags={"Name": name},
        )
        arrivals = Ec2TransitGatewayRouteTable(
            self, "arrivals", transit_gateway_id=gateway.id, tags={"Name": f"{name}-arrivals"}
        )
        self.id = gateway.id
        self.arrivals_route_table_id = arrivals.id
        self.share_arn = self._share(config, name, gateway.arn) if config.shared_with else NOT_SHARED

    def _share(self, config: TransitGatewayConfig, name: str, arn: str) -> str:
        share = RamResourceShare(
            self,
            "share",
            name=name,
            allow_external_principals=config.sharing == "invitation",
            tags={"Name": name},
        )
        resource = RamResourceAssociation(self, "shared-gateway", resource_arn=arn, resource_share_arn=share.arn)
        principals = [
            RamPrincipalAssociation(self, f"shared-with-{account}", principal=account, resource_share_arn=share.arn)
            for account in config.shared_with
        ]
        # whoever reads the share finds the gateway in it, and itself let in
        self.shared = (resource, *principals)
        return share.arn
