"""The VPN gateway of a placement's network."""

from constructs import Construct

from constructs_lib.foundation.config import require
from constructs_lib.foundation.errors import ConfigError, Problem
from constructs_lib.foundation.placement import Placement
from constructs_lib.foundation.stack import PlatformStack
from constructs_lib.network.outputs import NetworkOutputs
from constructs_lib.network.route_tables import route_table_ids
from constructs_lib.network.vpn_gateway.config import VpnGatewayConfig
from constructs_lib.network.vpn_gateway.outputs import VpnGatewayOutputs
from constructs_lib.network.vpn_gateway.vpn_gateway import VpnGateway


class VpnGatewayStack(PlatformStack):
    """A stack of its own: VPNs and Direct Connects come and go, the gateway and its routes stay."""

    def __init__(self, scope: Construct, placement: Placement, config: VpnGatewayConfig) -> None:
        super().__init__(scope, placement, config)
        require(config, self.stack_id)
        if config.network is None:
            what = "belongs to a network that nobody has looked up"
            raise ConfigError([Problem(where=self.stack_id, what=what, fix="use compose()")])
        network = self.read(NetworkOutputs, placement)
        gateway = VpnGateway(
            self,
            "gateway",
            config,
            name=placement.name("vpn"),
            vpc_id=network.vpc_id,
            route_table_ids=route_table_ids(config.network, network),
        )
        self.publish(VpnGatewayOutputs(vpn_gateway_id=gateway.id))
