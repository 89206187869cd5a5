"""What a VPN gateway tells the others."""

from dataclasses import dataclass
from typing import ClassVar

from constructs_lib.foundation.outputs import VpnGatewayId


@dataclass(frozen=True, kw_only=True, slots=True)
class VpnGatewayOutputs:
    """What VPNs and Direct Connects end at."""

    DOMAIN: ClassVar[str] = "vpn-gateway"

    vpn_gateway_id: VpnGatewayId
