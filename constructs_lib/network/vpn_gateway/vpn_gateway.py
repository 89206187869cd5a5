"""A VPN gateway whose routes reach every table of its VPC."""

from collections.abc import Mapping

from cdktf_cdktf_provider_aws.vpn_gateway import VpnGateway as AwsVpnGateway
from cdktf_cdktf_provider_aws.vpn_gateway_route_propagation import VpnGatewayRoutePropagation
from constructs import Construct

from constructs_lib.foundation.config import require
from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.network.vpn_gateway.config import VpnGatewayConfig


class VpnGateway(Construct):
    """The gateway, attached, and propagated into the route tables it is given.

    Propagation is a resource of each table, never `propagating_vgws` on the table itself: the two take each other out.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        config: VpnGatewayConfig,
        *,
        name: str,
        vpc_id: str,
        route_table_ids: Mapping[str, str],
    ) -> None:
        """`route_table_ids` by names that stay: `public`, `private-a`."""
        super().__init__(scope, id_)
        require(config, self.node.path)
        require_plain(self.node.path, name=name)
        gateway = AwsVpnGateway(self, "Default", vpc_id=vpc_id, amazon_side_asn=str(config.asn), tags={"Name": name})
        for table, route_table_id in route_table_ids.items():
            VpnGatewayRoutePropagation(
                self, f"{table}-propagation", vpn_gateway_id=gateway.id, route_table_id=route_table_id
            )
        self.id = gateway.id
