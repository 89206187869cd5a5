"""The dns stack: what it puts together, reads and tells."""

from dataclasses import replace
from typing import Any

import pytest

from constructs_lib.dns.config import DnsConfig
from constructs_lib.dns.stack import DnsStack
from constructs_lib.foundation.stack import Read
from tests.placements import VIRGINIA
from tests.synthesis import resource, resources, synthesized_stack


def dns(*, protected: bool = True) -> tuple[DnsStack, Any]:
    placement = replace(VIRGINIA, protected=protected)
    return synthesized_stack(lambda app: DnsStack(app, placement, DnsConfig(zone="dev.example.com")))


def test_warns_where_the_account_says() -> None:
    stack, document = dns()

    assert stack.reads == [Read(reader="test-us-east-1-dns", source="test-us-east-1-account", record="AccountOutputs")]
    (action,) = resource(document, "aws_cloudwatch_metric_alarm")["alarm_actions"]
    assert "read-account_warning-topic-arn" in action


def test_tells_a_certificate_that_can_be_used() -> None:
    _, document = dns()
    told = {name: output["value"] for name, output in document["output"].items()}

    assert told["ZoneId"] == "${aws_route53_zone.zone.zone_id}"
    assert told["ZoneName"] == "${aws_route53_zone.zone.name}"
    assert told["CertificateArn"].startswith("${aws_acm_certificate_validation.certificate_validated")


def test_tells_the_name_servers_while_the_certificate_waits() -> None:
    """Whoever delegates the zone has to know them before the certificate can be issued."""
    _, document = dns()
    parameters = resources(document, "aws_ssm_parameter")

    assert parameters["contract_name-servers"] == {
        "name": "/cairn/test/us-east-1/dns/name_servers",
        "type": "String",
        "insecure_value": "${jsonencode(aws_route53_zone.zone.name_servers)}",
    }


@pytest.mark.parametrize("protected", [True, False])
def test_protection_is_the_placements(*, protected: bool) -> None:
    _, document = dns(protected=protected)

    assert resource(document, "aws_route53_zone")["lifecycle"] == {"prevent_destroy": protected}
