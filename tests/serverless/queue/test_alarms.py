"""Alarms of a queue, alone in somebody's stack."""

from typing import Any

import pytest

from constructs_lib.foundation.errors import ConfigError
from constructs_lib.serverless.queue.alarms import QueueAlarms
from constructs_lib.serverless.queue.config import QueueConfig
from tests.synthesis import resources, synthesized

CRITICAL, WARNING = (f"arn:aws:sns:us-east-1:111111111111:shop-{severity}" for severity in ("critical", "warning"))


def alarms(name: str = "shop-orders") -> Any:
    document = synthesized(
        lambda stack: QueueAlarms(
            stack,
            "alarms",
            QueueConfig(oldest_message_alarm_seconds=600, depth_alarm_messages=50),
            name=name,
            queue_name="shop-orders",
            dead_letter_queue_name="shop-orders-dead-letters",
            critical_topic_arn=CRITICAL,
            warning_topic_arn=WARNING,
        )
    )
    return resources(document, "aws_cloudwatch_metric_alarm")


def test_age_depth_and_dead_letters_are_watched() -> None:
    assert {
        name: (body["metric_name"], body["dimensions"]["QueueName"], body["threshold"], body["alarm_actions"])
        for name, body in alarms().items()
    } == {
        "alarms_oldest-message": ("ApproximateAgeOfOldestMessage", "shop-orders", 600, [CRITICAL]),
        "alarms_depth": ("ApproximateNumberOfMessagesVisible", "shop-orders", 50, [WARNING]),
        "alarms_dead-letters": ("ApproximateNumberOfMessagesVisible", "shop-orders-dead-letters", 0, [WARNING]),
    }


def test_one_dead_letter_is_enough_at_once() -> None:
    body = alarms()["alarms_dead-letters"]

    assert (body["comparison_operator"], body["evaluation_periods"]) == ("GreaterThanThreshold", 1)


def test_a_queue_nobody_used_for_hours_is_fine() -> None:
    assert {body["treat_missing_data"] for body in alarms().values()} == {"notBreaching"}


def test_refuses_a_name_terraform_would_evaluate() -> None:
    with pytest.raises(ConfigError, match="text that Terraform would evaluate"):
        alarms(name="${x}")
