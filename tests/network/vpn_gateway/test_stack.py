"""A VPN gateway as a stack."""

from dataclasses import replace
from typing import Any, cast

import pytest
from cdktf import App

from constructs_lib.foundation.errors import ConfigError
from constructs_lib.network.vpn_gateway.stack import VpnGatewayStack
from tests.connected import TEST, config_of
from tests.synthesis import resources, synthesized_stack

CONFIG = config_of("test-us-east-1-vpn-gateway")


def test_no_table_of_the_network_is_left_out() -> None:
    stack, document = synthesized_stack(lambda app: VpnGatewayStack(app, TEST, CONFIG))

    assert [read.source for read in stack.reads] == ["test-us-east-1-network"]
    assert sorted(resources(document, "aws_vpn_gateway_route_propagation")) == [
        f"gateway_{table}-propagation" for table in ("isolated", "private-a", "private-c", "public")
    ]
    assert list(cast("Any", document)["output"]) == ["VpnGatewayId"]


def test_route_tables_of_a_network_name_no_gateway_themselves() -> None:
    """Propagation inside a table and beside it take each other out, at every second apply."""
    from constructs_lib.network.stack import NetworkStack
    from tests.connected import TEST_NETWORK

    _, document = synthesized_stack(lambda app: NetworkStack(app, TEST, TEST_NETWORK))

    assert all("propagating_vgws" not in body for body in resources(document, "aws_route_table").values())


def test_alone_it_says_what_is_missing() -> None:
    with pytest.raises(ConfigError, match="belongs to a network that nobody has looked up"):
        VpnGatewayStack(App(), TEST, replace(CONFIG, network=None))
