"""Plans of readers whose producer does not exist yet or changes in the same plan (F7b): pure rewriting of their JSON.

Each `data.aws_ssm_parameter` that reads from such a producer becomes a plain value: what the producer's plan says the
parameter will hold, or, where only an apply can tell, the typed placeholder from the reader's own metadata.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, cast

LOCAL: Final = "cairn_provisional"

_TYPE: Final = "aws_ssm_parameter"


@dataclass(frozen=True, slots=True)
class Stand:
    """What stands in for a parameter, and where it comes from."""

    text: str
    origin: Literal["planned", "placeholder"]


def planned_parameters(plan: Mapping[str, Any]) -> dict[str, str]:
    """Parameter path → value, for all that a plan already knows for certain."""
    resources = plan.get("planned_values", {}).get("root_module", {}).get("resources", [])
    return {
        values["name"]: values["insecure_value"]
        for entry in cast("list[Mapping[str, Any]]", resources)
        if entry.get("mode") == "managed" and entry.get("type") == _TYPE
        for values in (cast("Mapping[str, str]", entry["values"]),)
        if values.get("name") and values.get("insecure_value") is not None
    }


def stand_ins(placeholders: Mapping[str, str], planned: Mapping[str, str]) -> dict[str, Stand]:
    """What a reader gets for each parameter it reads of one producer."""
    return {
        path: Stand(planned[path], "planned") if path in planned else Stand(placeholder, "placeholder")
        for path, placeholder in placeholders.items()
    }


def with_stand_ins(document: Mapping[str, Any], stands: Mapping[str, Stand]) -> dict[str, Any]:
    """A stack's JSON that reads those parameters no more. Every other data source stays."""
    data = cast("Mapping[str, Mapping[str, Mapping[str, Any]]]", document.get("data", {}))
    replaced = {
        name: stands[settings["name"]]
        for name, settings in data.get(_TYPE, {}).items()
        if settings.get("name") in stands
    }
    if not replaced:
        return dict(document)
    kept = {name: settings for name, settings in data[_TYPE].items() if name not in replaced}
    others = {kind: entries for kind, entries in data.items() if kind != _TYPE}
    rest = {key: value for key, value in document.items() if key != "data"}
    copy = cast(
        "dict[str, Any]", _rewrite(rest | {"data": others | ({_TYPE: kept} if kept else {})}, _pattern(replaced))
    )
    if not copy["data"]:
        del copy["data"]
    copy["locals"] = {**copy.get("locals", {}), LOCAL: dict(_values(data[_TYPE], replaced))}
    return copy


def with_local_state(document: Mapping[str, Any], path: str) -> dict[str, Any]:
    """A stack's JSON that keeps no state anywhere but in a file: for a plan where no state can exist yet."""
    terraform = {key: value for key, value in document.get("terraform", {}).items() if key not in {"backend", "cloud"}}
    return {**document, "terraform": {**terraform, "backend": {"local": {"path": path}}}}


def _values(entries: Mapping[str, Mapping[str, Any]], replaced: Mapping[str, Stand]) -> Iterator[tuple[str, object]]:
    for name, stand in replaced.items():
        # plain text: Terraform would evaluate ${ in what is a value here
        text = re.sub(r"([$%])\{", r"\1\1{", stand.text)
        yield name, {"name": entries[name]["name"], "insecure_value": text, "value": text}


def _pattern(replaced: Mapping[str, Stand]) -> re.Pattern[str]:
    # the longest first, and no identifier that goes on: one id may be the beginning of another
    names = "|".join(re.escape(name) for name in sorted(replaced, key=len, reverse=True))
    return re.compile(rf"data\.{_TYPE}\.({names})(?![\w-])")


def _rewrite(value: object, pattern: re.Pattern[str]) -> object:
    if isinstance(value, str):
        return pattern.sub(lambda found: f'local.{LOCAL}["{found[1]}"]', value)
    if isinstance(value, Mapping):
        return {
            key: _still_there(part, pattern) if key == "depends_on" else _rewrite(part, pattern)
            for key, part in cast("Mapping[str, object]", value).items()
        }
    if isinstance(value, list):
        return [_rewrite(part, pattern) for part in cast("list[object]", value)]
    return value


def _still_there(names: object, pattern: re.Pattern[str]) -> object:
    """Nothing can depend on a plain value."""
    if isinstance(names, list):
        return [name for name in cast("list[object]", names) if not (isinstance(name, str) and pattern.search(name))]
    return names
