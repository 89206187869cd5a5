"""A plan's JSON without its secrets, for whoever stores or reviews it."""

from collections.abc import Mapping
from typing import Any, Final, cast

from constructs_lib.analysis.changes import SENSITIVE, Json, part

SENSITIVE_CHANGED: Final = "(sensitive, changed)"
"""What a secret becomes where it is another one: that much a review may know."""


def masked(plan: Mapping[str, Any]) -> dict[str, Any]:
    """The plan's JSON without its secrets, for whoever stores or reviews it. The configuration is left as it is."""
    copy = dict(plan)
    copy["resource_changes"] = [
        {**entry, "change": _masked_change(entry["change"])} for entry in plan.get("resource_changes", [])
    ]
    if "resource_drift" in plan:
        copy["resource_drift"] = [
            {**entry, "change": _masked_change(entry["change"])} for entry in plan["resource_drift"]
        ]
    copy["output_changes"] = {name: _masked_change(change) for name, change in plan.get("output_changes", {}).items()}
    for name in ("planned_values", "prior_state"):
        if name in plan:
            copy[name] = _masked_values(plan[name])
    return copy


def _masked_change(change: Mapping[str, Any]) -> dict[str, Any]:
    before, after = change.get("before"), change.get("after")
    return {
        **change,
        "before": _hide(before, change.get("before_sensitive")),
        "after": _hide(after, change.get("after_sensitive"), before),
    }


def _masked_values(value: Json) -> Json:
    if isinstance(value, list):
        return [_masked_values(each) for each in value]
    if not isinstance(value, dict):
        return value
    whole = {key: _masked_values(each) for key, each in value.items()}
    if "sensitive_values" in whole:
        whole["values"] = _hide(whole.get("values"), whole["sensitive_values"])
    elif whole.get("sensitive") is True and "value" in whole:
        whole["value"] = SENSITIVE
    return whole


_NOTHING: Final = object()


def _hide(value: Json, mask: Json, before: object = _NOTHING) -> Json:
    """A value without what its mask marks. `before` is what it was, where that is to be compared."""
    if mask is True:
        if value is None:
            return None
        return SENSITIVE if before in (_NOTHING, None, value) else SENSITIVE_CHANGED
    if isinstance(value, dict):
        return {key: _hide(each, part(mask, key), _part(before, key)) for key, each in value.items()}
    if isinstance(value, list):
        return [_hide(each, part(mask, index), _part(before, index)) for index, each in enumerate(value)]
    return value


def _part(before: object, key: str | int) -> object:
    return before if before is _NOTHING else part(cast("Json", before), key)
