"""A work queue with its dead-letter queue, under a key of its own, over TLS only."""

import json
import re

from cdktf import TerraformResourceLifecycle, Token
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue
from cdktf_cdktf_provider_aws.sqs_queue_policy import SqsQueuePolicy
from cdktf_cdktf_provider_aws.sqs_queue_redrive_allow_policy import SqsQueueRedriveAllowPolicy
from constructs import Construct

from constructs_lib.foundation import iam, names
from constructs_lib.foundation.config import require
from constructs_lib.foundation.errors import ConfigError, Problem
from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.parts.key import USE, Key, used_by
from constructs_lib.serverless.queue.config import DAY_SECONDS, Producer, QueueConfig
from constructs_lib.serverless.queue.outputs import QueueOutputs

_DEAD, _FIFO = "-dead-letters", ".fifo"
NAME_LIMIT = names.QUEUE - len(_DEAD) - len(_FIFO)
"""What SQS's 80 characters leave of a name, so that both queues of both kinds have one."""
_NAME = re.compile(rf"^[A-Za-z0-9_-]{{1,{NAME_LIMIT}}}$")
# AWS's most. A standard queue counts from when a message was first sent, so the dead need no less than the living.
_DEAD_RETENTION_DAYS = 14
# Long polling: an answer of nothing after a millisecond costs as much as one after twenty seconds
_WAIT_SECONDS = 20
_TO_SEND = ("kms:Decrypt", "kms:GenerateDataKey*")


class Queue(Construct):
    """Messages that failed too often wait aside for fourteen days instead of blocking or vanishing."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        config: QueueConfig,
        *,
        name: str,
        account_id: str,
        region: str,
        protected: bool = True,
    ) -> None:
        super().__init__(scope, id_)
        require(config, self.node.path)
        require_plain(self.node.path, name=name)
        self._require_name(name)
        key = Key(
            self,
            "key",
            name=name,
            description=f"{name}: messages on the way",
            account_id=account_id,
            users=_users(config.producers, account_id, region),
            protected=protected,
        )
        dead_letters = self._queue(
            "dead-letters",
            config,
            name=f"{name}{_DEAD}",
            key_arn=key.arn,
            retention_days=_DEAD_RETENTION_DAYS,
            protected=protected,
        )
        queue = self._queue(
            "Default",
            config,
            name=name,
            key_arn=key.arn,
            retention_days=config.retention_days,
            protected=protected,
            # here and not in a resource of its own: the queue is never without, and two owners would take turns
            dead_letters_arn=dead_letters.arn,
        )
        SqsQueueRedriveAllowPolicy(
            self,
            "redrive-allow",
            queue_url=dead_letters.id,
            redrive_allow_policy=json.dumps({"redrivePermission": "byQueue", "sourceQueueArns": [queue.arn]}),
        )
        senders = tuple(_sender(producer, queue.arn, account_id) for producer in config.producers)
        SqsQueuePolicy(self, "policy", queue_url=queue.id, policy=iam.policy((_only_over_tls(queue.arn), *senders)))
        SqsQueuePolicy(
            self,
            "dead-letters-policy",
            queue_url=dead_letters.id,
            policy=iam.policy((_only_over_tls(dead_letters.arn),)),
        )
        self.outputs = QueueOutputs(
            queue_url=queue.url,
            queue_arn=queue.arn,
            queue_name=queue.name,
            dead_letter_queue_url=dead_letters.url,
            dead_letter_queue_arn=dead_letters.arn,
            key_arn=key.arn,
        )
        self.dead_letter_queue_name = dead_letters.name

    def _queue(
        self,
        id_: str,
        config: QueueConfig,
        *,
        name: str,
        key_arn: str,
        retention_days: int,
        protected: bool,
        dead_letters_arn: str = "",
    ) -> SqsQueue:
        fifo = config.fifo
        by_group = fifo is not None and fifo.throughput_limit == "per_message_group_id"
        redrive = {"deadLetterTargetArn": dead_letters_arn, "maxReceiveCount": config.max_receive_count}
        return SqsQueue(
            self,
            id_,
            name=f"{name}{_FIFO}" if fifo else name,
            # the dead-letter queue of a FIFO queue is one too
            fifo_queue=True if fifo else None,
            content_based_deduplication=fifo.content_based_deduplication if fifo else None,
            deduplication_scope=("messageGroup" if by_group else "queue") if fifo else None,
            fifo_throughput_limit=("perMessageGroupId" if by_group else "perQueue") if fifo else None,
            kms_master_key_id=key_arn,
            message_retention_seconds=retention_days * DAY_SECONDS,
            visibility_timeout_seconds=config.visibility_timeout_seconds,
            receive_wait_time_seconds=_WAIT_SECONDS,
            redrive_policy=json.dumps(redrive) if dead_letters_arn else None,
            lifecycle=TerraformResourceLifecycle(prevent_destroy=protected),
        )

    def _require_name(self, name: str) -> None:
        if Token.is_unresolved(name) or _NAME.match(name):
            return
        problem = Problem(
            where=f"{self.node.path}.name",
            what="is no name of a queue",
            got=repr(name),
            allowed=f"up to {NAME_LIMIT} letters, digits, - and _",
            fix=f"leave {_FIFO} out, it is added where it belongs",
        )
        raise ConfigError([problem])


def _only_over_tls(arn: str) -> iam.Statement:
    return iam.Statement(
        sid="OnlyOverTls",
        effect="Deny",
        principal=iam.arns("*"),
        actions=("sqs:*",),
        resources=(arn,),
        conditions={"Bool": {"aws:SecureTransport": "false"}},
    )


def _sender(producer: Producer, arn: str, account_id: str) -> iam.Statement:
    return iam.Statement(
        sid=f"{producer.capitalize()}Sends",
        principal=iam.service(f"{producer}.amazonaws.com"),
        actions=("sqs:SendMessage",),
        resources=(arn,),
        conditions={"StringEquals": {"aws:SourceAccount": account_id}},
    )


def _users(producers: tuple[Producer, ...], account_id: str, region: str) -> tuple[iam.Statement, ...]:
    """Whoever this account lets use the queue, through SQS; and services that send, which come with no such role.

    https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
    """
    through_sqs = {"kms:CallerAccount": account_id, "kms:ViaService": f"sqs.{region}.amazonaws.com"}
    return (
        used_by("UsersThroughSqs", iam.account(account_id), actions=USE, conditions={"StringEquals": through_sqs}),
        *(
            used_by(
                f"{producer.capitalize()}Encrypts",
                iam.service(f"{producer}.amazonaws.com"),
                actions=_TO_SEND,
                # EventBridge is not known to name a source account when it encrypts; the queue's own policy asks for it
                conditions=None if producer == "events" else {"StringEquals": {"aws:SourceAccount": account_id}},
            )
            for producer in producers
        ),
    )
