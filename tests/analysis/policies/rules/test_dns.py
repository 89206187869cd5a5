"""Rules about names and certificates."""

import pytest

from tests.analysis.policies.cases import Case, holds, one

CERTIFICATE, RECORD, CHECK = "aws_acm_certificate", "aws_route53_record", "aws_route53_health_check"
VALIDATION, ZONE = "aws_acm_certificate_validation", "aws_route53_zone"
FAILOVER = {"type": "PRIMARY"}

CASES = (
    Case(
        rule="certificate-name",
        good=one(CERTIFICATE, domain_name="example.com"),
        bad=one(CERTIFICATE, domain_name=f"{'x' * 61}.com"),
        says="got      65 characters",
    ),
    Case(
        rule="certificate-renewal",
        good=one(CERTIFICATE, validation_method="DNS"),
        bad=one(CERTIFICATE, validation_method="EMAIL"),
        says="validation_method is EMAIL",
    ),
    Case(
        rule="certificate-replacement",
        good=one(CERTIFICATE, lifecycle={"create_before_destroy": True}),
        bad=one(CERTIFICATE),
        says="lifecycle.create_before_destroy is false",
    ),
    Case(
        rule="certificate-validated",
        good=one(VALIDATION, certificate_arn="x", validation_record_fqdns=["y"]),
        bad=one(VALIDATION, certificate_arn="x"),
        says="validation_record_fqdns is missing",
    ),
    Case(
        rule="record-set-identifier",
        good=one(RECORD, failover_routing_policy=FAILOVER, set_identifier="a"),
        bad=one(RECORD, failover_routing_policy=[FAILOVER]),
        says="failover_routing_policy without set_identifier",
    ),
    Case(
        rule="record-failover-ttl",
        good=one(RECORD, failover_routing_policy=FAILOVER, ttl=60),
        bad=one(RECORD, failover_routing_policy=FAILOVER, ttl=300),
        says="got      300 s",
    ),
    Case(
        rule="health-check-alarm-region",
        good=one(CHECK, type="HTTPS"),
        bad=one(CHECK, type="CLOUDWATCH_METRIC", cloudwatch_alarm_name="x"),
        says="cloudwatch_alarm_region is missing",
    ),
    Case(rule="zone-kept", good=one(ZONE), bad=one(ZONE, force_destroy=True), says="force_destroy is true"),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.says}")
def test_rule(case: Case) -> None:
    holds(case)
