"""A VPC alone in somebody's stack."""

from dataclasses import replace
from typing import Any

import pytest

from constructs_lib.foundation.errors import ConfigError
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.vpc import Vpc
from tests.synthesis import resource, resources, synthesized

ZONES = ("us-east-1a", "us-east-1b", "us-east-1c")
TIERS = ("public", "private", "isolated")


def vpc(*, protected: bool = True, **settings: Any) -> Any:
    config = replace(NetworkConfig(cidr="10.20.0.0/16", zones=ZONES), **settings)
    return synthesized(lambda stack: Vpc(stack, "vpc", config, name="shop", protected=protected))


def test_resolves_names() -> None:
    body = resource(vpc(), "aws_vpc")

    assert (body["cidr_block"], body["enable_dns_support"], body["enable_dns_hostnames"]) == (
        "10.20.0.0/16",
        True,
        True,
    )


def test_the_default_security_group_has_no_rules_and_never_gets_any() -> None:
    body = resource(vpc(), "aws_default_security_group")

    assert (body["vpc_id"], body["ingress"], body["egress"]) == ("${aws_vpc.vpc.id}", [], [])


def test_every_tier_has_a_subnet_in_every_zone() -> None:
    subnets = resources(vpc(), "aws_subnet")

    assert {name: (body["availability_zone"], body["cidr_block"], body["tags"]) for name, body in subnets.items()} == {
        "vpc_private-a": ("us-east-1a", "10.20.0.0/20", {"Name": "shop-private-a"}),
        "vpc_private-b": ("us-east-1b", "10.20.16.0/20", {"Name": "shop-private-b"}),
        "vpc_private-c": ("us-east-1c", "10.20.32.0/20", {"Name": "shop-private-c"}),
        "vpc_isolated-a": ("us-east-1a", "10.20.128.0/21", {"Name": "shop-isolated-a"}),
        "vpc_isolated-b": ("us-east-1b", "10.20.136.0/21", {"Name": "shop-isolated-b"}),
        "vpc_isolated-c": ("us-east-1c", "10.20.144.0/21", {"Name": "shop-isolated-c"}),
        "vpc_public-a": ("us-east-1a", "10.20.192.0/22", {"Name": "shop-public-a"}),
        "vpc_public-b": ("us-east-1b", "10.20.196.0/22", {"Name": "shop-public-b"}),
        "vpc_public-c": ("us-east-1c", "10.20.200.0/22", {"Name": "shop-public-c"}),
    }


def test_nothing_gets_a_public_address_by_itself() -> None:
    assert {body["map_public_ip_on_launch"] for body in resources(vpc(), "aws_subnet").values()} == {False}


def test_only_public_subnets_reach_the_internet() -> None:
    document = vpc()
    (route,) = resources(document, "aws_route").values()
    tables = {body["route_table_id"] for body in resources(document, "aws_route_table_association").values()}
    leading_out = [
        name
        for name, body in resources(document, "aws_route_table_association").items()
        if body["route_table_id"] == route["route_table_id"]
    ]

    assert leading_out == ["vpc_public-a-association", "vpc_public-b-association", "vpc_public-c-association"]
    # a table for each private zone, one for the isolated tier, one for the public one
    assert len(tables) == len(ZONES) + 2


def test_routes_are_resources_of_their_own() -> None:
    """Inline routes would take out those that NAT and peerings add."""
    assert [body for body in resources(vpc(), "aws_route_table").values() if "route" in body] == []


def test_no_internet_gateway_without_public_subnets() -> None:
    document = vpc(tiers=("private", "isolated"), nat="none")

    assert resources(document, "aws_internet_gateway") == {}
    assert resources(document, "aws_route") == {}


@pytest.mark.parametrize("protected", [True, False])
def test_what_everything_else_lives_in_refuses_to_go(*, protected: bool) -> None:
    document = vpc(protected=protected)
    guarded = [*resources(document, "aws_vpc").values(), *resources(document, "aws_subnet").values()]

    assert {body["lifecycle"]["prevent_destroy"] for body in guarded} == {protected}


def test_a_zone_more_changes_no_line_of_the_others() -> None:
    """Same Terraform addresses, same bodies: a plan would only add."""
    before, after = vpc(zones=("us-east-1b", "us-east-1d")), vpc(zones=("us-east-1d", "us-east-1a", "us-east-1b"))

    for kind, named in before["resource"].items():
        assert {name: after["resource"][kind].get(name) for name in named} == named


def test_a_tier_more_changes_no_line_of_the_others() -> None:
    before, after = vpc(tiers=("isolated",), nat="none"), vpc(tiers=TIERS)

    for kind, named in before["resource"].items():
        assert {name: after["resource"][kind].get(name) for name in named} == named


def test_says_where_workloads_go() -> None:
    found: list[Vpc] = []
    config = NetworkConfig(cidr="10.20.0.0/16", zones=("us-east-1b", "us-east-1a"), tiers=("public", "private"))
    synthesized(lambda stack: found.append(Vpc(stack, "vpc", config, name="shop")))
    (made,) = found

    assert {tier: list(ids) for tier, ids in made.subnet_ids.items()} == {
        "public": ["a", "b"],
        "private": ["a", "b"],
        "isolated": [],
    }
    assert {tier: len(ids) for tier, ids in made.route_table_ids.items()} == {"public": 1, "private": 2, "isolated": 0}
    assert list(made.all_route_table_ids) == ["private-a", "private-b", "public"]
    assert tuple(made.private_route_table_ids.values()) == made.route_table_ids["private"]
    assert list(made.private_route_table_ids) == ["a", "b"]


def test_refuses_a_config_that_cannot_work() -> None:
    with pytest.raises(ConfigError) as caught:
        vpc(cidr="10.20.0.1/16", zones=("us-east-1x",))

    assert [problem.where for problem in caught.value.problems] == ["alone/vpc.cidr", "alone/vpc.zones[0]"]
