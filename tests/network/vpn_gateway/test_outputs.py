"""What others may know of a VPN gateway."""

from constructs_lib.foundation.outputs import placeholders
from constructs_lib.network.vpn_gateway.outputs import VpnGatewayOutputs


def test_can_be_planned_on_before_it_exists() -> None:
    assert placeholders(VpnGatewayOutputs) == {"vpn_gateway_id": "vgw-00000000000000000"}
