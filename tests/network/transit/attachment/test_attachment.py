"""A network at a hub, alone in somebody's stack."""

from typing import Any

from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider

from constructs_lib.network.transit.attachment.attachment import TransitAttachment
from tests.synthesis import resource, resources, synthesized

ATTACHMENT = "aws_ec2_transit_gateway_vpc_attachment"
ACCEPTER = f"{ATTACHMENT}_accepter"
PROPAGATION = "aws_ec2_transit_gateway_route_table_propagation"


def attached(*, ipv6: bool = False, other_account: bool = False, invited_by: str = "") -> Any:
    def build(stack: TerraformStack) -> None:
        AwsProvider(stack, "aws", region="us-east-1")
        hub = AwsProvider(stack, "hub", alias="hub", region="us-east-1") if other_account else None
        TransitAttachment(
            stack,
            "attachment",
            name="shop-transit",
            transit_gateway_id="tgw-1",
            arrivals_route_table_id="tgw-rtb-arrivals",
            vpc_id="vpc-1",
            subnet_ids=("subnet-a", "subnet-b"),
            ipv6=ipv6,
            hub_provider=hub,
            other_account=other_account,
            invited_by=invited_by,
        )

    return synthesized(build)


def test_has_a_table_of_its_own_that_nobody_is_in() -> None:
    """Isolation is what there is without a link: nothing is propagated into the network's own table."""
    document = attached()
    association = resource(document, "aws_ec2_transit_gateway_route_table_association")
    propagation = resource(document, PROPAGATION)

    assert association["transit_gateway_route_table_id"].startswith("${aws_ec2_transit_gateway_route_table.")
    assert propagation["transit_gateway_route_table_id"] == "tgw-rtb-arrivals"
    assert resources(document, "aws_ec2_transit_gateway_route") == {}


def test_is_taken_out_of_the_hubs_default_tables() -> None:
    attachment = resource(attached(), ATTACHMENT)

    assert attachment["transit_gateway_default_route_table_association"] is False
    assert attachment["transit_gateway_default_route_table_propagation"] is False
    assert attachment["subnet_ids"] == ["subnet-a", "subnet-b"]


def test_carries_ipv6_where_the_network_has_it() -> None:
    """Without it AWS drops what the routes of both VPCs send there, and says nothing."""
    assert resource(attached(ipv6=True), ATTACHMENT)["ipv6_support"] == "enable"
    assert "ipv6_support" not in resource(attached(), ATTACHMENT)


def test_another_accounts_hub_accepts_with_its_own_rights() -> None:
    """There only the owner may say what becomes of an attachment, and does: AWS refuses it from anybody else."""
    document = attached(other_account=True)
    attachment, accepter = resource(document, ATTACHMENT), resource(document, ACCEPTER)

    assert (
        attachment.keys()
        & {
            "transit_gateway_default_route_table_association",
            "transit_gateway_default_route_table_propagation",
            "provider",
        }
        == set()
    )
    assert accepter["provider"] == "aws.hub"
    assert accepter["transit_gateway_default_route_table_association"] is False
    assert {
        body["provider"]
        for kind in (
            PROPAGATION,
            "aws_ec2_transit_gateway_route_table",
            f"{'aws_ec2_transit_gateway_route_table'}_association",
        )
        for body in resources(document, kind).values()
    } == {"aws.hub"}


def test_the_hub_routes_only_what_has_been_accepted() -> None:
    document = attached(other_account=True)
    used = {
        body["transit_gateway_attachment_id"]
        for kind in (PROPAGATION, "aws_ec2_transit_gateway_route_table_association")
        for body in resources(document, kind).values()
    }

    assert len(used) == 1
    assert all(f"{ACCEPTER}." in each for each in used)


def test_in_one_account_there_is_nothing_to_accept() -> None:
    assert resources(attached(), ACCEPTER) == {}


def test_an_invitation_is_accepted_first() -> None:
    document = attached(other_account=True, invited_by="arn:aws:ram:us-east-1:222222222222:resource-share/1")
    share = resource(document, "aws_ram_resource_share_accepter")
    [waits_for] = resource(document, ATTACHMENT)["depends_on"]

    assert share["share_arn"] == "arn:aws:ram:us-east-1:222222222222:resource-share/1"
    assert "provider" not in share
    assert waits_for.startswith("aws_ram_resource_share_accepter.")
