"""A plan's JSON without its secrets, for whoever stores or reviews it."""

from collections.abc import Mapping
from typing import Any, Final, cast

from constructs_lib.analysis.changes import SENSITIVE, Json, part

SENSITIVE_CHANGED: Final = "(sensitive, changed)"
"""What a secret becomes where it is another one: that much a review may know."""


def masked(plan: Mapping[str, Any]) -> dict[str, Any]:
    """The plan's JSON without its secrets, for whoever stores or reviews it."""
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
    if "configuration" in plan:
        copy["configuration"] = _masked_configuration(plan)
    return copy


def _masked_configuration(plan: Mapping[str, Any]) -> dict[str, Any]:
    """What is written, too, where what is written is the secret itself."""
    marks = {entry.get("address"): entry["change"].get("after_sensitive") for entry in plan.get("resource_changes", [])}
    root = plan["configuration"].get("root_module", {})
    resources = [
        {**each, "expressions": _hide_expressions(each.get("expressions", {}), marks.get(each.get("address")))}
        for each in root.get("resources", [])
    ]
    return {**plan["configuration"], "root_module": {**root, "resources": resources}}


def _hide_expressions(written: Json, mask: Json) -> Json:
    if mask is True:
        return {"constant_value": SENSITIVE}
    if isinstance(written, dict):
        return {key: _hide_expressions(each, part(mask, key)) for key, each in written.items()}
    if isinstance(written, list):
        return [_hide_expressions(each, part(mask, index)) for index, each in enumerate(written)]
    return written


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
