"""What a queue tells the others."""

from dataclasses import dataclass
from typing import ClassVar

from constructs_lib.foundation.outputs import KeyArn, Name, QueueArn, QueueUrl


@dataclass(frozen=True, kw_only=True, slots=True)
class QueueOutputs:
    """Where messages are sent and taken, and the key a sender and consumer needs leave to use."""

    DOMAIN: ClassVar[str] = "queue"

    queue_url: QueueUrl
    queue_arn: QueueArn
    queue_name: Name
    """The dimension of its metrics: whoever scales by the backlog needs it."""
    dead_letter_queue_url: QueueUrl
    dead_letter_queue_arn: QueueArn
    key_arn: KeyArn
