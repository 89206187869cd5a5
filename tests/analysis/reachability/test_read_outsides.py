from typing import Any

import pytest

from constructs_lib.analysis.reachability.identities import Identities
from constructs_lib.analysis.reachability.read_filters import Filters
from constructs_lib.analysis.reachability.read_outsides import Outsides
from constructs_lib.analysis.reachability.services import Services
from constructs_lib.analysis.terraform.estate import Estate
from tests.analysis.reachability.networks import Resources, merged, ref, simple, told


def outsides(resource: Resources) -> Outsides:
    estate = Estate({"net": {"resource": resource}})
    identities = Identities(estate)
    return Outsides(estate, identities, Filters(estate, identities, Services()))


def test_outside_ranges_are_those_written_down() -> None:
    found = outsides(
        {
            "aws_vpn_connection": {
                "s": {"vpn_gateway_id": "g", "static_routes_only": True},
                "b": {"vpn_gateway_id": "g"},
            },
            "aws_vpn_connection_route": {
                "r": {"vpn_connection_id": ref("aws_vpn_connection.s"), "destination_cidr_block": "192.168.0.0/16"}
            },
        }
    )

    assert [([str(block) for block in each.ranges], bool(each.unknown)) for each in found.all] == [
        (["192.168.0.0/16"], False),
        ([], True),
    ]
    assert [bool(route.match.unknown) for route in found.told_by("g")] == [False, True]


GATEWAY: Resources = {
    "aws_vpn_gateway": {"g": {"vpc_id": ref("aws_vpc.v0")}},
    "aws_vpn_gateway_route_propagation": {
        "p": {"vpn_gateway_id": ref("aws_vpn_gateway.g"), "route_table_id": ref("aws_route_table.v0-private")}
    },
}


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("aws_dx_gateway_association", {"dx_gateway_id": "dx-1", "associated_gateway_id": ref("aws_vpn_gateway.g")}),
        (
            "aws_dx_gateway_association_proposal",
            {"dx_gateway_id": "dx-1", "associated_gateway_id": ref("aws_vpn_gateway.g")},
        ),
        ("aws_dx_private_virtual_interface", {"vpn_gateway_id": ref("aws_vpn_gateway.g")}),
        ("aws_dx_hosted_private_virtual_interface_accepter", {"vpn_gateway_id": ref("aws_vpn_gateway.g")}),
    ],
)
def test_direct_connect_announces_its_ranges_too(kind: str, body: dict[str, Any]) -> None:
    made = simple(GATEWAY, {kind: {"x": body}})

    assert told(simple(GATEWAY), "db", "192.168.1.1") == ("no", "has no route to 192.168.1.1")
    assert told(made, "db", "192.168.1.1")[0] == "unknown"
    assert told(made, "192.168.1.1", "db")[0] != "yes"


def test_an_interface_of_a_direct_connect_gateway_leads_where_that_is_associated() -> None:
    assert outsides({"aws_dx_private_virtual_interface": {"x": {"dx_gateway_id": "dx-1"}}}).all == ()


@pytest.mark.parametrize(
    "kind",
    [
        "aws_ec2_client_vpn_endpoint",
        "aws_ec2_local_gateway_route_table_vpc_association",
        "aws_networkmanager_site_to_site_vpn_attachment",
    ],
)
def test_whom_other_ways_let_in_is_not_known(kind: str) -> None:
    made = simple({kind: {"x": {}}})

    assert told(simple(), "192.168.1.1", "web") == ("no", "no VPN, Direct Connect or VPC of the JSON has it")
    assert told(made, "192.168.1.1", "web")[0] == "unknown"
    assert told(made, "web", "db") == ("yes", "")


def test_a_way_that_may_work_counts_more_than_one_that_does_not() -> None:
    """The written VPN does not lead there; what the other one announces nobody knows."""
    written = {"vpn_gateway_id": ref("aws_vpn_gateway.g"), "static_routes_only": True}
    made = simple(
        merged(
            {"aws_vpn_gateway": {"g": {"vpc_id": ref("aws_vpc.v0")}}},
            {"aws_vpn_connection": {"a": written}},
            {
                "aws_vpn_connection_route": {
                    "r": {"vpn_connection_id": ref("aws_vpn_connection.a"), "destination_cidr_block": "192.168.0.0/16"}
                }
            },
            {"aws_ec2_client_vpn_endpoint": {"x": {}}},
        )
    )

    assert told(made, "192.168.1.1", "web")[0] == "unknown"
