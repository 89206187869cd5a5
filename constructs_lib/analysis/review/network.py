"""What can be reached that could not be before, as far as a stack's own plan shows it."""

from collections.abc import Iterable, Iterator
from typing import Final

from constructs_lib.analysis.changes import Json
from constructs_lib.analysis.review.finding import Finding, Severity
from constructs_lib.analysis.review.openings import EVERYWHERE, Opening, openings
from constructs_lib.analysis.review.planned import PlannedResource, Values

# A web server is meant to be found. Anything else that the whole internet may open is told as dangerous.
_WEB_PORTS: Final = (80, 443)
_ROUTE_TARGETS: Final = (
    "gateway_id",
    "nat_gateway_id",
    "vpc_peering_connection_id",
    "transit_gateway_id",
    "egress_only_gateway_id",
    "network_interface_id",
    "vpc_endpoint_id",
)
_DESTINATIONS: Final = ("destination_cidr_block", "destination_ipv6_cidr_block", "destination_prefix_list_id")
_LINKS: Final = {
    "aws_vpc_peering_connection": "peers two networks",
    "aws_vpc_peering_connection_accepter": "accepts a peering",
    "aws_ec2_transit_gateway_vpc_attachment": "joins a transit gateway",
    "aws_vpn_connection": "opens a VPN",
    "aws_vpc_endpoint_service": "offers a service to other accounts",
    "aws_internet_gateway": "leads to the internet",
    "aws_lambda_function_url": "gives a function a public address",
}
# attribute → type it is looked for in ("" for any), the value that exposes
_EXPOSING: Final = (
    ("publicly_accessible", "", True),
    ("map_public_ip_on_launch", "", True),
    ("associate_public_ip_address", "", True),
    ("assign_public_ip", "", True),
    ("internal", "aws_lb", False),
    ("block_public_acls", "", False),
    ("block_public_policy", "", False),
    ("ignore_public_acls", "", False),
    ("restrict_public_buckets", "", False),
    ("endpoint_public_access", "", True),
    ("authorization_type", "aws_lambda_function_url", "NONE"),
)


def network_findings(resources: Iterable[PlannedResource]) -> Iterator[Finding]:
    """What the resources of one stack open together: a rule that only moved to another resource opens nothing."""
    resources = tuple(resources)
    before = frozenset(opening for each in resources for opening in openings(each, each.before))
    for resource in resources:
        if resource.action in ("create", "update", "replace"):
            yield from _opened(resource, before)
            yield from _exposed(resource)
            yield from _routed(resource)
        if resource.action == "create" and resource.type in _LINKS:
            yield _finding(resource, "look", _LINKS[resource.type])
        if resource.action == "delete" and resource.type == "aws_s3_bucket_public_access_block":
            yield _finding(resource, "danger", "no longer keeps its bucket from being public")
        if resource.action in ("delete", "update", "replace"):
            yield from _undenied(resource)


def _opened(resource: PlannedResource, before: frozenset[Opening]) -> Iterator[Finding]:
    found = [
        opening
        for opening in dict.fromkeys(openings(resource, resource.after))
        if opening not in before and not any(other.contains(opening) for other in before)
    ]
    for severity in ("danger", "look"):
        lines = tuple(str(opening) for opening in found if _severity(opening) == severity)
        if lines:
            yield _finding(resource, severity, f"lets through{_owner(found)}", *lines)


def _owner(found: list[Opening]) -> str:
    named = {opening.owner for opening in found if opening.owner.startswith(("sg-", "acl-"))}
    return f" at {', '.join(sorted(named))}" if named else ""


def _severity(opening: Opening) -> Severity:
    if opening.direction == "out" or opening.peer not in EVERYWHERE or opening.owner.startswith("acl-"):
        return "look"
    web = opening.protocol == "tcp" and opening.ports[0] == opening.ports[1] and opening.ports[0] in _WEB_PORTS
    return "look" if web else "danger"


def _exposed(resource: PlannedResource) -> Iterator[Finding]:
    for name, kind, value in _EXPOSING:
        if kind and resource.type != kind:
            continue
        for path, after in _leaves(resource.after, name):
            before = dict(_leaves(resource.before, name)).get(path)
            if after == value and before != value and (resource.before or kind or value is True):
                yield _finding(
                    resource, "danger" if resource.before else "look", "is exposed", f"{path}: {_shown(value)}"
                )


def _leaves(values: Values, name: str) -> Iterator[tuple[str, Json]]:
    """Where an attribute of that name is, at the top or one block down, and what it is."""
    if name in values:
        yield name, values[name]
    for key, blocks in values.items():
        for index, block in enumerate(blocks if isinstance(blocks, list) else []):
            if isinstance(block, dict) and name in block:
                yield f"{key}[{index}].{name}", block[name]


def _shown(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _routed(resource: PlannedResource) -> Iterator[Finding]:
    if resource.type != "aws_route":
        return
    destination = next((str(resource.after[name]) for name in _DESTINATIONS if resource.after.get(name)), "")
    for name in _ROUTE_TARGETS:
        target = resource.after.get(name)
        # what only changes in place leads elsewhere; what the provider fills in by itself is no target
        if target and target != resource.before.get(name) and (name in resource.written or not resource.written):
            kind = name.removesuffix("_id").replace("_", " ")
            yield _finding(resource, "look", "is a new way", f"{destination} through {kind} {target}")


def _undenied(resource: PlannedResource) -> Iterator[Finding]:
    denied = resource.before.get("rule_action") == "deny" and resource.after.get("rule_action") != "deny"
    if resource.type == "aws_network_acl_rule" and denied:
        range_ = resource.before.get("cidr_block") or resource.before.get("ipv6_cidr_block")
        yield _finding(resource, "look", "no longer denies", str(range_))


def _finding(resource: PlannedResource, severity: Severity, what: str, *details: str) -> Finding:
    return Finding(
        topic="network",
        severity=severity,
        stack_id=resource.stack_id,
        address=resource.address,
        what=what,
        details=details,
    )
