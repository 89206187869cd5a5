"""Routes of one side to the other, alone in somebody's stack."""

from typing import Any

from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider

from constructs_lib.network.peering.routes import Routes, Side, range_id
from tests.synthesis import resources, synthesized

HERE = Side(
    vpc_id="vpc-here",
    cidrs=("10.1.0.0/16",),
    route_table_ids={"public": "rtb-1", "private-a": "rtb-2"},
    account_id="111111111111",
    region="us-east-1",
)
THERE = Side(
    vpc_id="vpc-there",
    cidrs=("10.2.0.0/16", "100.64.0.0/20"),
    ipv6_cidrs={"ipv6": "2600:1f18:1234:5600::/56"},
    route_table_ids={},
    account_id="222222222222",
    region="us-east-1",
)


def routes() -> Any:
    def build(stack: TerraformStack) -> None:
        AwsProvider(stack, "aws", region="us-east-1")
        Routes(stack, "routes", side=HERE, to=THERE, connection_id="pcx-1")

    return resources(synthesized(build), "aws_route")


def test_every_table_to_every_range_of_both_kinds() -> None:
    assert {
        name: (body.get("destination_cidr_block"), body.get("destination_ipv6_cidr_block"))
        for name, body in routes().items()
    } == {
        f"routes_{table}-to-{to}": ranges
        for table in HERE.route_table_ids
        for to, ranges in (
            ("10-2-0-0-16", ("10.2.0.0/16", None)),
            ("100-64-0-0-20", ("100.64.0.0/20", None)),
            ("ipv6", (None, "2600:1f18:1234:5600::/56")),
        )
    }
    assert {body["vpc_peering_connection_id"] for body in routes().values()} == {"pcx-1"}


def test_a_range_as_part_of_an_id() -> None:
    assert (range_id("10.2.0.0/16"), range_id("2600:1f18::/56")) == ("10-2-0-0-16", "2600-1f18---56")
