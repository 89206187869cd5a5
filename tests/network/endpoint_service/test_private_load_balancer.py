"""The load balancer behind PrivateLink, alone in somebody's stack."""

from typing import Any

import pytest

from constructs_lib.network.endpoint_service.private_load_balancer import PrivateLoadBalancer
from tests.analysis.policies.cases import found
from tests.synthesis import resource, synthesized


def load_balancer(*, protected: bool = True) -> Any:
    return synthesized(
        lambda stack: PrivateLoadBalancer(
            stack,
            "balancer",
            name="shop-orders",
            vpc_id="vpc-1",
            subnet_ids=("subnet-a", "subnet-b"),
            target_arn="arn:aws:elasticloadbalancing:us-east-1:111111111111:loadbalancer/app/shop/1",
            target_security_group_id="sg-public",
            protected=protected,
        )
    )


@pytest.mark.parametrize("protected", [True, False])
def test_inside_and_in_every_zone_for_everybody(*, protected: bool) -> None:
    body = resource(load_balancer(protected=protected), "aws_lb")

    assert (body["load_balancer_type"], body["internal"], body["enable_cross_zone_load_balancing"]) == (
        "network",
        True,
        True,
    )
    assert body["enable_deletion_protection"] is protected


def test_only_privatelink_gets_in_and_only_to_the_load_balancer() -> None:
    document = load_balancer()
    out = resource(document, "aws_vpc_security_group_egress_rule")

    assert "aws_vpc_security_group_ingress_rule" not in document["resource"]
    assert resource(document, "aws_lb")["enforce_security_group_inbound_rules_on_private_link_traffic"] == "off"
    assert (out["referenced_security_group_id"], out["from_port"], out["to_port"]) == ("sg-public", 443, 443)


def test_hands_tls_on_as_it_is() -> None:
    """A TLS listener would need a certificate of its own, and hide from the target what was asked for."""
    document = load_balancer()
    listener, targets = resource(document, "aws_lb_listener"), resource(document, "aws_lb_target_group")

    assert (listener["port"], listener["protocol"]) == (443, "TCP")
    assert (targets["target_type"], targets["port"], targets["protocol"]) == ("alb", 443, "TCP")


def test_a_load_balancer_at_work_answers_404_to_nobodys_path() -> None:
    check = resource(load_balancer(), "aws_lb_target_group")["health_check"]

    assert (check["protocol"], check["path"], check["matcher"]) == ("HTTPS", "/", "200-499")


def test_the_target_is_the_load_balancer() -> None:
    target = resource(load_balancer(), "aws_lb_target_group_attachment")

    assert (target["port"], target["target_id"].rpartition(":")[2]) == (443, "loadbalancer/app/shop/1")


def test_policies_ask_no_access_log_of_it() -> None:
    """It would stay empty: TLS ends behind it."""
    assert found("elb-access-logs", load_balancer()) == []
