"""A VPN gateway alone in somebody's stack."""

from cdktf import TerraformStack

from constructs_lib.network.vpn_gateway.config import VpnGatewayConfig
from constructs_lib.network.vpn_gateway.vpn_gateway import VpnGateway
from tests.synthesis import resource, resources, synthesized


def test_is_attached_and_tells_every_table() -> None:
    def build(stack: TerraformStack) -> None:
        tables = {"public": "rtb-1", "private-a": "rtb-2"}
        VpnGateway(stack, "vpn", VpnGatewayConfig(asn=64600), name="shop-vpn", vpc_id="vpc-1", route_table_ids=tables)

    document = synthesized(build)
    gateway = resource(document, "aws_vpn_gateway")
    propagations = resources(document, "aws_vpn_gateway_route_propagation")

    assert (gateway["vpc_id"], gateway["amazon_side_asn"]) == ("vpc-1", "64600")
    assert {name: body["route_table_id"] for name, body in propagations.items()} == {
        "vpn_public-propagation": "rtb-1",
        "vpn_private-a-propagation": "rtb-2",
    }
    assert resources(document, "aws_route") == {}
