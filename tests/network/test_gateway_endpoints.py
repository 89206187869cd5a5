"""Gateway endpoints alone in somebody's stack."""

from dataclasses import replace
from typing import Any

import pytest

from constructs_lib.foundation.errors import ConfigError
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.gateway_endpoints import GatewayEndpoints
from tests.iam_linter import findings
from tests.synthesis import resources, statements, synthesized


def endpoints(**settings: Any) -> Any:
    config = replace(NetworkConfig(cidr="10.20.0.0/16", zones=("us-east-1a",)), **settings)
    return synthesized(
        lambda stack: GatewayEndpoints(
            stack,
            "endpoints",
            config,
            name="shop",
            vpc_id="vpc-1",
            region="us-east-1",
            account_ids=("111111111111",),
            route_table_ids={"public": "rtb-1", "private-a": "rtb-2"},
        )
    )


def test_both_are_gateways_in_the_region() -> None:
    bodies = resources(endpoints(), "aws_vpc_endpoint")

    assert {name: (body["service_name"], body["vpc_endpoint_type"]) for name, body in bodies.items()} == {
        "endpoints_s3": ("com.amazonaws.us-east-1.s3", "Gateway"),
        "endpoints_dynamodb": ("com.amazonaws.us-east-1.dynamodb", "Gateway"),
    }


def test_each_route_table_is_a_resource_of_its_own() -> None:
    """A list inside the endpoint would be changed after the table of a zone taken out is gone, which AWS refuses."""
    document = endpoints()
    bodies = resources(document, "aws_vpc_endpoint_route_table_association")

    assert {name: body["route_table_id"] for name, body in bodies.items()} == {
        "endpoints_s3-public": "rtb-1",
        "endpoints_s3-private-a": "rtb-2",
        "endpoints_dynamodb-public": "rtb-1",
        "endpoints_dynamodb-private-a": "rtb-2",
    }
    assert [body for body in resources(document, "aws_vpc_endpoint").values() if "route_table_ids" in body] == []


def test_each_has_the_policy_of_its_service() -> None:
    bodies = resources(endpoints(), "aws_vpc_endpoint")

    assert {name: list(statements(body["policy"])) for name, body in bodies.items()} == {
        "endpoints_s3": ["OwnPrincipalsOwnBuckets", "DownloadsFromAws"],
        "endpoints_dynamodb": ["OwnPrincipalsOwnTables"],
    }


def test_policies_please_the_linter() -> None:
    assert findings(endpoints()) == []


def test_only_those_asked_for() -> None:
    assert list(resources(endpoints(gateway_endpoints=("dynamodb",)), "aws_vpc_endpoint")) == ["endpoints_dynamodb"]
    assert resources(endpoints(gateway_endpoints=()), "aws_vpc_endpoint") == {}


def test_refuses_a_service_without_gateway_endpoints() -> None:
    with pytest.raises(ConfigError) as caught:
        endpoints(gateway_endpoints=("sqs",))

    (problem,) = caught.value.problems
    assert (problem.where, problem.got) == ("alone/endpoints.gateway_endpoints[0]", "'sqs'")
