"""What can be wrong with a peer that is in no environment file."""

from dataclasses import replace
from typing import Any

import pytest

from constructs_lib.foundation.config import check
from constructs_lib.network.peering.foreign_network import ForeignNetwork
from tests.placements import VIRGINIA

THEIRS = ForeignNetwork(
    vpc_id="vpc-0123456789abcdef0", account_id="888888888888", region="eu-west-1", cidrs=("10.60.0.0/16",)
)
WITH_A_ROLE = replace(THEIRS, deploy_role="network", route_table_ids=("rtb-0123456789abcdef0",))


@pytest.mark.parametrize("peer", [THEIRS, replace(THEIRS, accepted=True), WITH_A_ROLE])
def test_a_good_one(peer: ForeignNetwork) -> None:
    assert check(peer) == ()


@pytest.mark.parametrize(
    ("wrong", "where", "what"),
    [
        ({"cidrs": ()}, "cidrs", "has the wrong length"),
        ({"cidrs": ("10.60.0.0/15", "10.61.0.0/16")}, "cidrs[1]", "overlaps another one of the list"),
        ({"cidrs": ("10.60.0.1/16",)}, "cidrs[0]", "is not how its range is written"),
        ({"ipv6_cidrs": ("10.0.0.0/8",)}, "ipv6_cidrs[0]", "is no IPv6 range"),
        ({"ipv6_cidrs": ("2600:1F18::/56",)}, "ipv6_cidrs[0]", "is no IPv6 range"),
        ({"vpc_id": "my-vpc"}, "vpc_id", "has the wrong form"),
        ({"account_id": "8"}, "account_id", "has the wrong form"),
        ({"region": "mars-1"}, "region", "unknown region"),
        (
            {"route_table_ids": ("rtb-01234567",)},
            "deploy_role",
            "is missing: without it nothing can be routed back from there",
        ),
        ({"plan_role": "look"}, "deploy_role", "is missing: without it nothing can be routed back from there"),
        (
            {"deploy_role": "network"},
            "route_table_ids",
            "names no table that leads back: packets would arrive, and no answer return",
        ),
    ],
)
def test_each_mistake(wrong: dict[str, Any], where: str, what: str) -> None:
    assert [(problem.where, problem.what) for problem in check(replace(THEIRS, **wrong))] == [(where, what)]


@pytest.mark.parametrize("everywhere", [{"cidrs": ("0.0.0.0/0",)}, {"ipv6_cidrs": ("::/0",)}])
def test_the_internet_is_not_reached_through_a_peer(everywhere: dict[str, Any]) -> None:
    """Edge to edge: AWS drops the packets without a word."""
    [problem] = check(replace(THEIRS, **everywhere))

    assert problem.what == "routes everything to the peer, whose NAT and internet gateways serve its own VPC only"
    assert "transit gateway" in problem.fix


def test_nobody_else_accepts_what_we_accept() -> None:
    assert [problem.where for problem in check(replace(WITH_A_ROLE, accepted=True))] == ["accepted"]


def test_is_a_place_that_a_provider_can_be_made_for() -> None:
    place = replace(WITH_A_ROLE, plan_role="look").place(VIRGINIA)

    assert (place.account.id, place.region) == ("888888888888", "eu-west-1")
    assert (place.account.deploy_role, place.account.plan_role) == ("network", "look")


def test_with_one_role_plans_take_it_too() -> None:
    assert WITH_A_ROLE.place(VIRGINIA).account.plan_role == "network"
