"""Rules about distributions and web ACLs."""

from typing import Any

import pytest

from tests.analysis.policies.cases import Case, both, holds, one

DISTRIBUTION, ACL = "aws_cloudfront_distribution", "aws_wafv2_web_acl"
EUROPE = {"provider": {"aws": [{"region": "eu-west-1"}, {"region": "us-east-1", "alias": "global"}]}}
BUCKET = {"domain_name": "${aws_s3_bucket.this.bucket_regional_domain_name}"}


def served(certificate: str) -> Any:
    """A distribution with that certificate."""
    return one(DISTRIBUTION, viewer_certificate={"acm_certificate_arn": certificate})


def origin(**settings: Any) -> Any:
    """A distribution of a bucket."""
    return both(one("aws_s3_bucket"), one(DISTRIBUTION, origin=[{**BUCKET, **settings}]))


def viewers(version: str, policy: str) -> Any:
    """How viewers are let in."""
    certificate = {"minimum_protocol_version": version}
    behavior = {"viewer_protocol_policy": policy}
    return one(DISTRIBUTION, viewer_certificate=certificate, default_cache_behavior=behavior)


CASES = (
    Case(
        rule="cloudfront-certificate-region",
        good=served("arn:aws:acm:us-east-1:111111111111:certificate/x"),
        bad=served("arn:aws:acm:eu-west-1:111111111111:certificate/x"),
        says="got      eu-west-1",
    ),
    Case(
        rule="cloudfront-certificate-region",
        good=both(EUROPE, served("${aws_acm_certificate.this.arn}"), one("aws_acm_certificate", provider="aws.global")),
        bad=both(EUROPE, served("${aws_acm_certificate.this.arn}"), one("aws_acm_certificate")),
        says="allowed  us-east-1",
    ),
    Case(
        rule="cloudfront-origin-access",
        good=origin(origin_access_control_id="x"),
        bad=origin(),
        says="without origin access control",
    ),
    Case(
        rule="cloudfront-tls",
        good=viewers("TLSv1.2_2021", "https-only"),
        bad=viewers("TLSv1", "https-only"),
        says="got      TLSv1",
    ),
    Case(
        rule="cloudfront-tls",
        good=viewers("TLSv1.2_2021", "redirect-to-https"),
        bad=viewers("TLSv1.2_2021", "allow-all"),
        says="default_cache_behavior answers in the clear",
    ),
    Case(
        rule="cloudfront-logs",
        good=one(DISTRIBUTION, logging_config={"bucket": "x"}),
        bad=one(DISTRIBUTION),
        says="is not logged",
    ),
    Case(
        rule="waf-scope-region",
        good=both(EUROPE, one(ACL, scope="CLOUDFRONT", provider="aws.global")),
        bad=both(EUROPE, one(ACL, scope="CLOUDFRONT")),
        says="got      eu-west-1",
    ),
    Case(
        rule="waf-metrics",
        good=one(ACL, visibility_config={"cloudwatch_metrics_enabled": True}),
        bad=one(ACL, visibility_config={"cloudwatch_metrics_enabled": False}),
        says="counts nothing",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.says}")
def test_rule(case: Case) -> None:
    holds(case)
