"""A link between two attached networks, alone in somebody's stack."""

from dataclasses import replace
from typing import Any

from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider

from constructs_lib.network.transit.link.link import AttachedSide, TransitLink
from tests.synthesis import resources, synthesized

HERE = AttachedSide(
    cidrs=("10.1.0.0/16", "100.64.0.0/20"),
    route_table_ids={"public": "rtb-1", "private-a": "rtb-2"},
    transit_gateway_id="tgw-here",
    attachment_id="tgw-attach-here",
    transit_route_table_id="tgw-rtb-here",
)
THERE = AttachedSide(
    cidrs=("10.2.0.0/16",),
    route_table_ids={"isolated": "rtb-3"},
    transit_gateway_id="tgw-there",
    attachment_id="tgw-attach-there",
    transit_route_table_id="tgw-rtb-there",
)


def linked(hub_peering_id: str = "", *, ipv6: bool = False) -> Any:
    one = replace(HERE, ipv6_cidrs={"ipv6": "2600:1f18:1::/56"} if ipv6 else {})

    def build(stack: TerraformStack) -> None:
        AwsProvider(stack, "aws", region="us-east-1")
        there = AwsProvider(stack, "there", alias="there", region="us-west-2")
        hub = AwsProvider(stack, "hub", alias="hub", region="us-west-2")
        ranges = {"ipv6": "2600:1f18:2::/56"} if ipv6 else {}
        other = replace(THERE, ipv6_cidrs=ranges, provider=there, hub_provider=hub)
        TransitLink(stack, "link", one=one, other=other, hub_peering_id=hub_peering_id)

    return synthesized(build)


def test_each_finds_the_other_in_its_own_table_at_the_hub_and_nobody_else() -> None:
    propagations = resources(linked(), "aws_ec2_transit_gateway_route_table_propagation").values()

    assert {
        (body["transit_gateway_route_table_id"], body["transit_gateway_attachment_id"], body.get("provider"))
        for body in propagations
    } == {
        ("tgw-rtb-here", "tgw-attach-there", None),
        ("tgw-rtb-there", "tgw-attach-here", "aws.hub"),
    }


def test_every_table_of_both_vpcs_routes_every_range_of_the_other() -> None:
    routes = resources(linked(), "aws_route").values()

    assert sorted(
        (body["route_table_id"], body["destination_cidr_block"], body["transit_gateway_id"], body.get("provider"))
        for body in routes
    ) == [
        ("rtb-1", "10.2.0.0/16", "tgw-here", None),
        ("rtb-2", "10.2.0.0/16", "tgw-here", None),
        ("rtb-3", "10.1.0.0/16", "tgw-there", "aws.there"),
        ("rtb-3", "100.64.0.0/20", "tgw-there", "aws.there"),
    ]


def test_between_two_hubs_routes_are_static() -> None:
    """AWS propagates nothing over a peering of hubs, and accepts the propagation all the same."""
    document = linked("tgw-attach-peering")
    routes = resources(document, "aws_ec2_transit_gateway_route").values()

    assert resources(document, "aws_ec2_transit_gateway_route_table_propagation") == {}
    assert sorted(
        (
            body["transit_gateway_route_table_id"],
            body["destination_cidr_block"],
            body["transit_gateway_attachment_id"],
            body.get("provider"),
        )
        for body in routes
    ) == [
        ("tgw-rtb-here", "10.2.0.0/16", "tgw-attach-peering", None),
        ("tgw-rtb-there", "10.1.0.0/16", "tgw-attach-peering", "aws.hub"),
        ("tgw-rtb-there", "100.64.0.0/20", "tgw-attach-peering", "aws.hub"),
    ]


def test_ipv6_is_routed_in_every_table_of_both_vpcs_and_learnt_by_one_hub() -> None:
    """What an attachment that carries IPv6 propagates are both its ranges."""
    document = linked(ipv6=True)
    routes = resources(document, "aws_route")

    assert {
        name: (body["route_table_id"], body["destination_ipv6_cidr_block"], body["transit_gateway_id"])
        for name, body in routes.items()
        if "destination_ipv6_cidr_block" in body
    } == {
        "link_one-routes_public-to-ipv6": ("rtb-1", "2600:1f18:2::/56", "tgw-here"),
        "link_one-routes_private-a-to-ipv6": ("rtb-2", "2600:1f18:2::/56", "tgw-here"),
        "link_other-routes_isolated-to-ipv6": ("rtb-3", "2600:1f18:1::/56", "tgw-there"),
    }
    assert resources(document, "aws_ec2_transit_gateway_route") == {}
    assert set(resources(linked(), "aws_route")) < set(routes)


def test_ipv6_between_two_hubs_is_static_too() -> None:
    routes = resources(linked("tgw-attach-peering", ipv6=True), "aws_ec2_transit_gateway_route")

    assert {
        name: (
            body["transit_gateway_route_table_id"],
            body["destination_cidr_block"],
            body["transit_gateway_attachment_id"],
        )
        for name, body in routes.items()
        if name.endswith("-ipv6")
    } == {
        "link_one-hub-routes_to-ipv6": ("tgw-rtb-here", "2600:1f18:2::/56", "tgw-attach-peering"),
        "link_other-hub-routes_to-ipv6": ("tgw-rtb-there", "2600:1f18:1::/56", "tgw-attach-peering"),
    }
