"""What stands between the internet and the platform: distributions and web ACLs."""

from typing import Final

from constructs_lib.analysis.policies.blocks import NotKnown
from constructs_lib.analysis.policies.model import Resource
from constructs_lib.analysis.policies.rule import Fault, Faults, Names, needs, rule

DISTRIBUTION: Final = "aws_cloudfront_distribution"
HOME: Final = "us-east-1"
"""Where AWS keeps what belongs to CloudFront."""
_OLD_TLS: Final = ("SSLv3", "TLSv1", "TLSv1_2016", "TLSv1.1_2016")


@rule(
    "cloudfront-certificate-region",
    on=DISTRIBUTION,
    why="CloudFront takes certificates of us-east-1 only, and refuses others at apply.",
    fix="issue the certificate with a provider in us-east-1",
)
def certificate_region(distribution: Resource) -> Faults:
    value = distribution.raw("viewer_certificate.acm_certificate_arn")
    if value is None:
        return
    try:
        certificate = distribution.stack.origin(value, "viewer_certificate.acm_certificate_arn")
    except NotKnown:
        value, certificate = distribution.get("viewer_certificate.acm_certificate_arn"), None
    parts = str(value).split(":")
    region = certificate.region if certificate is not None else parts[3] if len(parts) > 3 else HOME  # noqa: PLR2004
    if region != HOME:
        yield Fault(what="the certificate is in another region", got=region, allowed=HOME)


@rule(
    "cloudfront-origin-access",
    on=DISTRIBUTION,
    why="Without it the bucket has to be public, or nothing is served.",
    fix="set origin_access_control_id",
    names=Names(pci=("1.4.4",), soc2=("CC6.1",), fsbp=("CloudFront.13",), checkov=("CKV2_AWS_46",)),
)
def origin_access(distribution: Resource) -> Faults:
    for each in distribution.blocks("origin"):
        website = each.raw("custom_origin_config") is not None
        closed = each.raw("origin_access_control_id") is not None or each.raw("s3_origin_config") is not None
        if not website and not closed and _is_bucket(distribution, each.raw("domain_name")):
            yield Fault(what=f"{each.place} is a bucket without origin access control")


def _is_bucket(distribution: Resource, name: object) -> bool:
    try:
        origin = distribution.stack.origin(name, "origin.domain_name")
    except NotKnown:
        return False
    return origin.type == "aws_s3_bucket" if origin is not None else ".s3." in str(name)


@rule(
    "cloudfront-tls",
    on=DISTRIBUTION,
    why="Older versions of TLS can be broken, and plain HTTP needs no breaking.",
    fix="set minimum_protocol_version to TLSv1.2_2021, and viewer_protocol_policy to redirect-to-https",
    names=Names(
        pci=("4.2.1",),
        soc2=("CC6.7",),
        hipaa=("164.312(e)(1)",),
        fsbp=("CloudFront.3", "CloudFront.15"),
        checkov=("CKV_AWS_34", "CKV_AWS_174"),
    ),
)
def tls(distribution: Resource) -> Faults:
    if not distribution.on("viewer_certificate.cloudfront_default_certificate"):
        version = distribution.get("viewer_certificate.minimum_protocol_version", "TLSv1")
        if version in _OLD_TLS:
            yield Fault(what="viewers may use TLS older than 1.2", got=version, allowed="TLSv1.2_2021")
    for path in ("default_cache_behavior", "ordered_cache_behavior"):
        for each in distribution.blocks(path):
            if each.get("viewer_protocol_policy") == "allow-all":
                yield Fault(what=f"{each.place} answers in the clear", got="allow-all")


@rule(
    "cloudfront-logs",
    on=DISTRIBUTION,
    why="They are the only record of what was asked of the outside.",
    fix="set logging_config, or deliver access logs with aws_cloudwatch_log_delivery",
    names=Names(
        pci=("10.2.1",), soc2=("CC7.2",), hipaa=("164.312(b)",), fsbp=("CloudFront.5",), checkov=("CKV_AWS_86",)
    ),
)
def logs(distribution: Resource) -> Faults:
    delivered = distribution.users("aws_cloudwatch_log_delivery_source", "resource_arn")
    if distribution.raw("logging_config") is None and not delivered:
        yield Fault(what="what viewers ask for is not logged")


@rule(
    "waf-scope-region",
    on=("aws_wafv2_web_acl", "aws_wafv2_ip_set", "aws_wafv2_regex_pattern_set", "aws_wafv2_rule_group"),
    why="What CloudFront uses is made in us-east-1; AWS refuses the scope elsewhere.",
    fix="give it a provider in us-east-1",
)
def waf_scope_region(resource: Resource) -> Faults:
    if resource.get("scope") == "CLOUDFRONT" and resource.region not in ("", HOME):
        yield Fault(what="scope CLOUDFRONT in another region", got=resource.region, allowed=HOME)


@rule(
    "waf-metrics",
    on="aws_wafv2_web_acl",
    why="A rule nobody sees at work is a rule nobody trusts.",
    fix="set visibility_config with cloudwatch_metrics_enabled true",
    names=Names(soc2=("CC7.2",), fsbp=("WAF.12",)),
)
def waf_metrics(acl: Resource) -> Faults:
    yield from needs(acl, "visibility_config")
    if acl.raw("visibility_config") and not acl.on("visibility_config.cloudwatch_metrics_enabled"):
        yield Fault(what="the web ACL counts nothing")
