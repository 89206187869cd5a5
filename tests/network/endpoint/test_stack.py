"""The endpoint stack: whom it reads, and whose rights it takes."""

from dataclasses import replace
from typing import Any

import pytest

from constructs_lib.foundation.errors import ConfigError
from constructs_lib.foundation.placement import Account
from constructs_lib.foundation.stack import Read
from constructs_lib.foundation.state import LocalState
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.endpoint.config import EndpointConfig
from constructs_lib.network.endpoint.stack import EndpointStack
from tests.placements import VIRGINIA
from tests.synthesis import resource, synthesized_stack

NETWORK = NetworkConfig(cidr="10.20.0.0/16", zones=("us-east-1a", "us-east-1b"))
PROVIDER = replace(VIRGINIA, environment="shop", account=Account(name="shop", id="999999999999", state=LocalState()))
OWN = EndpointConfig(component="orders", provider=PROVIDER, zones=("us-east-1b",), network=NETWORK)
NAMED = EndpointConfig(
    component="ledger", service_name="com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0", network=NETWORK
)


def endpoint(config: EndpointConfig) -> tuple[EndpointStack, Any]:
    return synthesized_stack(lambda app: EndpointStack(app, VIRGINIA, config))


def test_a_service_of_this_estate_has_two_ends() -> None:
    stack, document = endpoint(OWN)
    body = resource(document, "aws_vpc_endpoint")

    assert (
        Read(
            reader="test-us-east-1-endpoint-orders",
            source="shop-us-east-1-endpoint-service-orders",
            record="EndpointServiceOutputs",
        )
        in stack.reads
    )
    assert "service-name" in body["service_name"]
    assert resource(document, "aws_vpc_endpoint_connection_accepter")["provider"] == "aws.deploy-shop-us-east-1"


def test_it_is_in_the_zones_it_names() -> None:
    """The second of the published list, which is a token: which one that is follows from the config."""
    _, document = endpoint(OWN)
    (subnet,) = resource(document, "aws_vpc_endpoint")["subnet_ids"]

    assert subnet.startswith("${element(")
    assert subnet.endswith(", 1)}")


def test_somebody_elses_service_needs_nothing_of_this_estate() -> None:
    stack, document = endpoint(NAMED)

    assert {read.record for read in stack.reads} == {"AccountOutputs", "NetworkOutputs"}
    assert resource(document, "aws_vpc_endpoint")["service_name"] == NAMED.service_name
    assert len(resource(document, "aws_vpc_endpoint")["subnet_ids"]) == 2
    assert "aws_vpc_endpoint_connection_accepter" not in document["resource"]


def test_tells_where_it_is() -> None:
    _, document = endpoint(NAMED)

    assert set(document["output"]) == {"LedgerEndpointId", "LedgerDnsName"}


def test_without_its_network_it_says_who_knows_it() -> None:
    with pytest.raises(ConfigError, match="is in a network that nobody has looked up"):
        endpoint(replace(NAMED, network=None))
