"""What a transit gateway tells the others."""

from dataclasses import dataclass
from typing import ClassVar

from constructs_lib.foundation.outputs import ShareArn, TransitGatewayId, TransitRouteTableId


@dataclass(frozen=True, kw_only=True, slots=True)
class TransitGatewayOutputs:
    """What attaching to the hub needs."""

    DOMAIN: ClassVar[str] = "transit-gateway"

    transit_gateway_id: TransitGatewayId
    arrivals_route_table_id: TransitRouteTableId
    """Where what comes from another region's hub is routed."""
    share_arn: ShareArn
    """`none` while it is shared with nobody: Parameter Store keeps no empty text."""
