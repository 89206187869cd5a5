"""Queues and topics."""

import json
from typing import Any, Final

from constructs_lib.analysis.policies.model import Resource
from constructs_lib.analysis.policies.rule import Fault, Faults, Names, needs, rule
from constructs_lib.analysis.policies.statements import conditions_of, statements

QUEUE: Final = "aws_sqs_queue"
TOPIC: Final = "aws_sns_topic"
_MOST_RECEIVES: Final = 1000


@rule(
    "sqs-encryption",
    on=QUEUE,
    why="Messages lie on disk until they are read.",
    fix="set kms_master_key_id, or sqs_managed_sse_enabled to true",
    names=Names(
        pci=("3.5.1",),
        soc2=("CC6.1",),
        hipaa=("164.312(a)(2)(iv)",),
        fsbp=("SQS.1",),
        checkov=("CKV_AWS_27",),
    ),
)
def queue_encryption(queue: Resource) -> Faults:
    if queue.raw("kms_master_key_id") is None and not queue.on("sqs_managed_sse_enabled"):
        yield Fault(what="the queue's messages are not encrypted")


@rule(
    "sqs-tls-only",
    on=QUEUE,
    why="Without it messages can travel in the clear.",
    fix="deny sqs:* in the queue's policy where aws:SecureTransport is false",
    names=Names(pci=("4.2.1",), soc2=("CC6.7",), hipaa=("164.312(e)(1)",)),
)
def queue_tls_only(queue: Resource) -> Faults:
    refused = any(
        statement.get("Effect") == "Deny" and "false" in conditions_of(statement, "aws:SecureTransport")
        for policy in queue.users("aws_sqs_queue_policy", "queue_url")
        for statement in statements(policy)
    )
    if not refused:
        yield Fault(what="the queue's policy does not refuse requests without TLS")


def _redrive(queue: Resource) -> dict[str, Any]:
    text = queue.raw("redrive_policy")
    try:
        parsed = json.loads(text) if isinstance(text, str) else text
    except ValueError:
        return {}
    return parsed if isinstance(parsed, dict) else {}  # pyright: ignore[reportUnknownVariableType]


@rule(
    "sqs-dead-letters",
    on=QUEUE,
    why="A message that nobody can process comes back for days and is then lost.",
    fix="add a second queue, and name it in redrive_policy",
    names=Names(soc2=("A1.2",)),
)
def dead_letters(queue: Resource) -> Faults:
    receives_them = any(
        queue.stack.leads_to(_redrive(each).get("deadLetterTargetArn"), queue) for each in queue.stack.of(QUEUE)
    )
    separate = queue.users("aws_sqs_queue_redrive_policy", "queue_url")
    takes = queue.users("aws_sqs_queue_redrive_allow_policy", "queue_url")
    if not receives_them and not takes and not separate and queue.raw("redrive_policy") is None:
        yield Fault(what="there is no place for messages nobody can process")


@rule(
    "sqs-redrive",
    on=QUEUE,
    why="AWS refuses a dead-letter queue of the other type, and a count that can never be reached.",
    fix="make both queues FIFO or neither, and maxReceiveCount 1 to 1000",
)
def redrive(queue: Resource) -> Faults:
    policy = _redrive(queue)
    if not policy:
        return
    count = policy.get("maxReceiveCount")
    if str(count).isdigit() and not 1 <= int(str(count)) <= _MOST_RECEIVES:
        yield Fault(what="maxReceiveCount is out of range", got=str(count), allowed="1 to 1000")
    dead = queue.stack.origin(policy.get("deadLetterTargetArn"), "redrive_policy")
    if dead is not None and dead.type == QUEUE and dead.on("fifo_queue") != queue.on("fifo_queue"):
        yield Fault(what="a FIFO queue and a standard one are joined", got=dead.address)


@rule(
    "sqs-fifo-name",
    on=QUEUE,
    why="AWS tells FIFO queues by their name.",
    fix="end the name of a FIFO queue, and of no other, in .fifo",
)
def fifo_name(queue: Resource) -> Faults:
    name = queue.get("name")
    if name is not None and name.endswith(".fifo") != queue.on("fifo_queue"):
        yield Fault(what="the name does not fit the type of the queue", got=name)


@rule(
    "sns-encryption",
    on=TOPIC,
    why="Messages tell what is wrong and where; and AWS's own key cannot be used by the services that publish.",
    fix="set kms_master_key_id to a key whose policy lets the publishers in",
    names=Names(
        pci=("3.5.1",),
        soc2=("CC6.1",),
        hipaa=("164.312(a)(2)(iv)",),
        fsbp=("SNS.1",),
        checkov=("CKV_AWS_26",),
    ),
)
def topic_encryption(topic: Resource) -> Faults:
    yield from needs(topic, "kms_master_key_id")
    if topic.raw("kms_master_key_id") == "alias/aws/sns":
        yield Fault(what="alarms and budgets cannot publish with AWS's own key", got="alias/aws/sns")


@rule(
    "sns-policy",
    on=TOPIC,
    why="Without a policy of its own no service can publish, and nobody is told.",
    fix="add aws_sns_topic_policy: which services publish, for which account",
    names=Names(soc2=("CC7.2",)),
)
def topic_policy(topic: Resource) -> Faults:
    if topic.raw("policy") is None and not topic.users("aws_sns_topic_policy", "arn"):
        yield Fault(what="the topic has no policy")
