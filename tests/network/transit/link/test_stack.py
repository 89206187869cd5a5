"""A link between two attached networks, as a stack."""

import pytest
from cdktf import App

from constructs_lib.app import compose
from constructs_lib.foundation.errors import ConfigError
from constructs_lib.network.transit.link.stack import TransitLinkStack
from tests.connected import TEST, TO_TOOLS, config_of, estate
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


def test_finds_everything_in_the_estate_also_when_built_alone() -> None:
    only = "test-us-east-1-transit-link-prod"
    environments = estate()

    assert list(compose(App(), environments[:1], only=[only], estate=environments)) == [only]


def test_alone_it_says_what_is_missing() -> None:
    with pytest.raises(ConfigError, match="links networks that nobody has looked up"):
        TransitLinkStack(App(), TEST, TO_TOOLS)
