"""A hub as a stack."""

from typing import Any, cast

from constructs_lib.network.transit.gateway.stack import TransitGatewayStack
from tests.connected import HUB, HUB_CONFIG
from tests.synthesis import synthesized_stack


def test_reads_nobody_and_publishes_what_attaching_needs() -> None:
    stack, document = synthesized_stack(lambda app: TransitGatewayStack(app, HUB, HUB_CONFIG))
    outputs = cast("Any", document)["output"]

    assert stack.reads == []
    assert {name: body["value"].split(".")[0] for name, body in outputs.items()} == {
        "TransitGatewayId": "${aws_ec2_transit_gateway",
        "ArrivalsRouteTableId": "${aws_ec2_transit_gateway_route_table",
        "ShareArn": "${aws_ram_resource_share",
    }
