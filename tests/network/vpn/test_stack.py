"""A VPN as a stack."""

from dataclasses import replace
from typing import Any

from constructs_lib.network.vpn.config import VpnConfig
from constructs_lib.network.vpn.stack import VpnStack
from tests.connected import AT_HUB, HUB, OFFICE, TEST
from tests.synthesis import resource, resources, synthesized_stack


def at_hub(config: VpnConfig = AT_HUB) -> tuple[VpnStack, Any]:
    return synthesized_stack(lambda app: VpnStack(app, HUB, config))


def test_of_a_network_comes_after_its_gateway() -> None:
    stack, document = synthesized_stack(lambda app: VpnStack(app, TEST, OFFICE))

    assert [read.source for read in stack.reads] == ["test-us-east-1-account", "test-us-east-1-vpn-gateway"]
    assert "vpn-gateway-id" in resource(document, "aws_vpn_connection")["vpn_gateway_id"]
    assert len(resources(document, "aws_cloudwatch_metric_alarm")) == 3


def test_of_a_hub_comes_after_the_networks_it_reaches() -> None:
    stack, _ = at_hub()

    assert [read.source for read in stack.reads] == [
        "tools-us-east-1-account",
        "tools-us-east-1-transit-gateway",
        "test-us-east-1-transit-attachment",
    ]


def test_of_a_hub_works_in_the_hubs_account_alone() -> None:
    """The networks' own tables are their attachments' business, so the hub needs no rights in their accounts."""
    _, document = at_hub()
    roles = {each.get("alias", ""): each["assume_role"][0]["role_arn"] for each in document["provider"]["aws"]}

    assert roles["read-test-us-east-1"] == "arn:aws:iam::111111111111:role/cairn-contract-reader"
    assert resources(document, "aws_route") == {}


def test_of_a_hub_learns_its_routes_or_writes_them_down() -> None:
    _, learns = at_hub()
    _, static = at_hub(replace(AT_HUB, routing="static"))

    assert len(resources(learns, "aws_ec2_transit_gateway_route_table_propagation")) == 2
    assert resources(learns, "aws_ec2_transit_gateway_route") == {}
    assert len(resources(static, "aws_ec2_transit_gateway_route_table_propagation")) == 1
    assert resource(static, "aws_ec2_transit_gateway_route")["destination_cidr_block"] == "192.168.0.0/20"


def test_publishes_where_the_keys_are_never_the_keys() -> None:
    _, document = at_hub()
    outputs = document["output"]

    assert {name: body["value"].rsplit(".", 1)[1] for name, body in outputs.items()} == {
        "HeadquartersVpnConnectionId": "id}",
        "HeadquartersKeySecretArn": "preshared_key_arn}",
    }
