"""The egress-only gateway alone in somebody's stack."""

from constructs_lib.network.egress_only import EgressOnly
from tests.synthesis import resource, resources, synthesized

DOCUMENT = synthesized(
    lambda stack: EgressOnly(
        stack, "egress-only", name="shop", vpc_id="vpc-1", route_table_ids={"a": "rtb-a", "c": "rtb-c"}
    )
)


def test_is_one_of_the_vpc() -> None:
    body = resource(DOCUMENT, "aws_egress_only_internet_gateway")

    assert (body["vpc_id"], body["tags"]) == ("vpc-1", {"Name": "shop"})


def test_every_private_table_leads_there_over_ipv6_and_only_so() -> None:
    gateway = "${aws_egress_only_internet_gateway.egress-only.id}"

    assert resources(DOCUMENT, "aws_route") == {
        f"egress-only_private-{letter}-to-internet": {
            "route_table_id": f"rtb-{letter}",
            "destination_ipv6_cidr_block": "::/0",
            "egress_only_gateway_id": gateway,
        }
        for letter in "ac"
    }
