"""A target group and its rule alone in somebody's stack."""

from dataclasses import replace
from typing import Any

import pytest

from constructs_lib.compute.service.config import ServiceConfig
from constructs_lib.compute.service.target_group import TargetGroup
from constructs_lib.compute.service.traffic import Traffic
from constructs_lib.foundation.errors import ConfigError
from tests.compute.service.shop import SHOP
from tests.synthesis import resource, synthesized


def targets(config: ServiceConfig = SHOP, *, name: str = "shop-8080") -> Any:
    return synthesized(
        lambda stack: TargetGroup(
            stack, "targets", config, name=name, vpc_id="vpc-1", listener_arn="arn:listener", zone_name="example.com"
        )
    )


def test_targets_are_addresses() -> None:
    """`instance`, the default, passes the plan and is refused when the service comes."""
    body = resource(targets(), "aws_lb_target_group")

    assert (body["target_type"], body["protocol"], body["port"], body["vpc_id"]) == ("ip", "HTTP", 8080, "vpc-1")


def test_another_group_is_made_before_the_old_one_goes() -> None:
    body = resource(targets(), "aws_lb_target_group")

    assert (body["name"], body["lifecycle"]) == ("shop-8080", {"create_before_destroy": True})


def test_a_task_is_healthy_when_it_says_so() -> None:
    traffic = replace(SHOP.traffic, health_check_path="/ready", deregistration_delay_seconds=5)
    body = resource(targets(replace(SHOP, traffic=traffic)), "aws_lb_target_group")

    assert body["deregistration_delay"] == "5"
    assert body["health_check"] == {
        "path": "/ready",
        "matcher": "200",
        "interval": 15,
        "timeout": 5,
        "healthy_threshold": 2,
        "unhealthy_threshold": 3,
    }


@pytest.mark.parametrize(
    ("traffic", "conditions"),
    [
        (Traffic(priority=7, path_patterns=("/a/*", "/b")), [{"path_pattern": {"values": ["/a/*", "/b"]}}]),
        (
            Traffic(priority=7, host_names=("api", "@")),
            [{"host_header": {"values": ["api.example.com", "example.com"]}}],
        ),
        (
            Traffic(priority=7, host_names=("api",), path_patterns=("/a/*",)),
            [{"host_header": {"values": ["api.example.com"]}}, {"path_pattern": {"values": ["/a/*"]}}],
        ),
    ],
)
def test_requests_come_by_the_rule(traffic: Traffic, conditions: list[Any]) -> None:
    document = targets(replace(SHOP, traffic=traffic))
    rule = resource(document, "aws_lb_listener_rule")

    assert (rule["listener_arn"], rule["priority"], rule["condition"]) == ("arn:listener", 7, conditions)
    assert rule["action"] == [{"type": "forward", "target_group_arn": "${aws_lb_target_group.targets.arn}"}]


def test_refuses_what_cannot_work() -> None:
    with pytest.raises(ConfigError, match=r"alone/targets\.traffic\.path_patterns"):
        targets(replace(SHOP, traffic=Traffic(priority=1)))
    with pytest.raises(ConfigError, match="text that Terraform would evaluate"):
        targets(name="${x}")
