"""The network stack: what it puts together, reads and tells."""

from dataclasses import replace
from typing import Any

import pytest

from constructs_lib.foundation.errors import ConfigError
from constructs_lib.foundation.stack import Read
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.dhcp.config import DhcpConfig
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


def test_tells_every_subnet_there_is_where_one_per_zone_is_not_asked_for() -> None:
    _, document = network(replace(CONFIG, secondary_cidrs=("10.21.0.0/16",), zones=("us-east-1a",)))
    told = {name: output["value"] for name, output in document["output"].items()}

    assert len(told["PrivateSubnetIds"]) == len(told["IsolatedSubnetIds"]) == 1
    assert told["AllPrivateSubnetIds"][:1] == told["PrivateSubnetIds"]
    assert "10-21-0-0-16" in told["AllPrivateSubnetIds"][1]
    assert "isolated-a-10-21-0-0-16" in told["AllIsolatedSubnetIds"][1]


def test_without_ipv6_it_says_so_and_has_nothing_of_it() -> None:
    """A parameter cannot be empty."""
    _, document = network()

    assert document["output"]["Ipv6Cidr"]["value"] == "none"
    assert resources(document, "aws_egress_only_internet_gateway") == {}
    assert "ipv6" not in str(document["resource"]["aws_network_acl_rule"])


def test_with_ipv6_private_subnets_go_out_through_a_gateway_nobody_comes_in_by() -> None:
    _, document = network(replace(CONFIG, ipv6=True, nat="none"))
    leading_out = {
        body["route_table_id"].split("_")[-2]: "egress_only_gateway_id" in body
        for body in resources(document, "aws_route").values()
        if body.get("destination_ipv6_cidr_block") == "::/0"
    }

    assert leading_out == {
        "public-routes": False,
        "private-a-routes": True,
        "private-b-routes": True,
        "private-c-routes": True,
    }
    assert document["output"]["Ipv6Cidr"]["value"].endswith(".ipv6_cidr_block}")


def test_every_subnet_is_under_a_network_acl() -> None:
    _, document = network(replace(CONFIG, secondary_cidrs=("10.21.0.0/16",)))
    under = {body["subnet_id"] for body in resources(document, "aws_network_acl_association").values()}

    assert under == {f"${{aws_subnet.{name}.id}}" for name in document["resource"]["aws_subnet"]}


def test_dhcp_options_only_where_asked_for() -> None:
    _, without = network()
    _, document = network(replace(CONFIG, dhcp=DhcpConfig(domain_name="corp.example.com")))

    assert resources(without, "aws_vpc_dhcp_options") == {}
    assert resource(document, "aws_vpc_dhcp_options")["domain_name"] == "corp.example.com"


def test_addresses_say_nothing_of_environment_or_region() -> None:
    _, document = network()
    names = [name for named in document["resource"].values() for name in named]

    assert [name for name in names if "test" in name or "us-east-1" in name or "use1" in name] == []


@pytest.mark.parametrize("protected", [True, False])
def test_protection_is_the_placements(*, protected: bool) -> None:
    _, document = network(protected=protected)
    guarded = [body["lifecycle"] for kind in ("aws_vpc", "aws_eip") for body in resources(document, kind).values()]

    assert [lifecycle["prevent_destroy"] for lifecycle in guarded] == [protected] * 4


def test_refuses_a_config_that_cannot_work() -> None:
    with pytest.raises(ConfigError, match=r"test-us-east-1-network/vpc\.cidr: has the wrong size"):
        network(replace(CONFIG, cidr="10.0.0.0/8"))
