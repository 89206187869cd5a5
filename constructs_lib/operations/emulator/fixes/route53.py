"""Fixes to moto's Route 53."""

from __future__ import annotations

import uuid

from constructs_lib.operations.emulator.fixes.fix import Clients, Fix, Seen, around, around_property


def private_zone_by_vpc() -> None:
    """A zone created with a VPC is private: the provider does not say so a second time, and moto waits for that."""
    from moto.route53.responses import Route53

    @around(Route53, "create_hosted_zone")
    def create(original, self):
        if self._get_param("VPC"):
            asked = self._get_bool_param
            self._get_bool_param = lambda name, if_none=None: (
                True if name == "HostedZoneConfig.PrivateZone" else asked(name, if_none)
            )
        return original(self)


def health_check_as_sent() -> None:
    """Keep a health check's whole configuration; moto has no place for an alarm, and gives every check a port."""
    from moto.route53.models import HealthCheck
    from moto.route53.responses import Route53

    @around_property(HealthCheck, "health_check_config")
    def health_check_config(original, self):
        return getattr(self, "as_sent", None) or original(self)

    changeable = (
        *("IPAddress", "Port", "ResourcePath", "FullyQualifiedDomainName", "SearchString", "FailureThreshold"),
        *("HealthThreshold", "Inverted", "Disabled", "EnableSNI", "ChildHealthChecks", "Regions"),
        *("AlarmIdentifier", "InsufficientDataHealthStatus"),
    )

    @around(Route53, "create_health_check")
    def create(original, self):
        answer = original(self)
        answer.result["HealthCheck"].as_sent = _with_defaults(self._get_param("HealthCheckConfig"))
        return answer

    @around(Route53, "update_health_check")
    def update(original, self):
        answer = original(self)
        check = answer.result["HealthCheck"]
        sent = {name: self._get_param(name) for name in changeable}
        check.as_sent = check.health_check_config | {name: value for name, value in sent.items() if value is not None}
        return answer


def _with_defaults(sent):
    polled = sent["Type"] not in {"CALCULATED", "CLOUDWATCH_METRIC", "RECOVERY_CONTROL"}
    defaults = {"Inverted": False, "Disabled": False, "EnableSNI": sent["Type"].startswith("HTTPS")}
    if polled:
        defaults |= {"RequestInterval": 30, "FailureThreshold": 3, "MeasureLatency": False}
    return defaults | dict(sent)


def _see_private_zone(client: Clients) -> Seen:
    route53, ec2 = client("route53"), client("ec2")
    first, second = (ec2.create_vpc(CidrBlock=cidr)["Vpc"]["VpcId"] for cidr in ("10.4.0.0/16", "10.5.0.0/16"))
    zone = route53.create_hosted_zone(
        Name=f"{uuid.uuid4().hex}.internal",
        CallerReference=uuid.uuid4().hex,
        VPC={"VPCRegion": "us-east-1", "VPCId": first},
    )["HostedZone"]["Id"]
    route53.associate_vpc_with_hosted_zone(HostedZoneId=zone, VPC={"VPCRegion": "us-east-1", "VPCId": second})
    answer = route53.get_hosted_zone(Id=zone)
    vpcs = {each["VPCId"] for each in answer["VPCs"]}
    return (answer["HostedZone"]["Config"]["PrivateZone"], vpcs), (True, {first, second})


def _see_health_check(client: Clients) -> Seen:
    route53 = client("route53")
    config = {
        "Type": "CLOUDWATCH_METRIC",
        "AlarmIdentifier": {"Region": "us-east-1", "Name": "errors"},
        "InsufficientDataHealthStatus": "Healthy",
        "Inverted": False,
        "Disabled": False,
        "EnableSNI": False,
    }
    check = route53.create_health_check(CallerReference=uuid.uuid4().hex, HealthCheckConfig=config)["HealthCheck"]["Id"]
    route53.update_health_check(HealthCheckId=check, InsufficientDataHealthStatus="Unhealthy")
    answer = route53.get_health_check(HealthCheckId=check)["HealthCheck"]["HealthCheckConfig"]
    return answer, config | {"InsufficientDataHealthStatus": "Unhealthy"}


FIXES = (
    Fix(
        id="route53.private-zone-by-vpc",
        symptom="aws_route53_zone_association: PublicZoneVPCAssociation",
        apply=private_zone_by_vpc,
        probe=_see_private_zone,
    ),
    Fix(
        id="route53.health-check-as-sent",
        symptom="aws_route53_health_check of a CloudWatch alarm: planned to be replaced",
        apply=health_check_as_sent,
        probe=_see_health_check,
    ),
)
