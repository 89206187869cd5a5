"""The alarm on flow logs that stop, alone in somebody's stack."""

from typing import Any

from constructs_lib.network.flow_log_alarm import FlowLogAlarm
from constructs_lib.network.flow_logs import delivered_below
from tests.synthesis import resource, synthesized


def alarm() -> Any:
    return synthesized(
        lambda stack: FlowLogAlarm(
            stack,
            "alarm",
            name="shop-flow-logs",
            bucket_name="shop-logs",
            prefix=delivered_below("111111111111", "us-east-1"),
            topic_arn="arn:aws:sns:us-east-1:111111111111:warning",
        )
    )


def test_s3_counts_what_is_delivered() -> None:
    """Without a filter of its own S3 measures no requests at all, and one for the bucket would count other logs."""
    metric = resource(alarm(), "aws_s3_bucket_metric")

    assert (metric["bucket"], metric["filter"]) == (
        "shop-logs",
        {"prefix": "AWSLogs/aws-account-id=111111111111/aws-service=vpcflowlogs/aws-region=us-east-1/"},
    )


def test_the_alarm_watches_just_that_filter() -> None:
    document = alarm()
    name = resource(document, "aws_s3_bucket_metric")["name"]
    watched = resource(document, "aws_cloudwatch_metric_alarm")

    assert (watched["namespace"], watched["metric_name"], watched["statistic"]) == ("AWS/S3", "PutRequests", "Sum")
    assert watched["dimensions"] == {"BucketName": "shop-logs", "FilterId": name}


def test_silence_is_what_it_rings_for() -> None:
    """Nothing written is nothing measured; an hour of it is no late file."""
    watched = resource(alarm(), "aws_cloudwatch_metric_alarm")

    assert watched["treat_missing_data"] == "breaching"
    assert (watched["comparison_operator"], watched["threshold"]) == ("LessThanThreshold", 1)
    assert watched["period"] * watched["evaluation_periods"] == 3600
    assert "log events are missing" in watched["alarm_description"]
    assert watched["alarm_actions"] == watched["ok_actions"] == ["arn:aws:sns:us-east-1:111111111111:warning"]
