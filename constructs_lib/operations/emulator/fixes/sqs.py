"""Fixes to moto's SQS."""

from __future__ import annotations

import json
import uuid
from typing import Any

from constructs_lib.operations.emulator.fixes.fix import Clients, Fix, Seen, around, around_property

# moto finds an attribute of a queue by its name in this spelling.
_ALLOW = "redrive_allow_policy"


def redrive_allow_policy() -> None:
    """Know the attribute with which a dead-letter queue says whose messages it takes."""
    from moto.sqs.models import Queue

    Queue.BASE_ATTRIBUTES = [*Queue.BASE_ATTRIBUTES, "RedriveAllowPolicy"]
    setattr(Queue, _ALLOW, None)

    @around(Queue, "_set_attributes")
    def set_attributes(original, self, attributes, now=None):
        original(self, attributes, now)
        # Setting it to nothing removes it, and AWS then leaves it out.
        setattr(self, _ALLOW, getattr(self, _ALLOW) or None)


def compact_redrive_policy() -> None:
    """Answer with the redrive policy as AWS writes it, without blanks: the provider compares characters."""
    from moto.sqs.models import Queue

    @around_property(Queue, "attributes")
    def attributes(original, self):
        answer = original(self)
        if isinstance(answer.get("RedrivePolicy"), str):
            answer["RedrivePolicy"] = json.dumps(json.loads(answer["RedrivePolicy"]), separators=(",", ":"))
        return answer


def policy_survives() -> None:
    """Setting another attribute leaves the queue's policy alone; moto takes a missing policy for an empty one."""
    from moto.sqs.models import Queue

    @around(Queue, "_set_attributes")
    def set_attributes(original, self, attributes, now=None):
        if "Policy" not in attributes and getattr(self, "_policy_json", None):
            attributes = {**attributes, "Policy": self.policy}
        original(self, attributes, now)


def _queue(client: Clients, **attributes: str) -> tuple[Any, str, str]:
    sqs = client("sqs")
    url = sqs.create_queue(QueueName=f"probe-{uuid.uuid4().hex}", Attributes=attributes)["QueueUrl"]
    answer = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])
    return sqs, url, answer["Attributes"]["QueueArn"]


def _see_redrive_allow(client: Clients) -> Seen:
    sqs, url, _ = _queue(client)
    policy = '{"redrivePermission":"denyAll"}'
    seen = []
    for value in (policy, ""):
        sqs.set_queue_attributes(QueueUrl=url, Attributes={"RedriveAllowPolicy": value})
        answer = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])
        seen.append(answer["Attributes"].get("RedriveAllowPolicy"))
    return seen, [policy, None]


def _see_redrive(client: Clients) -> Seen:
    _, _, dead_letter = _queue(client)
    policy = f'{{"deadLetterTargetArn":"{dead_letter}","maxReceiveCount":3}}'
    sqs, url, _ = _queue(client, RedrivePolicy=policy)
    answer = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["RedrivePolicy"])
    return answer["Attributes"]["RedrivePolicy"], policy


def _see_policy(client: Clients) -> Seen:
    sqs, url, arn = _queue(client)
    statement = {"Effect": "Allow", "Principal": "*", "Action": "sqs:SendMessage", "Resource": arn}
    policy = {"Version": "2012-10-17", "Statement": [statement]}
    sqs.set_queue_attributes(QueueUrl=url, Attributes={"Policy": json.dumps(policy)})
    sqs.set_queue_attributes(QueueUrl=url, Attributes={"VisibilityTimeout": "60"})
    answer = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
    return json.loads(answer.get("Policy", "null")), policy


FIXES = (
    Fix(
        id="sqs.redrive-allow-policy",
        symptom="aws_sqs_queue_redrive_allow_policy: apply waits three minutes for an attribute that never shows",
        apply=redrive_allow_policy,
        probe=_see_redrive_allow,
    ),
    Fix(
        id="sqs.compact-redrive-policy",
        symptom="aws_sqs_queue: redrive_policy is planned again ('whitespace changes')",
        apply=compact_redrive_policy,
        probe=_see_redrive,
    ),
    Fix(
        id="sqs.policy-survives",
        symptom="aws_sqs_queue_policy: the policy is planned again after another attribute of the queue changed",
        apply=policy_survives,
        probe=_see_policy,
    ),
)
