"""Names and certificates."""

from typing import Final

from constructs_lib.analysis.policies.model import Resource
from constructs_lib.analysis.policies.rule import Fault, Faults, Names, expect, needs, rule

CERTIFICATE: Final = "aws_acm_certificate"
RECORD: Final = "aws_route53_record"
CHECK: Final = "aws_route53_health_check"
_LONGEST_NAME: Final = 64
_ROUTED: Final = (
    "failover_routing_policy",
    "geolocation_routing_policy",
    "latency_routing_policy",
    "weighted_routing_policy",
)
_LONGEST_TTL: Final = 60


@rule(
    "certificate-name",
    on=CERTIFICATE,
    why="The first name of a certificate has at most 64 characters; AWS refuses a longer one.",
    fix="put a shorter name first, and the long one among subject_alternative_names",
)
def certificate_name(certificate: Resource) -> Faults:
    name = certificate.get("domain_name")
    if name is not None and len(name) > _LONGEST_NAME:
        yield Fault(what="the name is too long", got=f"{len(name)} characters", allowed="at most 64")


@rule(
    "certificate-renewal",
    on=CERTIFICATE,
    why="Only a certificate that is validated by DNS is renewed without anybody reading mail.",
    fix="set validation_method to DNS",
    names=Names(pci=("4.2.1",), soc2=("CC6.7",), fsbp=("ACM.1",)),
)
def certificate_renewal(certificate: Resource) -> Faults:
    if certificate.raw("private_key") is None and certificate.raw("certificate_authority_arn") is None:
        yield from expect(certificate, "validation_method", "DNS")


@rule(
    "certificate-replacement",
    on=CERTIFICATE,
    why="A certificate in use cannot be deleted: replacing it fails half-way.",
    fix="set lifecycle.create_before_destroy to true",
    names=Names(soc2=("A1.2",), checkov=("CKV_AWS_233",)),
)
def certificate_replacement(certificate: Resource) -> Faults:
    yield from expect(certificate, "lifecycle.create_before_destroy", True, default=False)


@rule(
    "certificate-validated",
    on="aws_acm_certificate_validation",
    why="Without the records AWS waits for, the certificate is never issued and the apply ends after 75 minutes.",
    fix="set validation_record_fqdns",
)
def certificate_validated(validation: Resource) -> Faults:
    yield from needs(validation, "certificate_arn")
    yield from needs(validation, "validation_record_fqdns")


@rule(
    "record-set-identifier",
    on=RECORD,
    why="Records of one name and type are told apart by it; Terraform refuses routing without.",
    fix="set set_identifier",
)
def set_identifier(record: Resource) -> Faults:
    for each in _ROUTED:
        if record.raw(each) is not None and record.raw("set_identifier") is None:
            yield Fault(what=f"{each} without set_identifier")


@rule(
    "record-failover-ttl",
    on=RECORD,
    why="Clients keep to the dead end for as long as they were told to remember it.",
    fix="set ttl to 60 or less, or use an alias",
    names=Names(soc2=("A1.2",)),
)
def failover_ttl(record: Resource) -> Faults:
    ttl = record.number("ttl", 0)
    if record.raw("failover_routing_policy") is not None and ttl > _LONGEST_TTL:
        yield Fault(what="ttl is too long for a failover", got=f"{ttl:g} s", allowed="at most 60 s")


@rule(
    "health-check-alarm-region",
    on=CHECK,
    why="A check of a CloudWatch alarm has to say where the alarm is; AWS refuses it otherwise.",
    fix="set cloudwatch_alarm_region",
)
def health_check_alarm_region(check: Resource) -> Faults:
    if check.get("type") == "CLOUDWATCH_METRIC":
        yield from needs(check, "cloudwatch_alarm_name")
        yield from needs(check, "cloudwatch_alarm_region")


@rule(
    "zone-kept",
    on="aws_route53_zone",
    why="A new zone has other name servers: whoever delegates to the old one is cut off, for days.",
    fix="set force_destroy to false",
    names=Names(soc2=("A1.2",)),
)
def zone_kept(zone: Resource) -> Faults:
    yield from expect(zone, "force_destroy", False, default=False)
