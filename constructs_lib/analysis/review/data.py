"""What holds data and is lost, replaced, or less protected than before; and what stops working for a while."""

from collections.abc import Iterator, Mapping
from typing import Final

from constructs_lib.analysis.addresses import STATEFUL
from constructs_lib.analysis.changes import UNKNOWN, AttributeChange
from constructs_lib.analysis.review.finding import Finding, Severity, Topic
from constructs_lib.analysis.review.planned import PlannedResource

# What others are using at the moment it is gone.
_IN_USE: Final = frozenset(
    {
        "aws_acm_certificate",
        "aws_api_gateway_rest_api",
        "aws_apigatewayv2_api",
        "aws_autoscaling_group",
        "aws_cloudfront_distribution",
        "aws_cloudtrail",
        "aws_db_proxy",
        "aws_ecs_cluster",
        "aws_ecs_service",
        "aws_guardduty_detector",
        "aws_iam_role",
        "aws_instance",
        "aws_internet_gateway",
        "aws_lambda_function",
        "aws_lb",
        "aws_lb_listener",
        "aws_lb_target_group",
        "aws_nat_gateway",
        "aws_route53_record",
        "aws_route_table",
        "aws_security_group",
        "aws_vpc_endpoint",
        "aws_vpc_peering_connection",
    }
)
# True protects.
_PROTECTING: Final = frozenset(
    {
        "deletion_protection",
        "deletion_protection_enabled",
        "point_in_time_recovery[0].enabled",
        "enable_deletion_protection",
    }
)
# True gives data away.
_EXPOSING: Final = frozenset({"skip_final_snapshot", "force_destroy", "delete_automated_backups", "force_delete"})
# Less is kept.
_KEEPING: Final = frozenset(
    {
        "backup_retention_period",
        "deletion_window_in_days",
        "message_retention_seconds",
        "recovery_window_in_days",
        "retention_in_days",
        "retention_period",
        "snapshot_retention_limit",
    }
)


def data_findings(resource: PlannedResource, *, readers: tuple[str, ...] = ()) -> Iterator[Finding]:
    """What a change of one resource costs. `readers` are the stacks that read from this one."""
    change = resource.change
    if change is None:
        return
    if change.destroys and resource.type in STATEFUL:
        what = "is destroyed and made again, empty" if change.action == "replace" else "is destroyed"
        details = [change.why or "Terraform says no reason"]
        if change.action == "delete" and not change.why:
            details = ["it is no longer in the configuration"]
        if readers:
            details.append(f"read by {', '.join(readers)}")
        yield _finding(resource, "data", "danger", what, *details)
    elif change.destroys and resource.type in _IN_USE:
        what = "is replaced: whoever uses it is cut off meanwhile" if change.action == "replace" else "is destroyed"
        yield _finding(resource, "interruption", "look", what, *((change.why,) if change.why else ()))
    elif change.action == "forget" and resource.type in STATEFUL:
        yield _finding(resource, "data", "look", "stays in AWS, but nothing manages it any more")
    if change.action in ("update", "replace"):
        for attribute in change.attributes:
            yield from _protection(resource, attribute)


def _protection(resource: PlannedResource, attribute: AttributeChange) -> Iterator[Finding]:
    path, before, after = attribute.path, attribute.before, attribute.after
    if UNKNOWN in (before, after):
        return
    name = path.rpartition(".")[2]
    told = f"{path}: {_shown(before)} → {_shown(after)}"
    if (path in _PROTECTING and before is True and after is not True) or (
        name in _EXPOSING and after is True and before is not True
    ):
        yield _finding(resource, "data", "danger", "is less protected", told)
    elif path == "versioning_configuration[0].status" and before == "Enabled" and after != "Enabled":
        yield _finding(resource, "data", "danger", "no longer keeps former versions", told)
    elif name in _KEEPING and isinstance(before, int | float) and isinstance(after, int | float):
        # a log group takes 0 for ever, everything else for nothing
        forever = resource.type == "aws_cloudwatch_log_group"
        if _kept(after, forever=forever) < _kept(before, forever=forever):
            yield _finding(resource, "data", "look" if after else "danger", "keeps less", told)


def _kept(value: float, *, forever: bool) -> float:
    return float("inf") if forever and not value else value


def gone_finding(stack_id: str) -> Finding:
    """A stack that the base had and this change has no more."""
    return Finding(
        topic="stacks",
        severity="danger",
        stack_id=stack_id,
        what="is no longer in the configuration: nothing manages what it made",
        details=(f"before this is merged: cairn destroy {stack_id.partition('-')[0]} {stack_id}",),
    )


def readers_of(stack_id: str, reads: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """Who reads from a stack."""
    return tuple(sorted(reader for reader, sources in reads.items() if stack_id in sources))


def _shown(value: object) -> str:
    return "none" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _finding(resource: PlannedResource, topic: Topic, severity: Severity, what: str, *details: str) -> Finding:
    return Finding(
        topic=topic,
        severity=severity,
        stack_id=resource.stack_id,
        address=resource.address,
        what=what,
        details=details,
    )
