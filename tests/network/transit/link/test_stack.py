"""A link between two attached networks, as a stack."""

import pytest
from cdktf import App

from constructs_lib.app import compose
from constructs_lib.foundation.errors import ConfigError
from constructs_lib.network.transit.link.stack import TransitLinkStack
from tests.connected import DUAL_STACK, TEST, TO_TOOLS, config_of, estate
from tests.synthesis import resources, synthesized_stack


def test_at_one_hub_it_reads_both_networks_and_their_places() -> None:
    stack, document = synthesized_stack(
        lambda app: TransitLinkStack(app, TEST, config_of("test-us-east-1-transit-link-tools"))
    )

    assert {read.source for read in stack.reads} == {
        "test-us-east-1-network",
        "test-us-east-1-transit-attachment",
        "tools-us-east-1-network",
        "tools-us-east-1-transit-attachment",
    }
    assert resources(document, "aws_ec2_transit_gateway_route") == {}


def test_at_two_hubs_it_reads_their_peering_too() -> None:
    stack, document = synthesized_stack(
        lambda app: TransitLinkStack(app, TEST, config_of("test-us-east-1-transit-link-prod"))
    )

    assert "tools-us-east-1-transit-peering-tools-us-west-2" in {read.source for read in stack.reads}
    assert {body["provider"] for body in resources(document, "aws_ec2_transit_gateway_route").values()} == {
        "aws.deploy-tools-us-east-1",
        "aws.deploy-tools-us-west-2",
    }


def test_two_networks_with_ipv6_route_what_amazon_gave_the_other() -> None:
    config = config_of("test-us-east-1-transit-link-tools", *DUAL_STACK)
    _, document = synthesized_stack(lambda app: TransitLinkStack(app, TEST, config))
    ways = {
        name.removeprefix("link_"): body["destination_ipv6_cidr_block"]
        for name, body in resources(document, "aws_route").items()
        if "destination_ipv6_cidr_block" in body
    }

    assert sorted(ways) == [
        *(f"one-routes_{table}-to-ipv6" for table in ("isolated", "private-a", "private-c", "public")),
        *(f"other-routes_{table}-to-ipv6" for table in ("private-a", "private-b", "public")),
    ]
    # each side's own block comes from the contract of that side
    assert "read-peer-network_ipv6-cidr" in ways["one-routes_public-to-ipv6"]
    assert "read-network_ipv6-cidr" in ways["other-routes_public-to-ipv6"]


@pytest.mark.parametrize("change", DUAL_STACK[:2], ids=["here", "there"])
def test_ipv6_needs_two(change: tuple[object, object]) -> None:
    """A side without it has nobody to answer."""
    config = config_of("test-us-east-1-transit-link-tools", change)
    _, document = synthesized_stack(lambda app: TransitLinkStack(app, TEST, config))

    assert [name for name in resources(document, "aws_route") if name.endswith("ipv6")] == []


def test_finds_everything_in_the_estate_also_when_built_alone() -> None:
    only = "test-us-east-1-transit-link-prod"
    environments = estate()

    assert list(compose(App(), environments[:1], only=[only], estate=environments)) == [only]


def test_alone_it_says_what_is_missing() -> None:
    with pytest.raises(ConfigError, match="links networks that nobody has looked up"):
        TransitLinkStack(App(), TEST, TO_TOOLS)
