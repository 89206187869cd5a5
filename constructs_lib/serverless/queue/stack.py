"""A work queue of a placement."""

from constructs import Construct

from constructs_lib.account.outputs import AccountOutputs
from constructs_lib.foundation.placement import Placement
from constructs_lib.foundation.stack import PlatformStack
from constructs_lib.serverless.queue.alarms import QueueAlarms
from constructs_lib.serverless.queue.config import QueueConfig
from constructs_lib.serverless.queue.queue import NAME_LIMIT, Queue


class QueueStack(PlatformStack):
    """The queue, its dead-letter queue, their key and their alarms."""

    def __init__(self, scope: Construct, placement: Placement, config: QueueConfig) -> None:
        super().__init__(scope, placement, config)
        account = self.read(AccountOutputs, placement)
        name = placement.name(config.component, "queue", limit=NAME_LIMIT)
        queue = Queue(
            self,
            "queue",
            config,
            name=name,
            account_id=placement.account.id,
            region=placement.region,
            protected=placement.protected,
        )
        QueueAlarms(
            self,
            "alarms",
            config,
            name=name,
            queue_name=queue.outputs.queue_name,
            dead_letter_queue_name=queue.dead_letter_queue_name,
            critical_topic_arn=account.critical_topic_arn,
            warning_topic_arn=account.warning_topic_arn,
        )
        self.publish(queue.outputs)
