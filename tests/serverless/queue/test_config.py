"""Settings of a queue that cannot work."""

from dataclasses import replace
from typing import Any

import pytest

from constructs_lib.foundation.config import check
from constructs_lib.serverless.queue.config import FifoConfig, QueueConfig


def refused(**settings: Any) -> list[tuple[str, str]]:
    return [(problem.where, problem.what) for problem in check(replace(QueueConfig(), **settings))]


def test_works_as_it_comes() -> None:
    assert refused() == []
    assert refused(component="orders", fifo=FifoConfig(), producers=("events", "sns")) == []


def test_keeps_messages_as_long_as_aws_can_unless_told_otherwise() -> None:
    assert QueueConfig().retention_days == 14


@pytest.mark.parametrize(
    ("field", "value"),
    [("retention_days", 0), ("retention_days", 15), ("max_receive_count", 0), ("visibility_timeout_seconds", 43_201)],
)
def test_refuses_what_aws_refuses_when_it_is_applied(field: str, value: int) -> None:
    assert [where for where, _ in refused(**{field: value})] == [field]


@pytest.mark.parametrize("component", ["Orders", "orders.fifo", "a b"])
def test_refuses_a_component_that_is_no_part_of_a_name(component: str) -> None:
    assert [where for where, _ in refused(component=component)] == ["component"]


@pytest.mark.parametrize(
    ("consumer", "timeout", "visibility", "fine"),
    [
        ("function", 30, 180, True),
        ("function", 31, 180, False),
        ("worker", 180, 180, True),
        ("worker", 181, 180, False),
    ],
)
def test_a_message_stays_hidden_until_its_consumer_is_done(
    consumer: str, timeout: int, visibility: int, fine: bool
) -> None:
    """Six times the timeout of a function, which may find its batch throttled at first; once that of a worker."""
    found = refused(consumer=consumer, consumer_timeout_seconds=timeout, visibility_timeout_seconds=visibility)

    assert [where for where, _ in found] == ([] if fine else ["visibility_timeout_seconds"])


def test_refuses_an_alarm_that_comes_after_the_messages_are_gone() -> None:
    assert refused(retention_days=1, oldest_message_alarm_seconds=86_400) == [
        ("oldest_message_alarm_seconds", "is never reached: older messages are deleted")
    ]
    assert refused(retention_days=1, oldest_message_alarm_seconds=86_399) == []


def test_refuses_producers_aws_does_not_connect() -> None:
    assert refused(fifo=FifoConfig(), producers=("s3",)) == [("producers", "has S3, which sends to no FIFO queue")]
    assert refused(producers=("sns", "sns")) == [("producers", "name a service twice")]
