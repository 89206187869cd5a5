"""The stack of a queue: what it puts together and tells."""

from typing import Any

import pytest

from constructs_lib.serverless.queue.config import QueueConfig
from constructs_lib.serverless.queue.stack import QueueStack
from tests.placements import VIRGINIA
from tests.synthesis import resources, synthesized_stack


def queue(component: str = "") -> tuple[QueueStack, Any]:
    return synthesized_stack(lambda app: QueueStack(app, VIRGINIA, QueueConfig(component=component)))


@pytest.mark.parametrize(
    ("component", "stack_id"), [("", "test-us-east-1-queue"), ("orders", "test-us-east-1-queue-orders")]
)
def test_needs_the_account_only(component: str, stack_id: str) -> None:
    stack, _ = queue(component)

    assert stack.stack_id == stack_id
    assert [read.source for read in stack.reads] == ["test-us-east-1-account"]


def test_tells_where_messages_are_sent() -> None:
    _, document = queue()
    told = {name: output["value"].partition(".")[0] for name, output in document["output"].items()}

    assert told == {
        "QueueUrl": "${aws_sqs_queue",
        "QueueArn": "${aws_sqs_queue",
        "QueueName": "${aws_sqs_queue",
        "DeadLetterQueueUrl": "${aws_sqs_queue",
        "DeadLetterQueueArn": "${aws_sqs_queue",
        "KeyArn": "${aws_kms_key",
    }


@pytest.mark.parametrize(("component", "name"), [("", "test-use1-queue"), ("orders", "test-use1-orders-queue")])
def test_names_carry_environment_region_and_component(component: str, name: str) -> None:
    _, document = queue(component)

    assert {body["name"] for body in resources(document, "aws_sqs_queue").values()} == {name, f"{name}-dead-letters"}
    assert {body["alarm_name"] for body in resources(document, "aws_cloudwatch_metric_alarm").values()} == {
        f"{name}-{what}" for what in ("oldest-message", "depth", "dead-letters")
    }


def test_addresses_say_nothing_of_environment_region_or_component() -> None:
    _, document = queue("orders")
    names = [name for named in document["resource"].values() for name in named]

    assert [name for name in names if any(word in name for word in ("test", "us-east-1", "use1", "orders"))] == []
