"""What a peering of two hubs tells the others."""

from dataclasses import dataclass
from typing import ClassVar

from constructs_lib.foundation.outputs import TransitAttachmentId


@dataclass(frozen=True, kw_only=True, slots=True)
class TransitPeeringOutputs:
    """The way from either hub to the other: AWS gives both ends the same id."""

    DOMAIN: ClassVar[str] = "transit-peering"

    attachment_id: TransitAttachmentId
