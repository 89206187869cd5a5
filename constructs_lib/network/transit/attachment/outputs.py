"""What an attached network tells the others."""

from dataclasses import dataclass
from typing import ClassVar

from constructs_lib.foundation.outputs import TransitAttachmentId, TransitGatewayId, TransitRouteTableId


@dataclass(frozen=True, kw_only=True, slots=True)
class TransitAttachmentOutputs:
    """Where the hub sends what is for this network, and where it looks up what comes from it."""

    DOMAIN: ClassVar[str] = "transit-attachment"

    transit_gateway_id: TransitGatewayId
    attachment_id: TransitAttachmentId
    route_table_id: TransitRouteTableId
    """The hub's table for what comes from this network: whatever is not in it cannot be reached."""
