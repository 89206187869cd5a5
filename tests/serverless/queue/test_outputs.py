"""What others may know of a queue."""

import pytest

from constructs_lib.foundation.outputs import fields_of
from constructs_lib.serverless.queue.outputs import QueueOutputs


@pytest.mark.parametrize("prefix", ["", "Orders"])
def test_is_published_by_these_names(prefix: str) -> None:
    """The one queue of an environment is known as QueueUrl."""
    names = ("QueueUrl", "QueueArn", "QueueName", "DeadLetterQueueUrl", "DeadLetterQueueArn", "KeyArn")

    assert [field.output_name(prefix.lower()) for field in fields_of(QueueOutputs)] == [
        f"{prefix}{name}" for name in names
    ]
