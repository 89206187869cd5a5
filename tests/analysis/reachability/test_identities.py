from constructs_lib.analysis.reachability.identities import Identities, why_unknown
from constructs_lib.analysis.terraform.estate import Estate
from constructs_lib.analysis.terraform.values import Unknown

RESOURCE = {
    "aws_vpc": {"v": {}},
    "aws_vpc_peering_connection": {"p": {}},
    "aws_vpc_peering_connection_accepter": {"p": {"vpc_peering_connection_id": "${aws_vpc_peering_connection.p.id}"}},
    "aws_default_route_table": {"t": {"default_route_table_id": "${aws_vpc.v.default_route_table_id}"}},
    "aws_default_security_group": {"g": {"vpc_id": "${aws_vpc.v.id}"}},
    "aws_ec2_transit_gateway": {"hub": {}},
}


def test_one_thing_has_one_address_however_it_is_called() -> None:
    estate = Estate(
        {
            "net": {
                "resource": RESOURCE,
                "data": {"aws_ec2_transit_gateway_vpn_attachment": {"x": {"vpn_connection_id": "vpn-1"}}},
            }
        }
    )
    of = Identities(estate)

    def address(text: str) -> str:
        return of.of(estate.value("net", f"${{{text}}}"))

    assert address("aws_vpc_peering_connection_accepter.p.id") == "net/aws_vpc_peering_connection.p"
    assert (
        address("aws_default_route_table.t.id")
        == address("aws_vpc.v.main_route_table_id")
        == "net/aws_vpc.v#main-route-table"
    )
    assert address("aws_default_security_group.g.id") == address("aws_vpc.v.default_security_group_id")
    assert (
        address("aws_ec2_transit_gateway.hub.propagation_default_route_table_id")
        == "net/aws_ec2_transit_gateway.hub#main-route-table"
    )
    assert address("data.aws_ec2_transit_gateway_vpn_attachment.x.id") == "vpn-1"
    assert (of.of("vpc-1"), of.of(None), of.each(["a", None])) == ("vpc-1", "", ("a", ""))


def test_the_first_reason_is_told() -> None:
    assert [why_unknown(each) for each in ("x", Unknown("a"), ["x", Unknown("b")])] == ["", "a", "b"]
