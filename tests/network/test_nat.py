"""NAT gateways alone in somebody's stack."""

from dataclasses import replace
from typing import Any

import pytest
from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.internet_gateway import InternetGateway

from constructs_lib.foundation.errors import ConfigError
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.nat import Nat
from constructs_lib.network.nat_instance import NatInstance
from tests.synthesis import resources, synthesized

ZONES = ("us-east-1c", "us-east-1a", "us-east-1b")
PUBLIC = {letter: f"subnet-{letter}" for letter in "abc"}
TABLES = {letter: f"rtb-{letter}" for letter in "abc"}


def nat(
    way: Any,
    *,
    public: dict[str, str] = PUBLIC,
    tables: dict[str, str] = TABLES,
    zones: tuple[str, ...] = ZONES,
    instance: bool | None = None,
    protected: bool = True,
) -> Any:
    config = NetworkConfig(cidr="10.20.0.0/16", zones=zones, nat=way)

    def build(stack: TerraformStack) -> None:
        internet = (InternetGateway(stack, "gateway"),)
        machine = (
            NatInstance(
                stack,
                "machine",
                replace(config, nat="instance"),
                name="shop-nat",
                vpc_id="vpc-1",
                public_subnet_ids=public,
                internet_access=internet,
                topic_arn="arn:topic",
                tags={},
            )
            if (way == "instance" if instance is None else instance)
            else None
        )
        Nat(
            stack,
            "nat",
            config,
            name="shop",
            public_subnet_ids=public,
            private_route_table_ids=tables,
            internet_access=internet,
            instance=machine,
            protected=protected,
        )

    return synthesized(build)


def places(document: Any) -> dict[str, str]:
    """Where the gateways are."""
    return {name: body["subnet_id"] for name, body in resources(document, "aws_nat_gateway").items()}


def ways(document: Any) -> dict[str, str]:
    """Which gateway each route table leads to."""
    routes = resources(document, "aws_route").values()
    assert {body["destination_cidr_block"] for body in routes} <= {"0.0.0.0/0"}
    return {body["route_table_id"]: body["nat_gateway_id"].split(".")[1].rpartition("_")[0] for body in routes}


def test_none_is_nothing() -> None:
    document = nat("none", public={}, tables={})

    assert list(document["resource"]) == ["aws_internet_gateway"]


def test_a_single_one_serves_all_zones_from_the_first() -> None:
    document = nat("single")

    assert places(document) == {"nat_gateway-a": "subnet-a"}
    assert ways(document) == {"rtb-a": "nat_gateway-a", "rtb-b": "nat_gateway-a", "rtb-c": "nat_gateway-a"}


def test_one_per_zone_serves_its_own() -> None:
    document = nat("per_zone")

    assert places(document) == {"nat_gateway-a": "subnet-a", "nat_gateway-b": "subnet-b", "nat_gateway-c": "subnet-c"}
    assert ways(document) == {"rtb-a": "nat_gateway-a", "rtb-b": "nat_gateway-b", "rtb-c": "nat_gateway-c"}


def test_from_single_to_per_zone_the_first_keeps_its_address() -> None:
    single, per_zone = nat("single"), nat("per_zone")

    for kind in ("aws_eip", "aws_nat_gateway"):
        named = single["resource"][kind]
        assert {name: per_zone["resource"][kind].get(name) for name in named} == named


@pytest.mark.parametrize("protected", [True, False])
def test_addresses_are_not_given_back_by_accident(*, protected: bool) -> None:
    addresses = resources(nat("per_zone", protected=protected), "aws_eip").values()

    assert [body["lifecycle"]["prevent_destroy"] for body in addresses] == [protected] * 3


def test_comes_after_the_internet_gateway_and_goes_before_it() -> None:
    document = nat("single")
    bodies = [*resources(document, "aws_eip").values(), *resources(document, "aws_nat_gateway").values()]

    assert [body["depends_on"] for body in bodies] == [["aws_internet_gateway.gateway"]] * 2


def test_an_instance_takes_the_place_of_the_gateways() -> None:
    document = nat("instance")
    routes = resources(document, "aws_route").values()

    assert "aws_nat_gateway" not in document["resource"]
    assert {body["route_table_id"] for body in routes} == set(TABLES.values())
    assert {body["network_interface_id"].split(".")[0] for body in routes} == {"${aws_network_interface"}
    # no packet goes there before there is a machine
    assert {body["depends_on"][0].split(".")[0] for body in routes} == {"aws_autoscaling_group"}


def test_from_an_instance_to_gateways_routes_turn_round_where_they_are() -> None:
    """A route that were removed here and made there would be refused: the table still has one for the same range."""
    assert list(resources(nat("instance"), "aws_route")) == list(resources(nat("per_zone"), "aws_route"))


@pytest.mark.parametrize(("way", "instance"), [("instance", False), ("single", True), ("none", True)])
def test_refuses_an_instance_that_does_not_go_with_the_config(way: str, *, instance: bool) -> None:
    with pytest.raises(ConfigError, match=r'alone/nat\.instance: goes with nat="instance", and only with it'):
        nat(way, instance=instance)


def test_refuses_wiring_that_leaves_out_a_zone() -> None:
    with pytest.raises(
        ConfigError, match=r"alone/nat\.public_subnet_ids: leaves out zones that the config has"
    ) as caught:
        nat("per_zone", public={"a": "subnet-a"})

    (problem,) = caught.value.problems
    assert (problem.got, problem.allowed) == ("a", "an id for each of a, b, c")


def test_refuses_a_private_zone_without_a_route_table() -> None:
    with pytest.raises(ConfigError, match=r"alone/nat\.private_route_table_ids: leaves out"):
        nat("single", tables={})


def test_refuses_a_config_that_cannot_work() -> None:
    with pytest.raises(ConfigError, match=r"alone/nat\.zones\[0\]: unknown zone in us-east-1"):
        nat("single", zones=("us-east-1x",))
