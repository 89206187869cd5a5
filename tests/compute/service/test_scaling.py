"""Scaling that cannot work, told before anything is made."""

from dataclasses import replace
from typing import Any

import pytest

from constructs_lib.compute.service.scaling import CustomMetric, Scaling, ScheduledScaling
from constructs_lib.foundation.config import check

GOOD = Scaling(max_capacity=10, cpu_percent=60)
MORNING = ScheduledScaling(
    name="morning", schedule="cron(0 7 ? * MON-FRI *)", time_zone="Europe/Berlin", min_capacity=2, max_capacity=10
)
DEPTH = CustomMetric(name="depth", namespace="Shop", metric_name="Depth", target_value=10)


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"cpu_percent": None, "requests_per_target": 500},
        {"cpu_percent": None, "custom_metrics": (DEPTH, replace(DEPTH, name="width"))},
        {"cpu_percent": None, "scheduled": (MORNING, replace(MORNING, name="night", min_capacity=0, max_capacity=0))},
    ],
)
def test_accepts(settings: dict[str, Any]) -> None:
    assert check(replace(GOOD, **settings)) == ()


def test_refuses_scaling_by_nothing() -> None:
    assert [str(problem) for problem in check(Scaling(max_capacity=10))] == [
        "cpu_percent: nothing says when to scale\n    fix      give a target or a schedule, or leave scaling out"
    ]


@pytest.mark.parametrize(
    ("settings", "where"),
    [
        ({"max_capacity": 0}, "max_capacity"),
        ({"cpu_percent": 95}, "cpu_percent"),
        ({"memory_percent": 0}, "memory_percent"),
        ({"requests_per_target": 0}, "requests_per_target"),
        ({"scale_in_cooldown_seconds": 3601}, "scale_in_cooldown_seconds"),
        ({"custom_metrics": (DEPTH, DEPTH)}, "custom_metrics"),
        ({"scheduled": (MORNING, MORNING)}, "scheduled"),
        ({"custom_metrics": (replace(DEPTH, target_value=0),)}, "custom_metrics[0].target_value"),
    ],
)
def test_refuses(settings: dict[str, Any], where: str) -> None:
    assert [problem.where for problem in check(replace(GOOD, **settings))] == [where]


@pytest.mark.parametrize(
    "schedule", ["cron(0 7 1 * ? *)", "rate(1 hour)", "rate(5 minutes)", "at(2030-01-01T07:00:00)"]
)
def test_knows_the_three_kinds_of_schedules(schedule: str) -> None:
    assert check(replace(MORNING, schedule=schedule)) == ()


@pytest.mark.parametrize(
    "schedule",
    ["0 7 * * *", "cron(0 7 * * MON-FRI)", "cron(0 7 * * * *)", "cron(0 7 ? * ? *)", "rate(0 hours)", "daily"],
)
def test_refuses_what_aws_does_not_read(schedule: str) -> None:
    """Five fields are a cron of another kind; both days, or neither, are refused at apply."""
    assert [problem.where for problem in check(replace(MORNING, schedule=schedule))] == ["schedule"]


@pytest.mark.parametrize(
    ("zone", "fine"),
    [
        ("UTC", True),
        ("America/Argentina/Buenos_Aires", True),
        ("Etc/GMT+1", True),
        ("CET", False),
        ("+01:00", False),
        ("europe/berlin", False),
    ],
)
def test_zones_are_the_ones_with_summer_time(zone: str, *, fine: bool) -> None:
    assert (check(replace(MORNING, time_zone=zone)) == ()) == fine


def test_refuses_bounds_the_wrong_way_round() -> None:
    assert [str(problem) for problem in check(replace(MORNING, min_capacity=11))] == [
        "min_capacity: is above max_capacity\n    got      11 and 10"
    ]
