"""Rules about queues and topics."""

import json
from typing import Any

import pytest

from tests.analysis.policies.cases import Case, both, holds, one

QUEUE, TOPIC = "aws_sqs_queue", "aws_sns_topic"
TLS = json.dumps(
    {"Statement": [{"Effect": "Deny", "Action": "sqs:*", "Condition": {"Bool": {"aws:SecureTransport": "false"}}}]}
)


def pair(count: int = 5, *, dead_fifo: bool = False) -> Any:
    """A queue and its dead-letter queue."""
    policy = json.dumps({"deadLetterTargetArn": "${aws_sqs_queue.dead.arn}", "maxReceiveCount": count})
    return both(one(QUEUE, redrive_policy=policy), one(QUEUE, "dead", fifo_queue=dead_fifo))


CASES = (
    Case(
        rule="sqs-encryption",
        good=both(one(QUEUE, kms_master_key_id="x"), one(QUEUE, "own", sqs_managed_sse_enabled=True)),
        bad=one(QUEUE),
        says="not encrypted",
    ),
    Case(
        rule="sqs-tls-only",
        good=both(one(QUEUE), one("aws_sqs_queue_policy", queue_url="${aws_sqs_queue.this.id}", policy=TLS)),
        bad=one(QUEUE),
        says="without TLS",
    ),
    Case(rule="sqs-dead-letters", good=pair(), bad=one(QUEUE), says="no place for messages"),
    Case(rule="sqs-redrive", good=pair(), bad=pair(0), says="maxReceiveCount is out of range"),
    Case(rule="sqs-redrive", good=pair(1000), bad=pair(dead_fifo=True), says="got      aws_sqs_queue.dead"),
    Case(
        rule="sqs-fifo-name",
        good=one(QUEUE, name="a.fifo", fifo_queue=True),
        bad=one(QUEUE, name="a", fifo_queue=True),
        says="does not fit the type",
    ),
    Case(
        rule="sns-encryption",
        good=one(TOPIC, kms_master_key_id="${aws_kms_key.this.arn}"),
        bad=one(TOPIC, kms_master_key_id="alias/aws/sns"),
        says="AWS's own key",
    ),
    Case(
        rule="sns-policy",
        good=both(one(TOPIC), one("aws_sns_topic_policy", arn="${aws_sns_topic.this.arn}")),
        bad=one(TOPIC),
        says="no policy",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.says}")
def test_rule(case: Case) -> None:
    holds(case)
