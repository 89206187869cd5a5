"""Fixes to moto's API Gateway for HTTP and WebSocket APIs."""

from __future__ import annotations

import uuid

from constructs_lib.operations.emulator.fixes.fix import Clients, Fix, Seen, around

_ZONE = "Z1UJRXOUMOOFQ8"  # API Gateway's own in us-east-1


def domain_name_status() -> None:
    """A custom domain is available, has a target to point records at, and no client certificates unless it was given."""
    from moto.apigatewayv2.models import DomainName

    @around(DomainName, "__init__")
    def init(original, self, domain_name, domain_name_configurations, mutual_tls_authentication, tags, backend):
        known = {
            "domainNameStatus": "AVAILABLE",
            "apiGatewayDomainName": f"d-{uuid.uuid4().hex[:10]}.execute-api.{backend.region_name}.amazonaws.com",
            "hostedZoneId": _ZONE,
            "ipAddressType": "ipv4",
        }
        configurations = [known | each for each in domain_name_configurations or []]
        original(self, domain_name, configurations, mutual_tls_authentication, tags, backend)

    @around(DomainName, "to_json")
    def to_json(original, self):
        answer = original(self)
        return {key: value for key, value in answer.items() if key != "mutualTlsAuthentication" or value}


def _see_domain_name(client: Clients) -> Seen:
    apis, name = client("apigatewayv2"), f"{uuid.uuid4().hex[:12]}.example.com"
    certificate = "arn:aws:acm:us-east-1:123456789012:certificate/c"
    apis.create_domain_name(
        DomainName=name, DomainNameConfigurations=[{"CertificateArn": certificate, "EndpointType": "REGIONAL"}]
    )
    answer = apis.get_domain_name(DomainName=name)
    configuration = answer["DomainNameConfigurations"][0]
    target = configuration.get("ApiGatewayDomainName", "").endswith(".execute-api.us-east-1.amazonaws.com")
    return (
        configuration.get("DomainNameStatus"),
        target,
        configuration.get("HostedZoneId"),
        "MutualTlsAuthentication" in answer,
    ), ("AVAILABLE", True, _ZONE, False)


FIXES = (
    Fix(
        id="apigatewayv2.domain-name-status",
        symptom="aws_apigatewayv2_domain_name: unexpected state ''",
        apply=domain_name_status,
        probe=_see_domain_name,
    ),
)
