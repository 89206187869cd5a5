"""What a peering tells the others."""

from dataclasses import dataclass
from typing import ClassVar

from constructs_lib.foundation.outputs import PeeringConnectionId


@dataclass(frozen=True, kw_only=True, slots=True)
class PeeringOutputs:
    """The connection, for whoever has to accept it, or looks for it in a flow log."""

    DOMAIN: ClassVar[str] = "peering"

    connection_id: PeeringConnectionId
