"""A service alone in somebody's stack."""

from dataclasses import replace
from typing import Any

import pytest
from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.lb_listener_rule import LbListenerRule

from constructs_lib.compute.service.config import ServiceConfig
from constructs_lib.compute.service.service import Service
from constructs_lib.foundation.errors import ConfigError
from tests.compute.service.shop import SCALED, SHOP
from tests.synthesis import resource, resources, synthesized


def service(config: ServiceConfig = SHOP, *, name: str = "shop") -> Any:
    def build(stack: TerraformStack) -> None:
        rule = LbListenerRule(stack, "rule", listener_arn="arn:listener", action=[], condition=[])
        Service(
            stack,
            "service",
            config,
            name=name,
            cluster_arn="arn:cluster",
            task_definition_arn="arn:task:1",
            target_group_arn="arn:targets",
            subnet_ids=["subnet-a", "subnet-b"],
            security_group_id="sg-1",
            after=[rule],
        )

    return synthesized(build)


def test_tasks_run_in_the_given_subnets_without_an_address_of_the_internet() -> None:
    body = resource(service(), "aws_ecs_service")

    assert body["network_configuration"] == {
        "subnets": ["subnet-a", "subnet-b"],
        "security_groups": ["sg-1"],
        "assign_public_ip": False,
    }
    assert body["availability_zone_rebalancing"] == "ENABLED"


def test_comes_after_the_rule_that_leads_to_it() -> None:
    """A target group no listener knows is refused."""
    body = resource(service(), "aws_ecs_service")

    assert body["depends_on"] == ["aws_lb_listener_rule.rule"]
    assert body["load_balancer"] == [
        {"target_group_arn": "arn:targets", "container_name": "shop", "container_port": 8080}
    ]
    assert body["health_check_grace_period_seconds"] == 60


def test_a_version_that_does_not_work_is_taken_back() -> None:
    body = resource(service(), "aws_ecs_service")

    assert body["deployment_circuit_breaker"] == {"enable": True, "rollback": True}
    assert (body["deployment_minimum_healthy_percent"], body["deployment_maximum_percent"]) == (100, 200)
    assert body["wait_for_steady_state"] is True


def test_tasks_carry_the_services_tags() -> None:
    body = resource(service(), "aws_ecs_service")

    assert (body["propagate_tags"], body["enable_ecs_managed_tags"]) == ("SERVICE", True)


def test_the_count_is_said_and_kept_as_long_as_nothing_scales() -> None:
    body = resource(service(replace(SHOP, desired_count=3)), "aws_ecs_service")

    assert body["desired_count"] == 3
    assert "ignore_changes" not in body.get("lifecycle", {})


def test_turning_scaling_on_leaves_the_service_where_it_is() -> None:
    """The same address with and without: modules that keep two copies replace the service."""
    fixed, scaled = service(), service(replace(SHOP, scaling=SCALED))

    assert list(fixed["resource"]["aws_ecs_service"]) == list(scaled["resource"]["aws_ecs_service"])
    assert resource(scaled, "aws_ecs_service")["lifecycle"] == {"ignore_changes": ["desired_count"]}
    # said all the same: unsaid, the service begins with no task at all
    assert resource(scaled, "aws_ecs_service")["desired_count"] == 2


@pytest.mark.parametrize(
    ("spot_percent", "strategy"),
    [(0, [("FARGATE", 0, 100)]), (70, [("FARGATE", 1, 30), ("FARGATE_SPOT", 0, 70)])],
)
def test_capacity_is_shared_and_never_a_launch_type(spot_percent: int, strategy: list[Any]) -> None:
    body = resource(service(replace(SHOP, spot_percent=spot_percent)), "aws_ecs_service")

    assert "launch_type" not in body
    assert [
        (each["capacity_provider"], each["base"], each["weight"]) for each in body["capacity_provider_strategy"]
    ] == strategy


@pytest.mark.parametrize("enabled", [True, False])
def test_is_typed_into_only_when_it_says_so(*, enabled: bool) -> None:
    body = resource(service(replace(SHOP, enable_execute_command=enabled)), "aws_ecs_service")

    assert body["enable_execute_command"] == enabled


def test_refuses_what_cannot_work() -> None:
    with pytest.raises(ConfigError, match=r"alone/service\.desired_count"):
        service(replace(SHOP, desired_count=0))
    with pytest.raises(ConfigError, match="text that Terraform would evaluate"):
        service(name="${x}")
    assert resources(service(), "aws_ecs_service").keys() == {"service"}
