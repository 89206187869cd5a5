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


def test_a_range_more_changes_no_line_of_the_others() -> None:
    before, after = vpc(), vpc(secondary_cidrs=("10.21.0.0/16",))

    for kind, named in before["resource"].items():
        assert {name: after["resource"][kind].get(name) for name in named} == named


def test_ranges_before_it_may_go_without_a_range_noticing() -> None:
    before = vpc(secondary_cidrs=("10.21.0.0/16", "100.64.0.0/16"))
    after = vpc(secondary_cidrs=("100.64.0.0/16",))
    gone = {
        kind: {name for name in named if name not in after["resource"][kind]}
        for kind, named in before["resource"].items()
    }

    assert {name for names in gone.values() for name in names if "10-21-0-0-16" not in name} == set()
    assert {body["cidr_block"] for body in resources(after, "aws_vpc_ipv4_cidr_block_association").values()} == {
        "100.64.0.0/16"
    }


def test_a_range_more_has_private_and_isolated_subnets_once_it_is_there() -> None:
    document = vpc(secondary_cidrs=("10.21.0.0/16",), zones=ZONES[:1])
    subnets = resources(document, "aws_subnet")
    added = {name: body for name, body in subnets.items() if "10-21" in name}
    association = next(iter(document["resource"]["aws_vpc_ipv4_cidr_block_association"]))

    assert {name: body["cidr_block"] for name, body in added.items()} == {
        "vpc_private-a-10-21-0-0-16": "10.21.0.0/20",
        "vpc_isolated-a-10-21-0-0-16": "10.21.128.0/21",
    }
    assert {tuple(body["depends_on"]) for body in added.values()} == {
        (f"aws_vpc_ipv4_cidr_block_association.{association}",)
    }


def test_subnets_of_added_ranges_share_their_zones_tables() -> None:
    """No table more, so nothing more that peerings and NAT have to fill."""
    plain, added = vpc(), vpc(secondary_cidrs=("10.21.0.0/16",))
    led = {name: body["route_table_id"] for name, body in resources(added, "aws_route_table_association").items()}

    assert resources(added, "aws_route_table") == resources(plain, "aws_route_table")
    assert led["vpc_private-b-10-21-0-0-16-association"] == led["vpc_private-b-association"]
    assert led["vpc_isolated-b-10-21-0-0-16-association"] == led["vpc_isolated-b-association"]


def test_dual_stack_gives_every_subnet_its_part_of_the_block() -> None:
    document = vpc(ipv6=True)
    (name,) = document["resource"]["aws_vpc_ipv6_cidr_block_association"]
    block = f"aws_vpc_ipv6_cidr_block_association.{name}.ipv6_cidr_block"

    assert {
        name: (body["ipv6_cidr_block"], body["assign_ipv6_address_on_creation"])
        for name, body in resources(document, "aws_subnet").items()
        if name.endswith("b")
    } == {
        "vpc_private-b": (f"${{cidrsubnet({block}, 8, 16)}}", True),
        "vpc_isolated-b": (f"${{cidrsubnet({block}, 8, 136)}}", True),
        # what must be reached from outside gets its address on purpose
        "vpc_public-b": (f"${{cidrsubnet({block}, 8, 196)}}", False),
    }


def test_dual_stack_leads_public_subnets_out_and_only_them() -> None:
    assert {
        name: (body.get("destination_cidr_block"), body.get("destination_ipv6_cidr_block"))
        for name, body in resources(vpc(ipv6=True), "aws_route").items()
    } == {"vpc_public-to-internet": ("0.0.0.0/0", None), "vpc_public-to-internet-ipv6": (None, "::/0")}


def test_the_block_goes_after_subnets_have_given_it_back() -> None:
    """Terraform changes first what a resource made before its destruction belongs to."""
    document = vpc(ipv6=True)

    assert resource(document, "aws_vpc_ipv6_cidr_block_association")["lifecycle"] == {"create_before_destroy": True}
    # with or without, or turning it off would let the VPC give the block back itself, and first
    assert [resource(each, "aws_vpc")["lifecycle"]["ignore_changes"] for each in (document, vpc())] == [
        ["assign_generated_ipv6_cidr_block"]
    ] * 2


def test_dual_stack_changes_no_address_or_id() -> None:
    was, now = (
        {name: body["cidr_block"] for name, body in vpc(ipv6=ipv6)["resource"]["aws_subnet"].items()}
        for ipv6 in (False, True)
    )

    assert was == now


def test_refuses_a_config_that_cannot_work() -> None:
    with pytest.raises(ConfigError) as caught:
        vpc(cidr="10.20.0.1/16", zones=("us-east-1x",))

    assert [problem.where for problem in caught.value.problems] == ["alone/vpc.cidr", "alone/vpc.zones[0]"]
