"""Alarms of a service alone in somebody's stack."""

from dataclasses import replace
from typing import Any

from constructs_lib.compute.service.alarms import ServiceAlarms
from constructs_lib.compute.service.config import ServiceAlarms as Thresholds
from tests.compute.service.shop import SHOP
from tests.synthesis import resources, synthesized


def alarms() -> dict[str, Any]:
    config = replace(SHOP, alarms=Thresholds(errors_a_minute=5, latency_p95_milliseconds=250, cpu_percent=80))
    document = synthesized(
        lambda stack: ServiceAlarms(
            stack,
            "alarms",
            config,
            name="shop",
            cluster_name="cluster",
            service_name="shop",
            load_balancer_arn_suffix="app/edge/1",
            target_group_arn_suffix="targetgroup/shop/2",
            critical_topic_arn="arn:critical",
            warning_topic_arn="arn:warning",
        )
    )
    return {body["alarm_name"]: body for body in resources(document, "aws_cloudwatch_metric_alarm").values()}


def test_page_for_failures_and_warn_of_what_leads_there() -> None:
    told = {name: body["alarm_actions"] for name, body in alarms().items()}

    assert told == {
        "shop-unhealthy-targets": ["arn:critical"],
        "shop-errors": ["arn:critical"],
        "shop-missing-tasks": ["arn:critical"],
        "shop-latency": ["arn:warning"],
        "shop-cpu": ["arn:warning"],
        "shop-memory": ["arn:warning"],
    }


def test_targets_are_measured_per_group_behind_its_load_balancer() -> None:
    """Dimensions are suffixes of ARNs, both at once: anything else is a metric that never comes."""
    found = alarms()

    assert {
        tuple(found[f"shop-{name}"]["dimensions"].items()) for name in ("unhealthy-targets", "errors", "latency")
    } == {(("LoadBalancer", "app/edge/1"), ("TargetGroup", "targetgroup/shop/2"))}


def test_thresholds_are_the_configs() -> None:
    found = alarms()

    assert (found["shop-errors"]["threshold"], found["shop-cpu"]["threshold"]) == (5, 80)
    assert (found["shop-latency"]["threshold"], found["shop-latency"]["extended_statistic"]) == (0.25, "p95")


def test_missing_tasks_are_wanted_less_running() -> None:
    """Against a fixed number it would ring whenever a schedule stops the service."""
    body = alarms()["shop-missing-tasks"]
    result, *inputs = body["metric_query"]

    assert (result["expression"], body["threshold"], body["treat_missing_data"]) == ("wanted - running", 0, "breaching")
    assert [(each["metric"]["namespace"], each["metric"]["metric_name"]) for each in inputs] == [
        ("ECS/ContainerInsights", "DesiredTaskCount"),
        ("ECS/ContainerInsights", "RunningTaskCount"),
    ]


def test_what_is_counted_only_when_it_happens_is_fine_when_it_does_not() -> None:
    assert {body["treat_missing_data"] for name, body in alarms().items() if name != "shop-missing-tasks"} == {
        "notBreaching"
    }
