"""Alarms of a queue: nobody takes its messages, too many wait, some are dead."""

from constructs import Construct

from constructs_lib.foundation.config import require
from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.parts.alarm import Alarm, Metric
from constructs_lib.serverless.queue.config import QueueConfig

_NAMESPACE = "AWS/SQS"
_PERIODS = 3


class QueueAlarms(Construct):
    """Age pages somebody, depth and dead letters are looked at today.

    SQS stops counting what nobody used for six hours, so silence is fine.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        config: QueueConfig,
        *,
        name: str,
        queue_name: str,
        dead_letter_queue_name: str,
        critical_topic_arn: str,
        warning_topic_arn: str,
    ) -> None:
        super().__init__(scope, id_)
        require(config, self.node.path)
        require_plain(self.node.path, name=name)
        Alarm(
            self,
            "oldest-message",
            name=f"{name}-oldest-message",
            meaning="Messages wait too long: the consumer is down or too slow",
            metric=_largest("ApproximateAgeOfOldestMessage", queue_name),
            threshold=config.oldest_message_alarm_seconds,
            periods=_PERIODS,
            missing_data="notBreaching",
            topic_arn=critical_topic_arn,
        )
        Alarm(
            self,
            "depth",
            name=f"{name}-depth",
            meaning="Many messages wait: more is sent than the consumer takes",
            metric=_largest("ApproximateNumberOfMessagesVisible", queue_name),
            threshold=config.depth_alarm_messages,
            periods=_PERIODS,
            missing_data="notBreaching",
            topic_arn=warning_topic_arn,
        )
        Alarm(
            self,
            "dead-letters",
            name=f"{name}-dead-letters",
            meaning="Messages failed too often. They are kept for two weeks: mend the consumer, then redrive them",
            metric=_largest("ApproximateNumberOfMessagesVisible", dead_letter_queue_name),
            threshold=0,
            periods=1,
            missing_data="notBreaching",
            topic_arn=warning_topic_arn,
        )


def _largest(metric: str, queue_name: str) -> Metric:
    return Metric(namespace=_NAMESPACE, name=metric, dimensions={"QueueName": queue_name}, statistic="Maximum")
