"""An alarm alone in somebody's stack."""

from typing import Any, Literal

import pytest
from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider

from constructs_lib.foundation.errors import ConfigError
from constructs_lib.parts.alarm import Alarm, Expression, Metric
from tests.synthesis import resource, synthesized

TOPIC = "arn:aws:sns:us-east-1:111111111111:shop-critical"
DEPTH = Metric(
    namespace="AWS/SQS", name="ApproximateAgeOfOldestMessage", dimensions={"QueueName": "orders"}, statistic="Maximum"
)


def alarm(
    metric: Metric | Expression = DEPTH,
    *,
    name: str = "shop-orders-age",
    when: Literal["above", "below"] = "above",
) -> Any:
    return resource(
        synthesized(
            lambda stack: Alarm(
                stack,
                "alarm",
                name=name,
                meaning="Orders wait",
                metric=metric,
                threshold=300,
                when=when,
                periods=3,
                missing_data="notBreaching",
                topic_arn=TOPIC,
            )
        ),
        "aws_cloudwatch_metric_alarm",
    )


def test_measures_what_it_is_told() -> None:
    body = alarm()

    assert {key: body[key] for key in ("namespace", "metric_name", "dimensions", "statistic", "period")} == {
        "namespace": "AWS/SQS",
        "metric_name": "ApproximateAgeOfOldestMessage",
        "dimensions": {"QueueName": "orders"},
        "statistic": "Maximum",
        "period": 60,
    }
    assert (body["threshold"], body["evaluation_periods"], body["treat_missing_data"]) == (300, 3, "notBreaching")


def test_tells_the_topic_when_it_rings_and_when_it_is_over() -> None:
    body = alarm()

    assert (body["alarm_actions"], body["ok_actions"]) == ([TOPIC], [TOPIC])


def test_rings_above_or_below() -> None:
    assert [alarm(when=when)["comparison_operator"] for when in ("above", "below")] == [
        "GreaterThanThreshold",
        "LessThanThreshold",
    ]


def test_refuses_a_name_terraform_would_evaluate() -> None:
    with pytest.raises(ConfigError, match="text that Terraform would evaluate"):
        alarm(name="${x}")


def test_a_percentile_goes_where_aws_wants_it() -> None:
    body = alarm(Metric(namespace="AWS/ApplicationELB", name="TargetResponseTime", dimensions={}, statistic="p95"))

    assert (body["extended_statistic"], body["evaluate_low_sample_count_percentiles"]) == ("p95", "ignore")
    assert "statistic" not in body


def test_what_follows_from_several_metrics_has_none_of_its_own() -> None:
    """AWS refuses an alarm with both."""
    wanted, running = (
        Metric(namespace="ECS/ContainerInsights", name=name, dimensions={"ServiceName": "shop"})
        for name in ("DesiredTaskCount", "RunningTaskCount")
    )
    body = alarm(Expression(formula="wanted - running", metrics={"wanted": wanted, "running": running}))
    result, *inputs = body["metric_query"]

    assert (result["expression"], result["return_data"]) == ("wanted - running", True)
    assert [(each["id"], each["metric"]["metric_name"], each["return_data"]) for each in inputs] == [
        ("wanted", "DesiredTaskCount", False),
        ("running", "RunningTaskCount", False),
    ]
    assert {"namespace", "metric_name", "dimensions", "statistic", "period"} & set(body) == set()


def test_lives_in_its_metrics_region() -> None:
    """In a link stack that may be another one than the stack's."""

    def build(stack: TerraformStack) -> None:
        Alarm(
            stack,
            "alarm",
            name="shop-orders-age",
            meaning="Orders wait",
            metric=DEPTH,
            threshold=300,
            periods=3,
            missing_data="notBreaching",
            topic_arn=TOPIC,
            provider=AwsProvider(stack, "there", alias="there", region="us-west-2"),
        )

    assert resource(synthesized(build), "aws_cloudwatch_metric_alarm")["provider"] == "aws.there"
    assert "provider" not in alarm()
