"""A peering between two environments, as a stack."""

import json
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
from constructs_lib.network.peering.foreign_network import ForeignNetwork
from constructs_lib.network.peering.probing import ProbeConfig
from constructs_lib.network.peering.stack import PeeringStack
from tests.placements import VIRGINIA
from tests.synthesis import resource, resources, synthesized_stack

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


THEIRS = ForeignNetwork(
    vpc_id="vpc-01234567",
    account_id="888888888888",
    region="eu-west-1",
    cidrs=("10.70.0.0/16",),
    ipv6_cidrs=("2600:1f18::/56",),
)


def built(config: PeeringConfig) -> tuple[PeeringStack, Any]:
    return synthesized_stack(lambda app: PeeringStack(app, VIRGINIA, config))


def routes(document: Any) -> dict[str, str]:
    """Where each route goes."""
    return {
        name.removeprefix("peering_"): body.get("destination_cidr_block") or body["destination_ipv6_cidr_block"]
        for name, body in resources(document, "aws_route").items()
    }


def test_only_the_tiers_that_are_named_reach_and_are_reached() -> None:
    config = replace(PEERING, network=HERE, peer_network=THERE, tiers=("isolated",), peer_tiers=("private",))
    _, document = built(config)

    assert sorted(routes(document)) == [
        "accepter-routes_private-a-to-10-10-0-0-16",
        "accepter-routes_private-b-to-10-10-0-0-16",
        "requester-routes_isolated-to-10-60-0-0-16",
    ]


def test_every_range_of_both_and_ipv6_where_both_have_it() -> None:
    own = replace(
        HERE, zones=("us-east-1a",), tiers=("private",), nat="none", secondary_cidrs=("10.11.0.0/20",), ipv6=True
    )
    other = replace(THERE, zones=("us-west-2a",), tiers=("private",), nat="none", ipv6=True)
    _, document = built(replace(PEERING, network=own, peer_network=other))
    ways = routes(document)

    assert sorted(ways) == [
        "accepter-routes_private-a-to-10-10-0-0-16",
        "accepter-routes_private-a-to-10-11-0-0-20",
        "accepter-routes_private-a-to-ipv6",
        "requester-routes_private-a-to-10-60-0-0-16",
        "requester-routes_private-a-to-ipv6",
    ]
    # each side's own block comes from the contract of that side
    assert "read-peer-network_ipv6-cidr" in ways["requester-routes_private-a-to-ipv6"]
    assert "read-network_ipv6-cidr" in ways["accepter-routes_private-a-to-ipv6"]


def test_a_foreign_network_that_its_owner_accepts() -> None:
    stack, document = built(replace(PEERING, peer=THEIRS, network=replace(HERE, ipv6=True), tiers=("public",)))

    assert [read.source for read in stack.reads] == ["test-us-east-1-network"]
    assert routes(document) == {
        "requester-routes_public-to-10-70-0-0-16": "10.70.0.0/16",
        "requester-routes_public-to-2600-1f18---56": "2600:1f18::/56",
    }
    assert [each.get("alias") for each in document["provider"]["aws"]] == [None]


def test_a_foreign_network_with_a_role_there_is_done_from_both_sides() -> None:
    peer = replace(THEIRS, deploy_role="network", plan_role="look", route_table_ids=("rtb-01234567",))
    _, document = built(replace(PEERING, peer=peer, network=HERE, tiers=("public",)))
    [there] = [each for each in document["provider"]["aws"] if "alias" in each]

    assert (there["region"], there["allowed_account_ids"]) == ("eu-west-1", ["888888888888"])
    assert "arn:aws:iam::888888888888:role/look" in there["assume_role"][0]["role_arn"]
    assert "arn:aws:iam::888888888888:role/network" in there["assume_role"][0]["role_arn"]
    assert routes(document) == {
        "requester-routes_public-to-10-70-0-0-16": "10.70.0.0/16",
        "accepter-routes_rtb-01234567-to-10-10-0-0-16": "10.10.0.0/16",
    }
    assert {body["auto_accept"] for body in resources(document, "aws_vpc_peering_connection_accepter").values()} == {
        True
    }


def test_a_foreign_network_of_the_same_place_needs_no_second_provider() -> None:
    """The default VPC, say: nobody's environment, and our own account."""
    peer = replace(
        THEIRS,
        account_id=VIRGINIA.account.id,
        region=VIRGINIA.region,
        deploy_role="cairn-deploy",
        route_table_ids=("rtb-01234567",),
    )
    _, document = built(replace(PEERING, peer=peer, network=HERE))

    assert [each.get("alias") for each in document["provider"]["aws"]] == [None]
    assert "accepter-routes_rtb-01234567-to-10-10-0-0-16" in routes(document)


def test_the_probe_expects_as_many_routes_as_there_are_on_this_side() -> None:
    config = replace(PEERING, network=HERE, peer_network=THERE, probe=ProbeConfig(), tiers=("private", "public"))
    stack, document = built(config)
    event = json.loads(resource(document, "aws_cloudwatch_event_target")["input"])

    assert event["Routes"] == len([name for name in routes(document) if name.startswith("requester")]) == 3
    assert "test-us-east-1-account" in [read.source for read in stack.reads]


def test_tells_others_which_connection_it_is() -> None:
    _, document = peered()

    assert "_accepter" in document["output"]["ToolsConnectionId"]["value"]
