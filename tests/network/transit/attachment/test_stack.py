"""A network's place at a hub, as a stack."""

from dataclasses import replace
from typing import Any

import pytest
from cdktf import App

from constructs_lib.foundation.errors import ConfigError
from constructs_lib.network.transit.attachment.stack import TransitAttachmentStack
from tests.connected import (
    DUAL_STACK,
    HUB,
    HUB_CONFIG,
    TEST,
    TEST_ATTACHMENT,
    TEST_NETWORK,
    TOOLS_ATTACHMENT,
    config_of,
)
from tests.synthesis import resource, resources, synthesized_stack


def attached() -> tuple[TransitAttachmentStack, Any]:
    config = config_of("test-us-east-1-transit-attachment")
    return synthesized_stack(lambda app: TransitAttachmentStack(app, TEST, config))


def test_comes_after_the_network_and_the_hub() -> None:
    stack, _ = attached()

    assert [read.source for read in stack.reads] == ["test-us-east-1-network", "tools-us-east-1-transit-gateway"]


def test_takes_the_private_subnets_whole() -> None:
    _, document = attached()
    [subnets] = [resource(document, "aws_ec2_transit_gateway_vpc_attachment")["subnet_ids"]]

    assert "private-subnet-ids" in str(subnets)


def test_every_table_leads_to_what_lies_behind_the_hub() -> None:
    _, document = attached()
    routes = resources(document, "aws_route")

    assert sorted(routes) == [
        f"on-premises_{table}-to-192-168-0-0-16" for table in ("isolated", "private-a", "private-c", "public")
    ]
    assert all("_accepter." in body["depends_on"][0] for body in routes.values())


def test_with_ipv6_it_carries_it_and_every_table_leads_to_its_ranges_behind_the_hub() -> None:
    config = config_of("test-us-east-1-transit-attachment", *DUAL_STACK)
    _, document = synthesized_stack(lambda app: TransitAttachmentStack(app, TEST, config))
    routes = {name: body.get("destination_ipv6_cidr_block") for name, body in resources(document, "aws_route").items()}

    assert resource(document, "aws_ec2_transit_gateway_vpc_attachment")["ipv6_support"] == "enable"
    assert {name: cidr for name, cidr in routes.items() if cidr} == {
        f"on-premises_{table}-to-2001-db8---32": "2001:db8::/32"
        for table in ("isolated", "private-a", "private-c", "public")
    }


def test_works_at_the_hub_with_that_accounts_deploy_role() -> None:
    _, document = attached()
    roles = {each.get("alias", ""): each["assume_role"][0]["role_arn"] for each in document["provider"]["aws"]}

    assert f"arn:aws:iam::{HUB.account.id}:role/cairn-deploy" in roles["deploy-tools-us-east-1"]
    assert resource(document, "aws_ec2_transit_gateway_route_table")["provider"] == "aws.deploy-tools-us-east-1"


def test_a_network_beside_the_hub_needs_nobody_elses_rights() -> None:
    config = config_of("tools-us-east-1-transit-attachment")
    assert replace(config, network=None, gateway=None) == TOOLS_ATTACHMENT
    _, document = synthesized_stack(lambda app: TransitAttachmentStack(app, HUB, config))

    assert len(document["provider"]["aws"]) == 1  # type: ignore[arg-type]
    assert resources(document, "aws_ec2_transit_gateway_vpc_attachment_accepter") == {}


def test_an_invited_account_accepts_the_share() -> None:
    invited = replace(TEST_ATTACHMENT, network=TEST_NETWORK, gateway=replace(HUB_CONFIG, sharing="invitation"))
    _, document = synthesized_stack(lambda app: TransitAttachmentStack(app, TEST, invited))

    assert "share-arn" in resource(document, "aws_ram_resource_share_accepter")["share_arn"]


def test_alone_it_says_what_is_missing() -> None:
    with pytest.raises(ConfigError, match="attaches a network that nobody has looked up"):
        TransitAttachmentStack(App(), TEST, TEST_ATTACHMENT)
