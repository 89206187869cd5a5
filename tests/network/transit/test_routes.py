"""Routes of a VPC to a hub, alone in somebody's stack."""

from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.ec2_transit_gateway_vpc_attachment import Ec2TransitGatewayVpcAttachment

from constructs_lib.network.transit.routes import RoutesToHub
from tests.synthesis import resources, synthesized


def test_every_table_to_every_range_and_not_before_the_vpc_is_attached() -> None:
    def build(stack: TerraformStack) -> None:
        attachment = Ec2TransitGatewayVpcAttachment(
            stack, "attachment", subnet_ids=["subnet-1"], transit_gateway_id="tgw-1", vpc_id="vpc-1"
        )
        RoutesToHub(
            stack,
            "routes",
            route_table_ids={"public": "rtb-1", "private-a": "rtb-2"},
            cidrs=("10.1.0.0/16", "192.168.0.0/16"),
            ipv6_cidrs={"ipv6": "2600:1f18::/56"},
            transit_gateway_id="tgw-1",
            waits_for=(attachment,),
        )

    routes = resources(synthesized(build), "aws_route")

    assert {
        name: (
            body["route_table_id"],
            body.get("destination_cidr_block") or body["destination_ipv6_cidr_block"],
            body["transit_gateway_id"],
        )
        for name, body in routes.items()
    } == {
        "routes_public-to-ipv6": ("rtb-1", "2600:1f18::/56", "tgw-1"),
        "routes_private-a-to-ipv6": ("rtb-2", "2600:1f18::/56", "tgw-1"),
        "routes_public-to-10-1-0-0-16": ("rtb-1", "10.1.0.0/16", "tgw-1"),
        "routes_public-to-192-168-0-0-16": ("rtb-1", "192.168.0.0/16", "tgw-1"),
        "routes_private-a-to-10-1-0-0-16": ("rtb-2", "10.1.0.0/16", "tgw-1"),
        "routes_private-a-to-192-168-0-0-16": ("rtb-2", "192.168.0.0/16", "tgw-1"),
    }
    assert {tuple(body["depends_on"]) for body in routes.values()} == {
        ("aws_ec2_transit_gateway_vpc_attachment.attachment",)
    }
