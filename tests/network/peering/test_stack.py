"""A peering between two environments, as a stack."""

from dataclasses import replace
from typing import Any

import pytest
from cdktf import App

from constructs_lib.app import compose
from constructs_lib.environment import Environment
from constructs_lib.foundation.errors import ConfigError
from constructs_lib.foundation.placement import Account
from constructs_lib.foundation.state import LocalState
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.peering.config import PeeringConfig
from constructs_lib.network.peering.stack import PeeringStack
from tests.placements import VIRGINIA
from tests.synthesis import resources, synthesized_stack

TOOLS = replace(
    VIRGINIA,
    environment="tools",
    region="us-west-2",
    account=Account(name="tools", id="555555555555", state=LocalState()),
)
HERE = NetworkConfig(cidr="10.10.0.0/16", zones=("us-east-1a", "us-east-1c"))
THERE = NetworkConfig(cidr="10.60.0.0/16", zones=("us-west-2a", "us-west-2b"), tiers=("public", "private"))
PEERING = PeeringConfig(component="tools", peer=TOOLS)


def peered() -> tuple[PeeringStack, Any]:
    config = replace(PEERING, network=HERE, peer_network=THERE)
    return synthesized_stack(lambda app: PeeringStack(app, VIRGINIA, config))


def test_comes_after_both_networks() -> None:
    stack, _ = peered()

    assert [read.source for read in stack.reads] == ["test-us-east-1-network", "tools-us-west-2-network"]


def test_takes_each_table_from_the_right_place_of_the_right_list() -> None:
    """The lists are in the letters' order: which table is which is known from the config alone."""
    _, document = peered()
    tables = {
        name.removeprefix("peering_"): body["route_table_id"].rsplit(", ", 1)[1].removesuffix(")}")
        for name, body in resources(document, "aws_route").items()
    }

    assert tables == {
        "requester-routes_private-a-to-10-60-0-0-16": "0",
        "requester-routes_private-c-to-10-60-0-0-16": "1",
        "requester-routes_isolated-to-10-60-0-0-16": "0",
        "requester-routes_public-to-10-60-0-0-16": "0",
        "accepter-routes_private-a-to-10-10-0-0-16": "0",
        "accepter-routes_private-b-to-10-10-0-0-16": "1",
        "accepter-routes_public-to-10-10-0-0-16": "0",
    }


def test_works_on_the_other_side_with_that_accounts_deploy_role() -> None:
    _, document = peered()
    roles = {each.get("alias", ""): each["assume_role"][0]["role_arn"] for each in document["provider"]["aws"]}

    assert "arn:aws:iam::555555555555:role/cairn-deploy" in roles["deploy-tools-us-west-2"]
    assert roles["read-tools-us-west-2"] == "arn:aws:iam::555555555555:role/cairn-contract-reader"


def test_finds_both_networks_in_the_estate() -> None:
    """Also when only its own environment is built."""
    here = Environment(name="test", stacks={VIRGINIA: (HERE, PEERING)})
    there = Environment(name="tools", stacks={TOOLS: (THERE,)})
    only = "test-us-east-1-peering-tools"

    built = compose(App(), [here], only=[only], estate=[here, there])

    assert list(built) == [only]


def test_alone_it_says_what_is_missing() -> None:
    with pytest.raises(ConfigError, match="peers networks that nobody has looked up"):
        PeeringStack(App(), VIRGINIA, PEERING)
