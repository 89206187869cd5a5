"""Half a peering alone in somebody's stack: the other half is somebody else's to make."""

from dataclasses import replace
from typing import Any

from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider

from constructs_lib.network.peering.one_sided_peering import OneSidedPeering
from tests.analysis.policies.cases import found
from tests.network.peering.test_routes import HERE, THERE
from tests.synthesis import resource, resources, synthesized

THEIRS = replace(THERE, region="eu-west-1")


def half(*, accepted: bool = False) -> Any:
    def build(stack: TerraformStack) -> None:
        AwsProvider(stack, "aws", region="us-east-1")
        OneSidedPeering(stack, "peering", name="shop-partner", requester=HERE, accepter=THEIRS, accepted=accepted)

    return synthesized(build)


def test_asks_and_routes_and_touches_nothing_of_theirs() -> None:
    document = half()
    connection = resource(document, "aws_vpc_peering_connection")

    assert set(document["resource"]) == {"aws_vpc_peering_connection", "aws_route"}
    assert (connection["peer_vpc_id"], connection["peer_owner_id"], connection["peer_region"]) == (
        "vpc-there",
        "222222222222",
        "eu-west-1",
    )
    assert "auto_accept" not in connection
    assert {body["route_table_id"] for body in resources(document, "aws_route").values()} == {"rtb-1", "rtb-2"}


def test_every_plan_says_that_it_waits_and_for_what() -> None:
    """A check warns, and fails no apply: waiting for somebody is no mistake."""
    [block] = half()["check"].values()

    assert block["assert"]["condition"].endswith('.accept_status == "active"}')
    for word in ("vpc-there", "222222222222", "10.1.0.0/16"):
        assert word in block["assert"]["error_message"]


def test_policies_take_what_says_that_it_waits() -> None:
    """Nothing here accepts, and nothing here can: a waiver for each of them would be the same sentence again."""
    document = half()

    assert found("peering-accepted", document) == []
    assert "nobody accepts" in found("peering-accepted", {**document, "check": {}})[0]


def test_options_come_when_they_have_accepted_and_are_ours_alone() -> None:
    """AWS takes none before: an apply with them would fail until they accept."""
    options = resource(half(accepted=True), "aws_vpc_peering_connection_options")

    assert options["requester"] == {"allow_remote_vpc_dns_resolution": True}
    assert "accepter" not in options
    assert "aws_vpc_peering_connection_options" not in half()["resource"]
