"""Plans as `terraform show -json` writes them, as short as a test needs."""

from collections.abc import Iterator
from typing import Any

from constructs_lib.analysis.review.finding import Finding
from constructs_lib.analysis.review.planned import PlannedResource, PlannedStack, planned_resources

STACK = "dev-us-east-1-data"


def entry(
    address: str,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    *,
    replaced_by: str = "",
    unknown: dict[str, Any] | None = None,
    **more: Any,
) -> dict[str, Any]:
    """One resource; what is done to it follows from what it was and will be."""
    kind, _, name = address.partition(".")
    if replaced_by:
        actions = ["delete", "create"]
    elif before is None:
        actions = ["create"]
    elif after is None:
        actions = ["delete"]
    else:
        actions = ["no-op"] if before == after and not unknown else ["update"]
    change = {
        "actions": actions,
        "before": before,
        "after": after,
        "after_unknown": unknown or {},
        "before_sensitive": {},
        "after_sensitive": {},
    } | more.pop("change", {})
    if replaced_by:
        change["replace_paths"] = [[replaced_by]]
    return {"address": address, "type": kind, "name": name, "mode": "managed", "change": change, **more}


def stack(*entries: dict[str, Any], stack_id: str = STACK, **more: Any) -> PlannedStack:
    return PlannedStack(stack_id=stack_id, plan={"format_version": "1.2", "resource_changes": list(entries)}, **more)


def resource(*arguments: Any, **more: Any) -> PlannedResource:
    [made] = planned_resources(stack(entry(*arguments, **more)))
    return made


def short(findings: Iterator[Finding]) -> list[tuple[str, ...]]:
    """What matters of findings, one tuple each."""
    return [(each.topic, each.severity, each.what, *each.details) for each in findings]
