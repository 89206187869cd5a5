"""Queues, as AWS has them after an apply (S3)."""

import json
from typing import Any

import pytest

from constructs_lib.foundation.placement import Placement
from constructs_lib.serverless.queue.config import QueueConfig
from tests.apply.estate import APPLIED, Estate

QUEUES = [(plan.placement, plan.config) for plan in APPLIED if isinstance(plan.config, QueueConfig)]
IDS = [placement.stack_id("queue", config.component) for placement, config in QUEUES]
DAY_SECONDS = 86_400


def outputs_of(estate: Estate, placement: Placement, config: QueueConfig) -> dict[str, str]:
    """What the stack of a queue tells, without the component in front."""
    told = estate.outputs(placement.environment)[placement.stack_id("queue", config.component)]
    prefix = config.component.title().replace("-", "")
    return {name.removeprefix(prefix): str(value) for name, value in told.items()}


def attributes(estate: Estate, placement: Placement, url: str) -> dict[str, Any]:
    """Everything SQS says of a queue."""
    sqs = estate.client("sqs", placement.account.id, placement.region)
    return sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]


def test_the_queue_is_told_by_its_name(estate: Estate) -> None:
    assert any("QueueUrl" in fields for fields in estate.outputs("dev").values())


@pytest.mark.parametrize(("placement", "config"), QUEUES, ids=IDS)
def test_messages_are_kept_hidden_and_encrypted_as_configured(
    estate: Estate, placement: Placement, config: QueueConfig
) -> None:
    outputs = outputs_of(estate, placement, config)
    found = attributes(estate, placement, outputs["QueueUrl"])

    assert found["QueueArn"] == outputs["QueueArn"]
    assert found["MessageRetentionPeriod"] == str(config.retention_days * DAY_SECONDS)
    assert found["VisibilityTimeout"] == str(config.visibility_timeout_seconds)
    assert found["KmsMasterKeyId"] == outputs["KeyArn"]
    assert json.loads(found["Policy"])["Statement"][0]["Sid"] == "OnlyOverTls"


@pytest.mark.parametrize(("placement", "config"), QUEUES, ids=IDS)
def test_dead_letters_go_to_a_queue_that_takes_them(estate: Estate, placement: Placement, config: QueueConfig) -> None:
    outputs = outputs_of(estate, placement, config)
    living = attributes(estate, placement, outputs["QueueUrl"])
    dead = attributes(estate, placement, outputs["DeadLetterQueueUrl"])

    assert json.loads(living["RedrivePolicy"]) == {
        "deadLetterTargetArn": outputs["DeadLetterQueueArn"],
        "maxReceiveCount": config.max_receive_count,
    }
    assert json.loads(dead["RedriveAllowPolicy"]) == {
        "redrivePermission": "byQueue",
        "sourceQueueArns": [outputs["QueueArn"]],
    }
    assert dead["MessageRetentionPeriod"] == str(14 * DAY_SECONDS)


@pytest.mark.parametrize(("placement", "config"), QUEUES, ids=IDS)
def test_alarms_tell_the_accounts_topics(estate: Estate, placement: Placement, config: QueueConfig) -> None:
    name = outputs_of(estate, placement, config)["QueueName"].removesuffix(".fifo")
    account = estate.outputs(placement.environment)[placement.stack_id("account")]
    cloudwatch = estate.client("cloudwatch", placement.account.id, placement.region)
    alarms = cloudwatch.describe_alarms(AlarmNamePrefix=f"{name}-")["MetricAlarms"]

    assert {each["AlarmName"].removeprefix(f"{name}-"): each["AlarmActions"] for each in alarms} == {
        "oldest-message": [account["CriticalTopicArn"]],
        "depth": [account["WarningTopicArn"]],
        "dead-letters": [account["WarningTopicArn"]],
    }
