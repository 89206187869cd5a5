"""A load balancer alone in somebody's stack."""

from typing import Any

import pytest

from constructs_lib.compute.cluster.config import ClusterConfig
from constructs_lib.compute.cluster.load_balancer import LoadBalancer
from constructs_lib.foundation.errors import ConfigError
from tests.synthesis import resource, resources, synthesized


def load_balancer(*, name: str = "shop", protected: bool = True, **settings: Any) -> Any:
    config = ClusterConfig(host_names=("api",), **settings)
    return synthesized(
        lambda stack: LoadBalancer(
            stack,
            "edge",
            config,
            name=name,
            vpc_id="vpc-1",
            subnet_ids=["subnet-a", "subnet-b"],
            certificate_arn="arn:certificate",
            access_log_bucket_name="shop-access-logs",
            protected=protected,
        )
    )


def test_listens_on_443_and_nowhere_else() -> None:
    """No redirect from 80 either: the request it answers has already gone in the clear."""
    document = load_balancer()
    listener = resource(document, "aws_lb_listener")
    rule = resource(document, "aws_vpc_security_group_ingress_rule")

    assert (listener["port"], listener["protocol"], listener["certificate_arn"]) == (443, "HTTPS", "arn:certificate")
    assert (rule["from_port"], rule["to_port"], rule["cidr_ipv4"]) == (443, 443, "0.0.0.0/0")


def test_speaks_only_current_tls_and_tells_browsers_to_stay_with_it() -> None:
    listener = resource(load_balancer(), "aws_lb_listener")

    assert listener["ssl_policy"] == "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"
    assert listener["routing_http_response_strict_transport_security_header_value"] == "max-age=31536000"


def test_answers_404_to_what_no_service_asked_for() -> None:
    (action,) = resource(load_balancer(), "aws_lb_listener")["default_action"]

    assert (action["type"], action["fixed_response"]["status_code"]) == ("fixed-response", "404")


def test_is_public_logged_and_takes_no_invalid_headers() -> None:
    body = resource(load_balancer(idle_timeout_seconds=30), "aws_lb")

    assert (body["internal"], body["load_balancer_type"], body["subnets"]) == (
        False,
        "application",
        ["subnet-a", "subnet-b"],
    )
    assert body["access_logs"] == {"bucket": "shop-access-logs", "enabled": True}
    assert (body["drop_invalid_header_fields"], body["idle_timeout"]) == (True, 30)


def test_reaches_nothing_until_a_service_lets_it() -> None:
    assert resources(load_balancer(), "aws_vpc_security_group_egress_rule") == {}


@pytest.mark.parametrize("protected", [True, False])
def test_is_not_deleted_by_accident(*, protected: bool) -> None:
    assert resource(load_balancer(protected=protected), "aws_lb")["enable_deletion_protection"] == protected


def test_refuses_what_cannot_work() -> None:
    with pytest.raises(ConfigError, match=r"alone/edge\.idle_timeout_seconds"):
        load_balancer(idle_timeout_seconds=0)
    with pytest.raises(ConfigError, match="text that Terraform would evaluate"):
        load_balancer(name="${x}")
