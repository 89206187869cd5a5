"""Scaling alone in somebody's stack."""

from dataclasses import replace
from typing import Any

import pytest

from constructs_lib.compute.service.autoscaling import Autoscaling
from constructs_lib.compute.service.config import ServiceConfig
from constructs_lib.foundation.errors import ConfigError
from tests.compute.service.shop import MORNING, SCALED, SHOP
from tests.synthesis import resource, resources, synthesized

TRACKING = "target_tracking_scaling_policy_configuration"


def scaling(config: ServiceConfig) -> Any:
    return synthesized(
        lambda stack: Autoscaling(
            stack,
            "scaling",
            config,
            name="shop",
            cluster_name="cluster",
            service_name="shop",
            load_balancer_arn_suffix="app/edge/1",
            target_group_arn_suffix="targetgroup/shop/2",
        )
    )


def test_without_scaling_there_is_nothing() -> None:
    assert scaling(SHOP).get("resource", {}) == {}


def test_starts_with_the_fewest_and_ends_at_the_most() -> None:
    body = resource(scaling(replace(SHOP, desired_count=3, scaling=SCALED)), "aws_appautoscaling_target")

    assert (body["min_capacity"], body["max_capacity"]) == (3, 10)
    assert (body["service_namespace"], body["scalable_dimension"], body["resource_id"]) == (
        "ecs",
        "ecs:service:DesiredCount",
        "service/cluster/shop",
    )
    assert "ignore_changes" not in body.get("lifecycle", {})


def test_keeps_every_target_it_is_given() -> None:
    policies = resources(scaling(replace(SHOP, scaling=SCALED)), "aws_appautoscaling_policy")

    assert {name: body[TRACKING]["target_value"] for name, body in policies.items()} == {
        "scaling_cpu": 60,
        "scaling_memory": 70,
        "scaling_requests": 500,
        "scaling_custom-depth": 10.5,
    }
    assert {
        name: body[TRACKING]["predefined_metric_specification"]["predefined_metric_type"]
        for name, body in policies.items()
        if "predefined_metric_specification" in body[TRACKING]
    } == {
        "scaling_cpu": "ECSServiceAverageCPUUtilization",
        "scaling_memory": "ECSServiceAverageMemoryUtilization",
        "scaling_requests": "ALBRequestCountPerTarget",
    }
    assert {body["policy_type"] for body in policies.values()} == {"TargetTrackingScaling"}
    assert {
        (body[TRACKING]["scale_in_cooldown"], body[TRACKING]["scale_out_cooldown"]) for body in policies.values()
    } == {(300, 60)}


def test_requests_are_counted_at_these_targets() -> None:
    """Without the label the plan is green and the apply is refused; with it elsewhere AWS refuses too."""
    policies = resources(scaling(replace(SHOP, scaling=SCALED)), "aws_appautoscaling_policy")
    labels = {
        name: body[TRACKING]["predefined_metric_specification"].get("resource_label")
        for name, body in policies.items()
        if "predefined_metric_specification" in body[TRACKING]
    }

    assert labels == {
        "scaling_cpu": None,
        "scaling_memory": None,
        "scaling_requests": "app/edge/1/targetgroup/shop/2",
    }


def test_a_metric_of_ones_own() -> None:
    policies = resources(scaling(replace(SHOP, scaling=SCALED)), "aws_appautoscaling_policy")

    assert policies["scaling_custom-depth"][TRACKING]["customized_metric_specification"] == {
        "namespace": "Shop",
        "metric_name": "Depth",
        "statistic": "Average",
        "dimensions": [{"name": "a", "value": "2"}, {"name": "b", "value": "1"}],
    }


def test_policies_and_actions_come_after_the_target() -> None:
    """By reference: the same text, written out, would be no order."""
    document = scaling(replace(SHOP, scaling=replace(SCALED, scheduled=(MORNING,))))
    bodies = [
        *resources(document, "aws_appautoscaling_policy").values(),
        *resources(document, "aws_appautoscaling_scheduled_action").values(),
    ]

    assert {body["resource_id"] for body in bodies} == {"${aws_appautoscaling_target.scaling.resource_id}"}


def test_the_clock_moves_both_bounds_and_keeps_them() -> None:
    document = scaling(replace(SHOP, scaling=replace(SCALED, scheduled=(MORNING,))))
    action = resource(document, "aws_appautoscaling_scheduled_action")

    assert (action["schedule"], action["timezone"]) == ("cron(0 7 ? * MON-FRI *)", "Europe/Berlin")
    assert action["scalable_target_action"] == {"min_capacity": "4", "max_capacity": "10"}
    assert resource(document, "aws_appautoscaling_target")["lifecycle"] == {
        "ignore_changes": ["max_capacity", "min_capacity"]
    }


def test_a_schedule_changes_no_address() -> None:
    plain, timed = (scaling(replace(SHOP, scaling=each)) for each in (SCALED, replace(SCALED, scheduled=(MORNING,))))

    assert set(plain["resource"]["aws_appautoscaling_target"]) == set(timed["resource"]["aws_appautoscaling_target"])


def test_refuses_what_cannot_work() -> None:
    with pytest.raises(ConfigError, match=r"alone/scaling\.desired_count: is above what scaling may reach"):
        scaling(replace(SHOP, desired_count=11, scaling=SCALED))
