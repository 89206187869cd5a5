"""What others may know of a zone."""

from constructs_lib.dns.outputs import DnsOutputs
from constructs_lib.foundation.outputs import fields_of, placeholders


def test_is_published_by_these_names() -> None:
    assert [field.output_name() for field in fields_of(DnsOutputs)] == [
        "ZoneId",
        "ZoneName",
        "NameServers",
        "CertificateArn",
    ]


def test_can_be_planned_on_before_it_exists() -> None:
    assert placeholders(DnsOutputs)["certificate_arn"].startswith("arn:aws:acm:us-east-1:000000000000:certificate/")
