"""Settings of a work queue."""

from collections import Counter
from collections.abc import Iterator
from typing import Annotated, ClassVar, Final, Literal

from annotated_types import Interval

from constructs_lib.foundation.config import config
from constructs_lib.foundation.errors import Problem
from constructs_lib.foundation.names import Component

Producer = Literal["events", "s3", "sns"]
Consumer = Literal["function", "worker"]

DAY_SECONDS: Final = 86_400
# Lambda takes a batch that it cannot start yet back and tries again; six times is AWS's own advice.
# https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
_TIMES: Final[dict[Consumer, int]] = {"function": 6, "worker": 1}


@config
class FifoConfig:
    """Order within each message group, and each message once. A queue cannot become one: it is made anew."""

    content_based_deduplication: bool = False
    """Take equal bodies for the same message. Off: senders give each message its deduplication id."""
    throughput_limit: Literal["per_queue", "per_message_group_id"] = "per_message_group_id"
    """Where AWS counts its limit. By group it is far higher, and messages are told apart within their group only."""


@config
class QueueConfig:
    """A queue, and where its messages go that nobody could process."""

    DOMAIN: ClassVar[str] = "queue"

    component: Component | Literal[""] = ""
    """What tells this queue from others, such as `orders`. Empty for the one queue of an environment."""
    retention_days: Annotated[int, Interval(ge=1, le=14)] = 14
    """Days an unread message is kept. 14 is AWS's most: a consumer that is down over the holidays loses nothing."""
    max_receive_count: Annotated[int, Interval(ge=1, le=1000)] = 5
    """Times a message is tried before it counts as dead. With one, a single throttled function kills good messages."""
    consumer: Consumer = "function"
    """What takes the messages: a Lambda function, which AWS hands batches to, or workers that fetch them."""
    consumer_timeout_seconds: Annotated[int, Interval(ge=1, le=7200)] = 30
    """The longest the consumer may take for a batch: the function's timeout, or what a worker allows itself."""
    visibility_timeout_seconds: Annotated[int, Interval(ge=1, le=43_200)] = 180
    """How long a message that was taken is hidden from others. Too short, and it is processed twice at the same time."""
    fifo: FifoConfig | None = None
    """Order and no duplicates, at a price. The queue's name then ends in .fifo."""
    producers: tuple[Producer, ...] = ()
    """AWS services that send in this account's name: EventBridge, S3 notifications, SNS. They need the key too."""
    oldest_message_alarm_seconds: Annotated[int, Interval(ge=60)] = 900
    """Age of the oldest message at which somebody is paged: the consumer is down or too slow."""
    depth_alarm_messages: Annotated[int, Interval(ge=1)] = 1000
    """Messages waiting at which somebody looks at it today."""

    def problems(self) -> Iterator[Problem]:
        """Messages processed twice, an alarm that comes when all is lost, producers AWS does not connect."""
        times = _TIMES[self.consumer]
        needed = times * self.consumer_timeout_seconds
        if self.visibility_timeout_seconds < needed:
            why = "six times a function's timeout" if times > 1 else "the worker's timeout"
            yield Problem(
                where="visibility_timeout_seconds",
                what="ends before the consumer does, so messages are processed twice",
                got=str(self.visibility_timeout_seconds),
                allowed=f"at least {needed}: {why} of {self.consumer_timeout_seconds}",
                fix="raise it, or lower consumer_timeout_seconds and the consumer's own timeout",
            )
        if self.oldest_message_alarm_seconds >= self.retention_days * DAY_SECONDS:
            yield Problem(
                where="oldest_message_alarm_seconds",
                what="is never reached: older messages are deleted",
                got=str(self.oldest_message_alarm_seconds),
                allowed=f"less than {self.retention_days * DAY_SECONDS}, which is retention_days={self.retention_days}",
                fix="be told while there is something left to save",
            )
        repeated = sorted(name for name, count in Counter(self.producers).items() if count > 1)
        if repeated:
            yield Problem(
                where="producers", what="name a service twice", got=", ".join(repeated), fix="name each service once"
            )
        if self.fifo is not None and "s3" in self.producers:
            yield Problem(
                where="producers",
                what="has S3, which sends to no FIFO queue",
                got=repr(self.producers),
                fix="take a standard queue, or let EventBridge pass S3's events on",
            )
