"""The network stack: what it puts together, reads and tells."""

from dataclasses import replace
from typing import Any

import pytest

from constructs_lib.foundation.errors import ConfigError
from constructs_lib.foundation.stack import Read
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.stack import NetworkStack
from tests.placements import VIRGINIA
from tests.synthesis import resource, resources, synthesized_stack

CONFIG = NetworkConfig(cidr="10.20.0.0/16", zones=("us-east-1b", "us-east-1a", "us-east-1c"))


def network(config: NetworkConfig = CONFIG, *, protected: bool = True) -> tuple[NetworkStack, Any]:
    placement = replace(VIRGINIA, protected=protected)
    return synthesized_stack(lambda app: NetworkStack(app, placement, config))


def test_reads_where_logs_go() -> None:
    stack, document = network()

    assert stack.reads == [
        Read(reader="test-us-east-1-network", source="test-us-east-1-account", record="AccountOutputs")
    ]
    assert "read-account_log-bucket-arn" in resource(document, "aws_flow_log")["log_destination"]


def test_tells_by_tier_in_the_order_of_the_letters() -> None:
    _, document = network()
    told = {name: output["value"] for name, output in document["output"].items()}

    def ids(name: str) -> list[str]:
        return [reference.split(".")[1].rpartition("_")[0] for reference in told[name]]

    assert (told["VpcId"], told["Cidr"]) == ("${aws_vpc.vpc.id}", "10.20.0.0/16")
    assert ids("PublicSubnetIds") == ["vpc_public-a", "vpc_public-b", "vpc_public-c"]
    assert ids("PrivateSubnetIds") == ["vpc_private-a", "vpc_private-b", "vpc_private-c"]
    assert ids("IsolatedSubnetIds") == ["vpc_isolated-a", "vpc_isolated-b", "vpc_isolated-c"]
    assert ids("PublicRouteTableIds") == ["vpc_public-routes"]
    assert ids("PrivateRouteTableIds") == [
        "vpc_private-a-routes",
        "vpc_private-b-routes",
        "vpc_private-c-routes",
    ]
    assert ids("IsolatedRouteTableIds") == ["vpc_isolated-routes"]


def test_a_tier_left_out_is_told_as_an_empty_list() -> None:
    _, document = network(replace(CONFIG, tiers=("isolated",), nat="none"))

    assert document["output"]["PublicSubnetIds"]["value"] == []


def test_endpoints_have_the_names_that_a_vpc_needs_both_dns_attributes_for() -> None:
    """AWS refuses private DNS in a VPC without them, and without it programs call the public address and hang."""
    _, document = network(replace(CONFIG, interface_endpoints=("sqs",)))
    vpc = resource(document, "aws_vpc")
    interfaces = [
        body for body in resources(document, "aws_vpc_endpoint").values() if body["vpc_endpoint_type"] == "Interface"
    ]

    assert (vpc["enable_dns_support"], vpc["enable_dns_hostnames"]) == (True, True)
    assert [body["private_dns_enabled"] for body in interfaces] == [True]


def test_every_route_table_leads_to_the_gateway_endpoints() -> None:
    _, document = network()
    tables = {f"${{aws_route_table.{name}.id}}" for name in document["resource"]["aws_route_table"]}
    led: dict[str, set[str]] = {}
    for body in resources(document, "aws_vpc_endpoint_route_table_association").values():
        led.setdefault(body["vpc_endpoint_id"], set()).add(body["route_table_id"])

    assert list(led.values()) == [tables] * 2


def test_addresses_say_nothing_of_environment_or_region() -> None:
    _, document = network()
    names = [name for named in document["resource"].values() for name in named]

    assert [name for name in names if "test" in name or "us-east-1" in name or "use1" in name] == []


@pytest.mark.parametrize("protected", [True, False])
def test_protection_is_the_placements(*, protected: bool) -> None:
    _, document = network(protected=protected)
    guarded = [body["lifecycle"] for kind in ("aws_vpc", "aws_eip") for body in resources(document, kind).values()]

    assert guarded == [{"prevent_destroy": protected}] * 4


def test_refuses_a_config_that_cannot_work() -> None:
    with pytest.raises(ConfigError, match=r"test-us-east-1-network/vpc\.cidr: has the wrong size"):
        network(replace(CONFIG, cidr="10.0.0.0/8"))
