from constructs_lib.analysis.diagram.picture import INTERNET, Link, picture_of
from tests.analysis.reachability.networks import (
    gateway,
    group,
    machine,
    network,
    over,
    peering,
    reachability,
    ref,
    route,
    simple,
)


def test_a_picture_shows_tiers_doors_and_links() -> None:
    made = simple(
        network(1, app="a"),
        peering(0, 1),
        route("v0-private", "10.1.0.0/16", **over("p01")),
        {"aws_nat_gateway": {"n": {"subnet_id": ref("aws_subnet.v0-public")}}},
        {"aws_vpc_endpoint": {"s3": {"vpc_id": ref("aws_vpc.v0"), "service_name": "com.amazonaws.us-east-1.s3"}}},
    )
    first, second = picture_of(made.network, ["net"]).boxes

    assert first.title == "net/aws_vpc.v0: 10.0.0.0/16, us-east-1"
    assert [(tier.name, tier.things) for tier in first.tiers] == [
        ("aws_subnet.v0-public", ("instance: net/web",)),
        ("aws_subnet.v0-private", ("instance: net/db",)),
    ]
    assert first.tiers[1].ways == ("10.1.0.0/16 → peering",)
    assert first.doors == ("internet gateway", "NAT gateway", "gateway endpoints: s3")
    assert second.tiers[0].ways == ()
    picture = picture_of(made.network, ["net"])
    assert picture.links == (Link(first.id, INTERNET, "internet gateway"), Link(first.id, second.id, "peering"))
    assert picture.outside == (INTERNET,)


def test_zones_of_one_tier_are_drawn_together() -> None:
    body = {"vpc_id": ref("aws_vpc.v0"), "cidr_block": "10.0.9.0/24"}
    made = reachability(network(0), {"aws_subnet": {f"app-{zone}": body for zone in "ab"}}, gateway(0))
    (box,) = picture_of(made.network, ["net"]).boxes

    assert [(tier.name, len(tier.subnets)) for tier in box.tiers] == [("aws_subnet.app", 2)]


def test_other_networks_are_named_only() -> None:
    assert picture_of(simple().network, ["other"]).boxes == ()


def test_transit_gateways_and_vpns_are_drawn() -> None:
    hub = "aws_ec2_transit_gateway"
    made = reachability(
        network(0, app="a"),
        {hub: {"hub": {}}},
        {
            f"{hub}_vpc_attachment": {
                "a": {"transit_gateway_id": ref(f"{hub}.hub"), "vpc_id": ref("aws_vpc.v0"), "subnet_ids": []}
            }
        },
        {"aws_vpn_connection": {"c": {"transit_gateway_id": ref(f"{hub}.hub"), "static_routes_only": True}}},
        {
            "aws_vpn_connection_route": {
                "r": {"vpn_connection_id": ref("aws_vpn_connection.c"), "destination_cidr_block": "192.168.0.0/16"}
            }
        },
        group("g", 0),
        machine("one", "v0-app", ["g"]),
    )

    assert picture_of(made.network, ["net"]).links == (
        Link("net/aws_vpc.v0", "transit gateway net", "attachment"),
        Link("transit gateway net", "outside AWS: 192.168.0.0/16", "VPN"),
    )
