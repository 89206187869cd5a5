"""Zones and certificates, as AWS has them after an apply."""

from collections.abc import Mapping
from typing import Any

import pytest

from constructs_lib.dns.config import DnsConfig
from constructs_lib.foundation.host_names import full_name
from constructs_lib.foundation.placement import Placement
from tests.apply.estate import APPLIED, Estate

ZONES = [(plan.placement, plan.config) for plan in APPLIED if isinstance(plan.config, DnsConfig)]
IDS = [placement.stack_id("dns") for placement, _ in ZONES]


@pytest.fixture(scope="module")
def told(estate: Estate) -> Mapping[str, Any]:
    """What every stack tells the others, by stack."""
    return estate.everything()


@pytest.mark.parametrize(("placement", "config"), ZONES, ids=IDS)
def test_the_certificate_of_the_region_is_issued(
    estate: Estate, told: Mapping[str, Any], placement: Placement, config: DnsConfig
) -> None:
    acm = estate.client("acm", placement.account.id, placement.region)
    arn = told[placement.stack_id("dns")]["CertificateArn"]
    certificate = acm.describe_certificate(CertificateArn=arn)["Certificate"]
    names = [full_name(name, config.zone) for name in config.certificate_names]

    assert arn.split(":")[3:5] == [placement.region, placement.account.id]
    assert certificate["Status"] == "ISSUED"
    assert (certificate["DomainName"], set(certificate["SubjectAlternativeNames"])) == (names[0], set(names))


@pytest.mark.parametrize(("placement", "config"), ZONES, ids=IDS)
def test_every_name_is_proven_in_the_zone(
    estate: Estate, told: Mapping[str, Any], placement: Placement, config: DnsConfig
) -> None:
    """What ACM asks for is there: one record for a wildcard and the name below its star."""
    route53 = estate.client("route53", placement.account.id, placement.region)
    acm = estate.client("acm", placement.account.id, placement.region)
    outputs = told[placement.stack_id("dns")]
    certificate = acm.describe_certificate(CertificateArn=outputs["CertificateArn"])["Certificate"]
    asked = {
        (each["ResourceRecord"]["Name"], each["ResourceRecord"]["Value"])
        for each in certificate["DomainValidationOptions"]
    }
    records = route53.list_resource_record_sets(HostedZoneId=outputs["ZoneId"])["ResourceRecordSets"]

    assert {(each["Name"], each["ResourceRecords"][0]["Value"]) for each in records if each["Type"] == "CNAME"} == asked
    assert [each["ResourceRecords"][0]["Value"] for each in records if each["Type"] == "CAA"] == [
        '0 issue "amazon.com"'
    ]
    assert outputs["ZoneName"] == config.zone


@pytest.mark.parametrize(("placement", "config"), ZONES, ids=IDS)
def test_whoever_delegates_finds_the_name_servers(
    estate: Estate, told: Mapping[str, Any], placement: Placement, config: DnsConfig
) -> None:
    del config
    outputs = told[placement.stack_id("dns")]
    zone = estate.client("route53", placement.account.id, placement.region).get_hosted_zone(Id=outputs["ZoneId"])

    assert sorted(outputs["NameServers"]) == sorted(zone["DelegationSet"]["NameServers"])
