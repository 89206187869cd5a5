"""A plan's JSON without its secrets, for whoever stores or reviews it."""

from collections.abc import Mapping
from typing import Any

from constructs_lib.operations.changes import SENSITIVE, Json, part


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
    return {
        **change,
        "before": _hide(change.get("before"), change.get("before_sensitive")),
        "after": _hide(change.get("after"), change.get("after_sensitive")),
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


def _hide(value: Json, mask: Json) -> Json:
    if mask is True:
        return SENSITIVE if value is not None else None
    if isinstance(value, dict):
        return {key: _hide(each, part(mask, key)) for key, each in value.items()}
    if isinstance(value, list):
        return [_hide(each, part(mask, index)) for index, each in enumerate(value)]
    return value
