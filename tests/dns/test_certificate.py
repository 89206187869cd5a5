"""A certificate alone in somebody's stack."""

from typing import Any

import pytest
from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.route53_record import Route53Record

from constructs_lib.dns.certificate import Certificate
from constructs_lib.dns.config import DnsConfig
from constructs_lib.foundation.errors import ConfigError
from tests.synthesis import resource, resources, synthesized

TOPIC = "arn:aws:sns:us-east-1:111111111111:shop-warning"


def certificate(*names: str, zone: str = "example.com") -> Any:
    config = DnsConfig(zone=zone, certificate_names=names or ("@", "*"))

    def build(stack: TerraformStack) -> None:
        authorities = Route53Record(stack, "authorities", zone_id="Z1", name="example.com", type="CAA", records=["x"])
        Certificate(stack, "certificate", config, name="shop", zone_id="Z1", topic_arn=TOPIC, after=[authorities])

    return synthesized(build)


def test_proves_itself_by_dns_and_is_replaced_before_it_goes() -> None:
    body = resource(certificate(), "aws_acm_certificate")

    assert (body["domain_name"], body["subject_alternative_names"]) == ("example.com", ["*.example.com"])
    assert (body["validation_method"], body["lifecycle"]) == ("DNS", {"create_before_destroy": True})


def test_is_asked_for_when_the_zone_says_who_may_issue_it() -> None:
    assert resource(certificate(), "aws_acm_certificate")["depends_on"] == ["aws_route53_record.authorities"]


def test_the_wildcard_and_its_base_share_one_record() -> None:
    records = resources(certificate("@", "*", "api.eu", "*.eu"), "aws_route53_record")

    assert sorted(records) == [
        "authorities",
        "certificate_validation",
        "certificate_validation-api_eu",
        "certificate_validation-eu",
    ]


def test_a_record_looks_up_what_its_name_is_asked_for() -> None:
    """Addresses are known at synth, contents after apply: no for_each, no second apply."""
    body = resources(certificate("*.eu"), "aws_route53_record")["certificate_validation-eu"]
    options = "aws_acm_certificate.certificate.domain_validation_options"

    assert [body["name"], body["type"], *body["records"]] == [
        f'${{one([for each in {options} : each.resource_record_{part} if each.domain_name == "*.eu.example.com"])}}'
        for part in ("name", "type", "value")
    ]
    assert "for_each" not in body
    assert "allow_overwrite" not in body


def test_is_told_only_when_it_is_valid() -> None:
    document = certificate("@", "api")
    body = resource(document, "aws_acm_certificate_validation")

    assert body["certificate_arn"] == "${aws_acm_certificate.certificate.arn}"
    assert len(body["validation_record_fqdns"]) == 2


def test_rings_before_it_ends() -> None:
    body = resource(certificate(), "aws_cloudwatch_metric_alarm")

    assert (body["namespace"], body["metric_name"], body["statistic"]) == (
        "AWS/CertificateManager",
        "DaysToExpiry",
        "Minimum",
    )
    assert (body["comparison_operator"], body["threshold"], body["period"]) == ("LessThanThreshold", 30, 86_400)
    assert (body["alarm_name"], body["alarm_actions"], body["treat_missing_data"]) == ("shop-expiry", [TOPIC], "ignore")


def test_refuses_a_config_that_cannot_work() -> None:
    with pytest.raises(ConfigError, match=r"alone/certificate\.certificate_names: name a host twice"):
        certificate("@", "@")
