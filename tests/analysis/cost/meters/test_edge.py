"""Names, distributions, firewalls and APIs."""

import pytest

from constructs_lib.analysis.cost.resource import Unclear
from tests.analysis.cost.metering import metered


def test_a_web_acl_costs_by_the_rule() -> None:
    assert metered("aws_wafv2_web_acl", {"rule": [{}, {}]}) == {
        "web-acl.month": 1,
        "web-acl.rule": 2,
        "web-acl.request-million": 1,
    }
    with pytest.raises(Unclear, match="rule_json"):
        metered("aws_wafv2_web_acl", {"rule_json": "[]"})


def test_a_distribution() -> None:
    assert metered("aws_cloudfront_distribution", {}) == {"distribution.gb": 100, "distribution.request-million": 1}


def test_apis_by_their_kind() -> None:
    assert metered("aws_apigatewayv2_api", {"protocol_type": "HTTP"}) == {"api.http-million": 1}
    assert metered("aws_api_gateway_rest_api", {}) == {"api.rest-million": 1}


def test_a_private_zone_is_not_asked_from_outside() -> None:
    assert metered("aws_route53_zone", {}) == {"zone.month": 1, "zone.query-million": 1}
    assert metered("aws_route53_zone", {"vpc": [{"vpc_id": "v"}]}) == {"zone.month": 1}


def test_a_health_check() -> None:
    assert metered("aws_route53_health_check", {}) == {"health-check.month": 1}
