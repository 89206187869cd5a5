from constructs_lib.analysis.reachability.identities import Identities
from constructs_lib.analysis.reachability.read_filters import Filters
from constructs_lib.analysis.reachability.read_gateways import Gateways
from constructs_lib.analysis.reachability.services import Services
from constructs_lib.analysis.terraform.estate import Estate
from tests.analysis.reachability.networks import Resources, ref


def gateways(resource: Resources) -> Gateways:
    providers = [
        {"region": "us-east-1", "allowed_account_ids": ["1"]},
        {"alias": "b", "region": "us-east-1", "allowed_account_ids": ["2"]},
    ]
    estate = Estate({"net": {"provider": {"aws": providers}, "resource": resource}})
    identities = Identities(estate)
    return Gateways(estate, identities, Filters(estate, identities, Services()))


def test_auto_accept_works_at_home_only() -> None:
    found = gateways(
        {
            "aws_vpc_peering_connection": {
                "home": {"vpc_id": "a", "peer_vpc_id": "b", "auto_accept": True},
                "abroad": {"vpc_id": "a", "peer_vpc_id": "b", "auto_accept": True, "peer_region": "us-west-2"},
                "nobody": {"vpc_id": "a", "peer_vpc_id": "b"},
                "unknown": {"vpc_id": "a", "peer_vpc_id": "${var.gone}", "auto_accept": True},
            }
        }
    ).peerings()

    assert {name.rpartition(".")[2]: each.broken for name, each in found.items()} == {
        "home": "",
        "abroad": "auto_accept works within one account and region only",
        "nobody": "nobody accepts it",
        "unknown": "",
    }
    assert found["net/aws_vpc_peering_connection.unknown"].unknown


def test_another_accounts_attachment_waits_for_its_owner() -> None:
    def attachment(*, hub: dict[str, str]) -> str:
        body = {"transit_gateway_id": ref("aws_ec2_transit_gateway.hub"), "vpc_id": "v", "provider": "aws.b"}
        made = gateways(
            {"aws_ec2_transit_gateway": {"hub": hub}, "aws_ec2_transit_gateway_vpc_attachment": {"x": body}}
        )
        return made.attachments()["net/aws_ec2_transit_gateway_vpc_attachment.x"].broken

    assert attachment(hub={}) == "the gateway's owner does not accept it"
    assert attachment(hub={"auto_accept_shared_attachments": "enable"}) == ""


def test_outside_ranges_are_those_written_down() -> None:
    found = gateways(
        {
            "aws_vpn_connection": {
                "s": {"vpn_gateway_id": "g", "static_routes_only": True},
                "b": {"vpn_gateway_id": "g"},
            },
            "aws_vpn_connection_route": {
                "r": {"vpn_connection_id": ref("aws_vpn_connection.s"), "destination_cidr_block": "192.168.0.0/16"}
            },
        }
    ).outsides()

    assert [([str(block) for block in each.ranges], bool(each.unknown)) for each in found] == [
        (["192.168.0.0/16"], False),
        ([], True),
    ]
