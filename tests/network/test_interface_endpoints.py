"""Interface endpoints alone in somebody's stack."""

from dataclasses import replace
from typing import Any, get_args

import pytest

from constructs_lib.foundation.aws_services import InterfaceService
from constructs_lib.foundation.errors import ConfigError
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.interface_endpoints import InterfaceEndpoints
from tests.iam_linter import findings
from tests.synthesis import resource, resources, statements, synthesized


def endpoints(*services: Any, **settings: Any) -> Any:
    network = NetworkConfig(cidr="10.20.0.0/16", zones=("us-east-1a", "us-east-1b"))
    config = replace(network, interface_endpoints=services, **settings)
    return synthesized(
        lambda stack: InterfaceEndpoints(
            stack,
            "endpoints",
            config,
            name="shop",
            vpc_id="vpc-1",
            region="us-east-1",
            account_ids=["111111111111"],
            private_subnet_ids={"a": "subnet-a", "b": "subnet-b"},
        )
    )


def test_none_is_nothing() -> None:
    assert "resource" not in endpoints()


def test_one_in_every_zone_under_the_services_own_name() -> None:
    bodies = resources(endpoints("secretsmanager", "ecr.api"), "aws_vpc_endpoint")

    assert {name: (body["service_name"], body["subnet_ids"]) for name, body in bodies.items()} == {
        "endpoints_secretsmanager": ("com.amazonaws.us-east-1.secretsmanager", ["subnet-a", "subnet-b"]),
        "endpoints_ecr-api": ("com.amazonaws.us-east-1.ecr.api", ["subnet-a", "subnet-b"]),
    }
    assert {(body["vpc_endpoint_type"], body["private_dns_enabled"]) for body in bodies.values()} == {
        ("Interface", True)
    }


def test_reached_over_https_from_inside_only() -> None:
    rule = resource(endpoints("secretsmanager"), "aws_vpc_security_group_ingress_rule")

    assert (rule["cidr_ipv4"], rule["from_port"], rule["to_port"]) == ("10.20.0.0/16", 443, 443)


def test_reached_from_every_range_of_the_vpc() -> None:
    rules = resources(
        endpoints("secretsmanager", secondary_cidrs=("100.64.0.0/16",)), "aws_vpc_security_group_ingress_rule"
    )

    assert sorted(rule["cidr_ipv4"] for rule in rules.values()) == ["10.20.0.0/16", "100.64.0.0/16"]


def test_each_lets_own_accounts_only_through() -> None:
    bodies = resources(endpoints("secretsmanager", "sts"), "aws_vpc_endpoint")

    assert {name: list(statements(body["policy"])) for name, body in bodies.items()} == {
        "endpoints_secretsmanager": ["OwnPrincipalsOwnResources"],
        "endpoints_sts": ["OwnPrincipalsOwnResources", "TakeRolesOfOthers"],
    }


def test_policies_pass_the_linter() -> None:
    """But for `*`: it caps whose requests pass, and which resources is for roles to say."""
    found = findings(endpoints(*get_args(InterfaceService)))

    assert {each.partition(": ")[2] for each in found} <= {"RESOURCE_STAR", "RESOURCE_MISMATCH"}


def test_one_more_moves_nothing_else() -> None:
    """Adding or removing a service is its own endpoint only: no other one's address or settings change."""
    few, more = endpoints("logs", "sqs")["resource"], endpoints("ecr.api", "logs", "sqs")["resource"]
    added = {kind: set(more[kind]) - set(few[kind]) for kind in more}

    assert {kind: {name: more[kind][name] for name in few[kind]} for kind in few} == few
    assert {kind: len(names) for kind, names in added.items() if names} == {"aws_vpc_endpoint": 1}


def test_derived_ones_need_whoever_knows_the_workloads() -> None:
    with pytest.raises(
        ConfigError, match=r"alone/endpoints\.interface_endpoints: derives its endpoints from workloads"
    ):
        endpoints("derived")


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"services": ("secretsmanager", "secretsmanager")}, "name a service twice"),
        ({"services": ("s3",)}, "is not one of the choices"),
        ({"services": ("sqs",), "tiers": ("public",), "nat": "none"}, "needs private subnets"),
    ],
)
def test_what_cannot_be(settings: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        endpoints(*settings.pop("services"), **settings)
