"""Rules about load balancers."""

from typing import Any

import pytest

from tests.analysis.policies.cases import Case, both, holds, one

BALANCER, LISTENER, GROUP = "aws_lb", "aws_lb_listener", "aws_lb_target_group"
MODERN = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"


def network_balancer(protocol: str) -> Any:
    """A network load balancer with a listener, and no access log."""
    listener = one(LISTENER, load_balancer_arn="${aws_lb.this.arn}", protocol=protocol)
    return both(one(BALANCER, load_balancer_type="network"), listener)


CASES = (
    Case(
        rule="elb-access-logs",
        good=both(one(BALANCER, access_logs={"enabled": True}), one(BALANCER, "g", load_balancer_type="gateway")),
        bad=one(BALANCER, access_logs={"bucket": "x"}),
        says="access_logs.enabled is false",
    ),
    Case(
        rule="elb-access-logs",
        good=network_balancer("TCP"),
        bad=network_balancer("TLS"),
        says="access_logs.enabled is false",
    ),
    Case(
        rule="elb-headers",
        good=one(BALANCER, drop_invalid_header_fields=True),
        bad=one(BALANCER),
        says="drop_invalid_header_fields is false",
    ),
    Case(
        rule="elb-desync",
        good=one(BALANCER),
        bad=one(BALANCER, desync_mitigation_mode="monitor"),
        says="desync_mitigation_mode is monitor",
    ),
    Case(
        rule="elb-deletion-protection",
        good=one(BALANCER, enable_deletion_protection=True),
        bad=one(BALANCER),
        says="enable_deletion_protection is false",
    ),
    Case(
        rule="elb-tls",
        good=one(LISTENER, protocol="HTTP", default_action=[{"type": "redirect", "redirect": {"protocol": "HTTPS"}}]),
        bad=one(LISTENER, protocol="HTTP", default_action=[{"type": "forward"}]),
        says="answers in the clear",
    ),
    Case(
        rule="elb-tls",
        good=one(LISTENER, protocol="HTTPS", ssl_policy=MODERN, certificate_arn="arn"),
        bad=one(LISTENER, protocol="HTTPS", certificate_arn="arn"),
        says="got      ELBSecurityPolicy-2016-08",
    ),
    Case(
        rule="elb-health-check",
        good=both(one(GROUP, health_check={"path": "/"}), one(GROUP, "f", target_type="lambda")),
        bad=one(GROUP),
        says="health_check is missing",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.says}")
def test_rule(case: Case) -> None:
    holds(case)
