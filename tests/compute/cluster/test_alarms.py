"""Alarms of a load balancer alone in somebody's stack."""

from constructs_lib.compute.cluster.alarms import LoadBalancerAlarms
from tests.synthesis import resources, synthesized


def test_ring_by_severity_on_what_the_load_balancer_counts() -> None:
    alarms = resources(
        synthesized(
            lambda stack: LoadBalancerAlarms(
                stack,
                "alarms",
                name="shop",
                load_balancer_arn_suffix="app/shop/1",
                critical_topic_arn="arn:critical",
                warning_topic_arn="arn:warning",
            )
        ),
        "aws_cloudwatch_metric_alarm",
    )

    assert {
        body["alarm_name"]: (body["metric_name"], body["threshold"], body["alarm_actions"]) for body in alarms.values()
    } == {
        "shop-errors": ("HTTPCode_ELB_5XX_Count", 10, ["arn:critical"]),
        "shop-rejected-connections": ("RejectedConnectionCount", 0, ["arn:warning"]),
    }
    # by the suffix of its ARN: neither name nor ARN is a dimension
    assert {tuple(body["dimensions"].items()) for body in alarms.values()} == {(("LoadBalancer", "app/shop/1"),)}
    assert {(body["statistic"], body["treat_missing_data"]) for body in alarms.values()} == {("Sum", "notBreaching")}
