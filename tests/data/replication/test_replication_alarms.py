"""The alarms of a replication alone in somebody's stack."""

from dataclasses import replace
from typing import Any

import pytest
from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider

from constructs_lib.data.replication.config import ReplicationConfig
from constructs_lib.data.replication.replication_alarms import FailureAlarm, LagAlarms
from constructs_lib.foundation.errors import ConfigError
from tests.placements import VIRGINIA
from tests.synthesis import resources, synthesized

CONFIG = ReplicationConfig(component="audit", to=replace(VIRGINIA, region="us-west-2"))
OF_THE_RULE = {"SourceBucket": "here", "DestinationBucket": "there", "RuleId": "everything"}


def alarms(config: ReplicationConfig = CONFIG) -> dict[str, Any]:
    def build(stack: TerraformStack) -> None:
        FailureAlarm(
            stack,
            "failures",
            config,
            name="shop-here",
            source_bucket_name="here",
            destination_bucket_name="there",
            rule_id="everything",
            topic_arn="critical-here",
        )
        LagAlarms(
            stack,
            "lag",
            config,
            name="shop-there",
            source_bucket_name="here",
            destination_bucket_name="there",
            rule_id="everything",
            critical_topic_arn="critical-there",
            warning_topic_arn="warning-there",
            provider=AwsProvider(stack, "there", alias="there", region="us-west-2"),
        )

    return {body["metric_name"]: body for body in resources(synthesized(build), "aws_cloudwatch_metric_alarm").values()}


def test_all_are_about_the_one_rule_between_two_buckets() -> None:
    """Metrics of replication exist for the three together only; anything less is an alarm that never rings."""
    found = alarms()

    assert {name: (body["namespace"], body["dimensions"]) for name, body in found.items()} == dict.fromkeys(
        ("OperationsFailedReplication", "ReplicationLatency", "BytesPendingReplication"), ("AWS/S3", OF_THE_RULE)
    )


def test_each_lives_where_its_metric_is_published_and_so_does_its_topic() -> None:
    """Failures are counted in the source's region, everything else in the destination's."""
    found = {name: (body.get("provider"), body["alarm_actions"]) for name, body in alarms().items()}

    assert found == {
        "OperationsFailedReplication": (None, ["critical-here"]),
        "ReplicationLatency": ("aws.there", ["critical-there"]),
        "BytesPendingReplication": ("aws.there", ["warning-there"]),
    }


def test_thresholds_are_the_configs() -> None:
    found = alarms(replace(CONFIG, latency_alarm_seconds=300, pending_alarm_gib=2, tolerated_failures=5))

    assert {name: (body["threshold"], body["statistic"], body["period"]) for name, body in found.items()} == {
        "OperationsFailedReplication": (5, "Sum", 300),
        "ReplicationLatency": (300, "Maximum", 60),
        "BytesPendingReplication": (2 * 1024**3, "Maximum", 60),
    }
    assert {body["comparison_operator"] for body in found.values()} == {"GreaterThanThreshold"}


def test_a_quiet_bucket_does_not_ring_and_a_late_one_does_not_fall_silent() -> None:
    """Failures that did not happen are not counted; how late copies are is not known in a minute without a point."""
    assert {name: body["treat_missing_data"] for name, body in alarms().items()} == {
        "OperationsFailedReplication": "notBreaching",
        "ReplicationLatency": "ignore",
        "BytesPendingReplication": "ignore",
    }


def test_refuses_a_mistaken_config() -> None:
    with pytest.raises(ConfigError, match="tolerated_failures: is out of range"):
        alarms(replace(CONFIG, tolerated_failures=-1))
