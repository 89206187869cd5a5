from constructs_lib.analysis.reachability.identities import Identities
from constructs_lib.analysis.reachability.read_filters import Filters
from constructs_lib.analysis.reachability.read_gateways import Gateways
from constructs_lib.analysis.reachability.read_outsides import Outsides
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
    filters = Filters(estate, identities, Services())
    return Gateways(estate, identities, filters, Outsides(estate, identities, filters))


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


def test_a_direct_connect_gateway_hangs_on_several_transit_gateways() -> None:
    hubs = {"one": {}, "two": {}}
    made = gateways(
        {
            "aws_ec2_transit_gateway": hubs,
            "aws_dx_gateway": {"d": {}},
            "aws_dx_gateway_association": {
                name: {
                    "dx_gateway_id": ref("aws_dx_gateway.d"),
                    "associated_gateway_id": ref(f"aws_ec2_transit_gateway.{name}"),
                }
                for name in hubs
            },
        }
    )

    ends = [(each.address, each.gateway) for each in made.attachments().values()]
    assert ends == [("net/aws_dx_gateway.d", f"net/aws_ec2_transit_gateway.{name}") for name in hubs]
    told = {
        address: [str(route.match) for route in table.routes]
        for address, table in made.transit_tables(made.attachments(), {}).items()
    }
    assert told == {
        f"net/aws_ec2_transit_gateway.{name}#main-route-table": ["what cannot be known yet"] for name in hubs
    }
