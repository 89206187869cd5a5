"""The hub of a region."""

from constructs import Construct

from constructs_lib.foundation.placement import Placement
from constructs_lib.foundation.stack import PlatformStack
from constructs_lib.network.transit.gateway.config import TransitGatewayConfig
from constructs_lib.network.transit.gateway.outputs import TransitGatewayOutputs
from constructs_lib.network.transit.gateway.transit_gateway import TransitGateway


class TransitGatewayStack(PlatformStack):
    """A transit gateway, ready to be attached to."""

    def __init__(self, scope: Construct, placement: Placement, config: TransitGatewayConfig) -> None:
        super().__init__(scope, placement, config)
        gateway = TransitGateway(self, "gateway", config, name=placement.name("transit"))
        self.publish(
            TransitGatewayOutputs(
                transit_gateway_id=gateway.id,
                arrivals_route_table_id=gateway.arrivals_route_table_id,
                share_arn=gateway.share_arn,
            )
        )
