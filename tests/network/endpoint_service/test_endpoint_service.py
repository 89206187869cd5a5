"""A service offered by PrivateLink, alone in somebody's stack."""

from dataclasses import replace
from typing import Any

import pytest

from constructs_lib.foundation.errors import ConfigError
from constructs_lib.network.endpoint_service.config import EndpointServiceConfig
from constructs_lib.network.endpoint_service.endpoint_service import EndpointService
from tests.synthesis import resource, synthesized

CONFIG = EndpointServiceConfig(component="orders", allowed_principals=("arn:aws:iam::888888888888:root",))
NAMED = replace(CONFIG, private_dns_name="api")


def service(config: EndpointServiceConfig = CONFIG, *, zone_id: str | None = None) -> Any:
    return synthesized(
        lambda stack: EndpointService(
            stack,
            "service",
            config,
            name="shop-orders",
            load_balancer_arn="arn:aws:elasticloadbalancing:us-east-1:111111111111:loadbalancer/net/shop/1",
            topic_arn="arn:topic",
            zone_id=zone_id,
            zone_name="example.com" if zone_id else None,
        )
    )


def test_nobody_is_connected_who_was_not_accepted() -> None:
    body = resource(service(), "aws_vpc_endpoint_service")

    assert (body["acceptance_required"], body["allowed_principals"]) == (True, ["arn:aws:iam::888888888888:root"])


def test_somebody_is_told_of_every_connection() -> None:
    notification = resource(service(), "aws_vpc_endpoint_connection_notification")

    assert notification["connection_notification_arn"] == "arn:topic"
    assert set(notification["connection_events"]) == {"Accept", "Connect", "Delete", "Reject"}


def test_without_a_name_nothing_is_verified() -> None:
    document = service()

    assert "private_dns_name" not in resource(document, "aws_vpc_endpoint_service")
    assert "aws_route53_record" not in document["resource"]


def test_a_name_is_proved_by_a_record_before_aws_looks() -> None:
    document = service(NAMED, zone_id="Z1")
    record = resource(document, "aws_route53_record")
    verified = resource(document, "aws_vpc_endpoint_service_private_dns_verification")

    assert resource(document, "aws_vpc_endpoint_service")["private_dns_name"] == "api.example.com"
    assert record["zone_id"] == "Z1"
    assert [record[each].rpartition(".")[2] for each in ("name", "type")] == ["name}", "type}"]
    assert verified["wait_for_verification"] is True
    assert [each.partition(".")[0] for each in verified["depends_on"]] == ["aws_route53_record"]


def test_a_name_needs_its_zone() -> None:
    with pytest.raises(ConfigError, match=r"alone/service\.private_dns_name: needs its zone"):
        service(NAMED)


def test_refuses_a_config_that_cannot_work() -> None:
    with pytest.raises(ConfigError, match=r"alone/service\.allowed_principals"):
        service(replace(CONFIG, allowed_principals=("*",)))
