"""What a review starts from: the plan of a stack, what is synthesized for it, and each resource before and after."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, cast

from constructs_lib.analysis.changes import UNKNOWN, Change, Changes, Json, changes_of, part
from constructs_lib.analysis.document import Document
from constructs_lib.analysis.masking import masked

Values = Mapping[str, Json]


@dataclass(frozen=True, kw_only=True)
class PlannedStack:
    """One stack's plan, and what is known around it."""

    stack_id: str
    plan: Mapping[str, Any] = field(repr=False)
    """As `terraform show -json` writes it; secrets may be masked already."""
    document: Document = field(default_factory=dict[str, Any], repr=False)
    """What is synthesized for it now."""
    base: Document = field(default_factory=dict[str, Any], repr=False)
    """What was synthesized for it at the base; empty where it was not there, or nobody asked."""
    because_of: tuple[str, ...] = ()
    """Producers that change in the same plan: whatever was read from them is not final."""
    placeholders: tuple[str, ...] = ()
    """Parameters whose value only an apply can tell."""
    no_state: bool = False

    @cached_property
    def without_secrets(self) -> Mapping[str, Any]:
        """The plan as everything here sees it."""
        return masked(self.plan)

    @cached_property
    def changes(self) -> Changes:
        """What the plan would do."""
        return changes_of(self.without_secrets)

    @property
    def protected(self) -> bool:
        """Whether its environment said that nothing in it may be lost."""
        return bool(self.document.get("//", {}).get("cairn", {}).get("protected", False))


@dataclass(frozen=True, kw_only=True, slots=True)
class PlannedResource:
    """One resource before and after. No secret is in it, and what only an apply can tell says so."""

    stack_id: str
    address: str
    type: str
    change: Change | None
    """What happens to it; None where nothing does."""
    before: Values
    """Empty where it does not exist yet."""
    after: Values
    """Empty where it is gone."""
    written: Values
    """As it is synthesized now, expressions and all; empty where that is not known."""
    written_before: Values

    @property
    def action(self) -> Literal["create", "update", "replace", "delete", "forget", "import", "move", "none"]:
        """What happens to it."""
        return self.change.action if self.change else "none"


def planned_resources(stack: PlannedStack) -> tuple[PlannedResource, ...]:
    """Every managed resource of a plan, also those that stay as they are."""
    changes = {change.address: change for change in stack.changes.resources}
    return tuple(_resources(stack, stack.without_secrets, changes))


def _resources(
    stack: PlannedStack, plan: Mapping[str, Any], changes: Mapping[str, Change]
) -> Iterator[PlannedResource]:
    for entry in cast("list[Mapping[str, Any]]", plan.get("resource_changes", [])):
        if entry.get("mode") == "data" or entry.get("deposed"):
            continue
        change = entry["change"]
        yield PlannedResource(
            stack_id=stack.stack_id,
            address=entry["address"],
            type=entry["type"],
            change=changes.get(entry["address"]),
            before=cast("Values", change.get("before") or {}),
            after=cast("Values", _with_unknown(change.get("after") or {}, change.get("after_unknown", {}))),
            written=_written(stack.document, entry),
            written_before=_written(stack.base, entry),
        )


def _written(document: Document, entry: Mapping[str, Any]) -> Values:
    return document.get("resource", {}).get(entry["type"], {}).get(entry.get("name", ""), {})


def _with_unknown(value: Json, unknown: Json) -> Json:
    """The value, with a word in each place that only an apply can fill."""
    if unknown is True:
        return UNKNOWN
    if isinstance(unknown, dict) and isinstance(value, dict):
        return {key: _with_unknown(value.get(key), unknown.get(key)) for key in {**value, **unknown}}
    if isinstance(unknown, list) and isinstance(value, list):
        longest = max(len(value), len(unknown))
        return [_with_unknown(part(value, index), part(unknown, index)) for index in range(longest)]
    return value
