"""Two hubs connected, alone in somebody's stack."""

from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider

from constructs_lib.network.transit.peering.peering import Hub, TransitPeering
from tests.synthesis import resource, resources, synthesized


def test_the_other_side_accepts_and_what_arrives_is_looked_up_in_each_hubs_own_table() -> None:
    def build(stack: TerraformStack) -> None:
        AwsProvider(stack, "aws", region="us-east-1")
        there = AwsProvider(stack, "there", alias="there", region="us-west-2")
        TransitPeering(
            stack,
            "peering",
            name="east-west",
            requester=Hub(
                transit_gateway_id="tgw-e",
                arrivals_route_table_id="rtb-e",
                account_id="111111111111",
                region="us-east-1",
            ),
            accepter=Hub(
                transit_gateway_id="tgw-w",
                arrivals_route_table_id="rtb-w",
                account_id="222222222222",
                region="us-west-2",
                provider=there,
            ),
        )

    document = synthesized(build)
    attachment = resource(document, "aws_ec2_transit_gateway_peering_attachment")
    accepter = resource(document, "aws_ec2_transit_gateway_peering_attachment_accepter")
    associations = resources(document, "aws_ec2_transit_gateway_route_table_association").values()

    assert (
        attachment["transit_gateway_id"],
        attachment["peer_transit_gateway_id"],
        attachment["peer_account_id"],
        attachment["peer_region"],
    ) == ("tgw-e", "tgw-w", "222222222222", "us-west-2")
    assert accepter["provider"] == "aws.there"
    assert {(body["transit_gateway_route_table_id"], body.get("provider")) for body in associations} == {
        ("rtb-e", None),
        ("rtb-w", "aws.there"),
    }
    assert all("_accepter." in body["transit_gateway_attachment_id"] for body in associations)
