"""The hubs of two regions, connected: a stack of its own, because it has two ends."""

from constructs import Construct

from constructs_lib.foundation.config import require
from constructs_lib.foundation.placement import Placement
from constructs_lib.foundation.stack import PlatformStack
from constructs_lib.network.transit.gateway.outputs import TransitGatewayOutputs
from constructs_lib.network.transit.peering.config import TransitPeeringConfig
from constructs_lib.network.transit.peering.outputs import TransitPeeringOutputs
from constructs_lib.network.transit.peering.peering import Hub, TransitPeering


class TransitPeeringStack(PlatformStack):
    """The hub of this placement, peered to another region's."""

    def __init__(self, scope: Construct, placement: Placement, config: TransitPeeringConfig) -> None:
        super().__init__(scope, placement, config)
        require(config, self.stack_id)
        peering = TransitPeering(
            self,
            "peering",
            name=placement.name("transit", config.component),
            requester=self._hub(placement, ""),
            accepter=self._hub(config.peer, "read-peer-gateway"),
        )
        self.publish(TransitPeeringOutputs(attachment_id=peering.id))

    def _hub(self, place: Placement, read_id: str) -> Hub:
        gateway = self.read(TransitGatewayOutputs, place, id_=read_id)
        return Hub(
            transit_gateway_id=gateway.transit_gateway_id,
            arrivals_route_table_id=gateway.arrivals_route_table_id,
            account_id=place.account.id,
            region=place.region,
            provider=self.provider_at(place),
        )
