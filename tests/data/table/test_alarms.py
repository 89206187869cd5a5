"""Alarms of a table, alone in somebody's stack."""

from typing import Any

import pytest

from constructs_lib.data.table.alarms import TableAlarms
from constructs_lib.foundation.errors import ConfigError
from tests.synthesis import resources, synthesized

CRITICAL, WARNING = (f"arn:aws:sns:us-east-1:111111111111:shop-{severity}" for severity in ("critical", "warning"))


def alarms(name: str = "shop-session") -> Any:
    document = synthesized(
        lambda stack: TableAlarms(
            stack,
            "alarms",
            name=name,
            table_name="shop-session",
            critical_topic_arn=CRITICAL,
            warning_topic_arn=WARNING,
        )
    )
    return resources(document, "aws_cloudwatch_metric_alarm")


def test_throttled_readers_and_writers_are_told_apart() -> None:
    found = {name: body for name, body in alarms().items() if "throttles" in name}

    assert {name: (body["metric_name"], body["dimensions"]) for name, body in found.items()} == {
        "alarms_read-throttles": ("ReadThrottleEvents", {"TableName": "shop-session"}),
        "alarms_write-throttles": ("WriteThrottleEvents", {"TableName": "shop-session"}),
    }
    assert {tuple(body["alarm_actions"]) for body in found.values()} == {(WARNING,)}


def test_system_errors_are_added_up_over_the_operations() -> None:
    """DynamoDB counts them by operation: an alarm by table alone would look at a metric that is never there."""
    body = alarms()["alarms_system-errors"]
    total, *parts = body["metric_query"]
    metrics = [part["metric"] for part in parts]

    assert (total["expression"], total["return_data"]) == ("SUM(METRICS())", True)
    # AWS's limit for an alarm
    assert len(parts) == len({part["id"] for part in parts}) == 10
    assert {metric["metric_name"] for metric in metrics} == {"SystemErrors"}
    assert {metric["dimensions"]["TableName"] for metric in metrics} == {"shop-session"}
    assert {"GetItem", "PutItem", "Query"} <= {metric["dimensions"]["Operation"] for metric in metrics}
    assert (body["alarm_actions"], body["ok_actions"]) == ([CRITICAL], [CRITICAL])


def test_silence_is_fine() -> None:
    assert {body["treat_missing_data"] for body in alarms().values()} == {"notBreaching"}


def test_refuses_a_name_terraform_would_evaluate() -> None:
    with pytest.raises(ConfigError, match="text that Terraform would evaluate"):
        alarms(name="${x}")
