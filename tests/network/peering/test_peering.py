"""A peering alone in somebody's stack: two networks nobody's environment knows."""

from dataclasses import replace
from typing import Any, Literal

import pytest
from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider

from constructs_lib.foundation.errors import ConfigError
from constructs_lib.network.peering.peering import Peering
from constructs_lib.network.peering.routes import Side
from tests.synthesis import resource, resources, synthesized

HERE = Side(
    vpc_id="vpc-here",
    cidrs=("10.1.0.0/16", "100.64.0.0/20"),
    route_table_ids={"public": "rtb-1", "private-a": "rtb-2"},
    account_id="111111111111",
    region="us-east-1",
)
THERE = Side(
    vpc_id="vpc-there",
    cidrs=("10.2.0.0/16",),
    route_table_ids={"isolated": "rtb-3"},
    account_id="222222222222",
    region="eu-west-1",
)


def peering(here: Side = HERE, there: Side = THERE) -> Any:
    def build(stack: TerraformStack) -> None:
        AwsProvider(stack, "aws", region="us-east-1")
        other = AwsProvider(stack, "other", alias="other", region=there.region)
        Peering(stack, "peering", name="shop-tools", requester=here, accepter=replace(there, provider=other))

    return synthesized(build)


def test_the_other_side_accepts_with_its_own_rights() -> None:
    """`auto_accept` on the connection passes every plan and fails on apply where account or region differ."""
    document = peering()
    connection = resource(document, "aws_vpc_peering_connection")
    accepter = resource(document, "aws_vpc_peering_connection_accepter")

    assert "auto_accept" not in connection
    assert (connection["peer_owner_id"], connection["peer_region"]) == ("222222222222", "eu-west-1")
    assert (accepter["auto_accept"], accepter["provider"]) == (True, "aws.other")


def test_each_side_finds_it_by_its_name() -> None:
    """Tags of a connection are each account's own: those of one side say nothing on the other."""
    document = peering()

    for kind in ("aws_vpc_peering_connection", "aws_vpc_peering_connection_accepter"):
        assert resource(document, kind)["tags"] == {"Name": "shop-tools"}


def test_within_a_region_no_region_is_named() -> None:
    connection = resource(peering(there=replace(THERE, region="us-east-1")), "aws_vpc_peering_connection")

    assert "peer_region" not in connection


def test_names_resolve_in_both_directions() -> None:
    """Each side sets its own half, once the connection is active, and never inside the connection itself."""
    document = peering()
    halves = resources(document, "aws_vpc_peering_connection_options")

    assert {
        name: (body.get("requester"), body.get("accepter"), body.get("provider")) for name, body in halves.items()
    } == {
        "peering_requester-options": ({"allow_remote_vpc_dns_resolution": True}, None, None),
        "peering_accepter-options": (None, {"allow_remote_vpc_dns_resolution": True}, "aws.other"),
    }
    assert all("_accepter." in body["vpc_peering_connection_id"] for body in halves.values())
    assert {"requester", "accepter"} & resource(document, "aws_vpc_peering_connection").keys() == set()


def test_every_table_of_both_sides_routes_every_range_of_the_other() -> None:
    routes = resources(peering(), "aws_route").values()

    assert sorted(
        (body["route_table_id"], body["destination_cidr_block"], body.get("provider")) for body in routes
    ) == [
        ("rtb-1", "10.2.0.0/16", None),
        ("rtb-2", "10.2.0.0/16", None),
        ("rtb-3", "10.1.0.0/16", "aws.other"),
        ("rtb-3", "100.64.0.0/20", "aws.other"),
    ]


def test_routes_wait_until_the_connection_is_accepted() -> None:
    targets = {body["vpc_peering_connection_id"] for body in resources(peering(), "aws_route").values()}

    assert all("aws_vpc_peering_connection_accepter" in target for target in targets)


def test_a_further_range_moves_no_route() -> None:
    before = resources(peering(), "aws_route").keys()
    after = resources(peering(there=replace(THERE, cidrs=("10.9.0.0/16", *THERE.cidrs))), "aws_route").keys()

    assert before < after


def group_of(here: Side, there: Side, side: Literal["requester", "accepter"]) -> str:
    named: list[str] = []

    def build(stack: TerraformStack) -> None:
        AwsProvider(stack, "aws", region="us-east-1")
        named.append(Peering(stack, "peering", name="shop", requester=here, accepter=there).group_of(side, "sg-1"))

    synthesized(build)
    return named[0]


def test_a_security_group_of_the_other_account_is_named_with_its_account() -> None:
    there = replace(THERE, region="us-east-1")

    assert group_of(HERE, there, "accepter") == "222222222222/sg-1"
    assert group_of(HERE, there, "requester") == "111111111111/sg-1"
    assert group_of(HERE, replace(there, account_id="111111111111"), "accepter") == "sg-1"


def test_a_security_group_of_another_region_cannot_be_named() -> None:
    """The apply would fail, after everything else of it was made."""
    with pytest.raises(ConfigError, match="no rule can name a security group of another region") as caught:
        group_of(HERE, THERE, "requester")
    assert "10.1.0.0/16, 100.64.0.0/20" in str(caught.value)
