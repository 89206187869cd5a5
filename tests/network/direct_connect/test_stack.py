"""A Direct Connect as a stack."""

from dataclasses import replace
from typing import Any, cast

import pytest
from cdktf import App

from constructs_lib.foundation.errors import ConfigError
from constructs_lib.network.direct_connect.stack import DirectConnectStack
from tests.connected import DATACENTER, HUB, HUB_CONFIG, PROD, TEST, TEST_NETWORK
from tests.synthesis import resource, resources, synthesized_stack

AT_HUB = replace(DATACENTER, gateway=HUB_CONFIG)
AT_NETWORK = replace(
    AT_HUB, ends_at="vpn_gateway", networks=None, allowed_prefixes=(), network=TEST_NETWORK, gateway=None
)


def test_of_a_hub_routes_what_has_been_associated() -> None:
    """The hub's name for it is looked up, which finds nothing before the association is there."""
    _, document = synthesized_stack(lambda app: DirectConnectStack(app, HUB, AT_HUB))
    [found] = cast("Any", document)["data"]["aws_ec2_transit_gateway_dx_gateway_attachment"].values()
    association = resource(document, "aws_ec2_transit_gateway_route_table_association")

    assert found["depends_on"][0].startswith("aws_dx_gateway_association.")
    assert association["transit_gateway_attachment_id"].startswith(
        "${data.aws_ec2_transit_gateway_dx_gateway_attachment."
    )


def test_of_a_network_tells_its_ranges() -> None:
    from constructs_lib.network.vpn_gateway.config import VpnGatewayConfig

    config = replace(AT_NETWORK, gateway=VpnGatewayConfig())
    stack, document = synthesized_stack(lambda app: DirectConnectStack(app, TEST, config))

    assert [read.source for read in stack.reads] == ["test-us-east-1-vpn-gateway"]
    assert resource(document, "aws_dx_gateway_association")["allowed_prefixes"] == ["10.10.0.0/16"]
    assert resources(document, "aws_ec2_transit_gateway_route_table") == {}


def test_the_owners_deploy_role_accepts() -> None:
    _, document = synthesized_stack(lambda app: DirectConnectStack(app, HUB, replace(AT_HUB, owner=PROD)))

    assert resource(document, "aws_dx_gateway_association")["provider"] == "aws.deploy-prod-us-west-2"


def test_alone_it_says_what_is_missing() -> None:
    with pytest.raises(ConfigError, match="ends at a gateway that nobody has looked up"):
        DirectConnectStack(App(), HUB, DATACENTER)
