"""A hub alone in somebody's stack."""

from typing import Any

from cdktf import TerraformStack

from constructs_lib.network.transit.gateway.config import TransitGatewayConfig
from constructs_lib.network.transit.gateway.transit_gateway import NOT_SHARED, TransitGateway
from tests.synthesis import resource, resources, synthesized


def hub(config: TransitGatewayConfig) -> tuple[TransitGateway, Any]:
    built: list[TransitGateway] = []

    def build(stack: TerraformStack) -> None:
        built.append(TransitGateway(stack, "hub", config, name="shop-transit"))

    document = synthesized(build)
    return built[0], document


def test_attaching_connects_nobody() -> None:
    """AWS's defaults would let every attached network reach every other one."""
    _, document = hub(TransitGatewayConfig(shared_with=("111111111111",)))
    gateway = resource(document, "aws_ec2_transit_gateway")

    assert {
        name: gateway[name]
        for name in (
            "default_route_table_association",
            "default_route_table_propagation",
            "auto_accept_shared_attachments",
        )
    } == {
        "default_route_table_association": "disable",
        "default_route_table_propagation": "disable",
        "auto_accept_shared_attachments": "disable",
    }
    assert resources(document, "aws_ec2_transit_gateway_route_table_propagation") == {}


def test_is_shared_with_the_named_accounts_of_the_organization() -> None:
    _, document = hub(TransitGatewayConfig(shared_with=("111111111111", "222222222222")))
    share = resource(document, "aws_ram_resource_share")
    shared = resource(document, "aws_ram_resource_association")
    principals = resources(document, "aws_ram_principal_association").values()

    assert share["allow_external_principals"] is False
    assert shared["resource_arn"] == "${aws_ec2_transit_gateway.hub.arn}"
    assert sorted(body["principal"] for body in principals) == ["111111111111", "222222222222"]


def test_accounts_outside_are_let_in_only_by_invitation() -> None:
    _, document = hub(TransitGatewayConfig(shared_with=("111111111111",), sharing="invitation"))

    assert resource(document, "aws_ram_resource_share")["allow_external_principals"] is True


def test_without_other_accounts_there_is_no_share() -> None:
    gateway, document = hub(TransitGatewayConfig())

    assert gateway.share_arn == NOT_SHARED
    assert resources(document, "aws_ram_resource_share") == {}
