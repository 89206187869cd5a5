"""What is met on the way in costs: names, distributions, firewalls, APIs."""

from collections.abc import Iterator

from constructs_lib.analysis.cost.resource import Resource, Unclear, Use


def web_acl(resource: Resource) -> Iterator[Use]:
    """The month, each rule, and requests."""
    rules = resource.blocks("rule")
    if not rules and "rule_json" in resource.body:
        raise Unclear("rule_json")
    yield Use("web-acl.month", 1)
    yield Use("web-acl.rule", len(rules))
    yield resource.uses("web-acl.request-million", "web_acl_requests_million")


def distribution(resource: Resource) -> Iterator[Use]:
    """What it sends and how often it is asked."""
    yield resource.uses("distribution.gb", "distribution_gb")
    yield resource.uses("distribution.request-million", "distribution_requests_million")


def api(resource: Resource) -> Iterator[Use]:
    """Requests, by the kind of API."""
    http = resource.text("protocol_type", "REST") == "HTTP"
    yield resource.uses("api.http-million" if http else "api.rest-million", "api_requests_million")


def zone(resource: Resource) -> Iterator[Use]:
    """The month, and queries from the internet; a private zone's own network asks for nothing."""
    yield Use("zone.month", 1)
    if not resource.blocks("vpc"):
        yield resource.uses("zone.query-million", "zone_queries_million")


def health_check(_resource: Resource) -> Iterator[Use]:
    """The month."""
    yield Use("health-check.month", 1)
