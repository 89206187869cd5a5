"""A way out of the estate at a hub, alone in somebody's stack."""

from typing import Any

from cdktf import TerraformStack

from constructs_lib.network.transit.on_premises import AttachedNetwork, OnPremisesAtHub
from tests.synthesis import resource, resources, synthesized

NETWORKS = {
    "dev": AttachedNetwork(attachment_id="tgw-attach-dev", transit_route_table_id="tgw-rtb-dev"),
    "prod": AttachedNetwork(attachment_id="tgw-attach-prod", transit_route_table_id="tgw-rtb-prod"),
}


def at_hub(static_cidrs: tuple[str, ...] = ()) -> Any:
    def build(stack: TerraformStack) -> None:
        OnPremisesAtHub(
            stack,
            "office",
            name="office",
            transit_gateway_id="tgw-1",
            attachment_id="tgw-attach-vpn",
            networks=NETWORKS,
            static_cidrs=static_cidrs,
        )

    return synthesized(build)


def ways(document: Any) -> set[tuple[str, str]]:
    """Which attachment's ranges are told to which table."""
    propagations = resources(document, "aws_ec2_transit_gateway_route_table_propagation").values()
    return {(body["transit_gateway_attachment_id"], body["transit_gateway_route_table_id"]) for body in propagations}


def test_what_comes_in_finds_the_named_networks_and_they_find_the_way_out() -> None:
    document = at_hub()
    own = "${aws_ec2_transit_gateway_route_table.office.id}"
    association = resource(document, "aws_ec2_transit_gateway_route_table_association")

    assert (association["transit_gateway_attachment_id"], association["transit_gateway_route_table_id"]) == (
        "tgw-attach-vpn",
        own,
    )
    assert ways(document) == {
        ("tgw-attach-dev", own),
        ("tgw-attach-prod", own),
        ("tgw-attach-vpn", "tgw-rtb-dev"),
        ("tgw-attach-vpn", "tgw-rtb-prod"),
    }


def test_a_device_without_bgp_tells_nothing_so_its_ranges_are_written_down() -> None:
    document = at_hub(("192.168.0.0/24", "2001:db8::/32"))
    routes = resources(document, "aws_ec2_transit_gateway_route").values()

    assert {attachment for attachment, _ in ways(document)} == {"tgw-attach-dev", "tgw-attach-prod"}
    assert {
        (body["destination_cidr_block"], body["transit_gateway_route_table_id"], body["transit_gateway_attachment_id"])
        for body in routes
    } == {
        ("192.168.0.0/24", "tgw-rtb-dev", "tgw-attach-vpn"),
        ("192.168.0.0/24", "tgw-rtb-prod", "tgw-attach-vpn"),
        ("2001:db8::/32", "tgw-rtb-dev", "tgw-attach-vpn"),
        ("2001:db8::/32", "tgw-rtb-prod", "tgw-attach-vpn"),
    }
