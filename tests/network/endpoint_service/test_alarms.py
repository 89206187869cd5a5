"""What rings when an offered service cannot be reached, or cuts its users off."""

from typing import Any

from constructs_lib.network.endpoint_service.alarms import EndpointServiceAlarms
from constructs_lib.network.endpoint_service.config import EndpointServiceConfig
from tests.synthesis import resources, synthesized

CONFIG = EndpointServiceConfig(component="orders", allowed_principals=("arn:aws:iam::888888888888:root",))


def alarms() -> dict[str, Any]:
    document = synthesized(
        lambda stack: EndpointServiceAlarms(
            stack,
            "alarms",
            CONFIG,
            name="shop-orders",
            service_id="vpce-svc-1",
            load_balancer_arn_suffix="net/shop/1",
            target_group_arn_suffix="targetgroup/shop/2",
            critical_topic_arn="arn:critical",
            warning_topic_arn="arn:warning",
        )
    )
    return {body["alarm_name"]: body for body in resources(document, "aws_cloudwatch_metric_alarm").values()}


def test_no_healthy_target_pages_somebody() -> None:
    body = alarms()["shop-orders-unhealthy"]

    assert (body["metric_name"], body["comparison_operator"], body["threshold"]) == (
        "HealthyHostCount",
        "LessThanThreshold",
        1,
    )
    assert body["dimensions"] == {"LoadBalancer": "net/shop/1", "TargetGroup": "targetgroup/shop/2"}
    assert (body["treat_missing_data"], body["alarm_actions"]) == ("breaching", ["arn:critical"])


def test_connections_cut_off_are_looked_at() -> None:
    body = alarms()["shop-orders-resets"]

    assert (body["namespace"], body["metric_name"]) == ("AWS/PrivateLinkServices", "RstPacketsSent")
    assert body["dimensions"] == {"Service Id": "vpce-svc-1"}
    assert (body["threshold"], body["alarm_actions"]) == (CONFIG.resets_a_minute, ["arn:warning"])
