"""Queues."""

from collections.abc import Iterator
from typing import Any

import pytest
from botocore.exceptions import ClientError

from constructs_lib.runtime.sweeper.queues import QUEUE


class Listing:
    """SQS that still lists a queue which is gone, as AWS does for a minute; the emulator forgets at once."""

    def __init__(self, code: str) -> None:
        self.code = code

    def get_paginator(self, operation: str) -> "Listing":
        del operation
        return self

    def paginate(self) -> Iterator[dict[str, Any]]:
        yield {}
        yield {"QueueUrls": ["https://sqs/1/gone"]}

    def get_queue_attributes(self, **which: Any) -> Any:
        raise ClientError({"Error": {"Code": self.code}}, "GetQueueAttributes")


@pytest.mark.parametrize("code", ["AWS.SimpleQueueService.NonExistentQueue", "QueueDoesNotExist"])
def test_a_queue_that_is_gone_is_not_found(code: str) -> None:
    assert list(QUEUE.find(Listing(code))) == []


def test_what_may_not_be_looked_at_is_an_error() -> None:
    with pytest.raises(ClientError):
        list(QUEUE.find(Listing("AccessDenied")))
