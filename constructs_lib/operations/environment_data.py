"""`cairn env show` and `cairn env diff`: environments as plain data, and what differs between two of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Final, cast

from constructs_lib.analysis.changes import Json
from constructs_lib.environment import Environment
from constructs_lib.foundation.placement import Placement
from constructs_lib.operations.console import Console, shown, table
from constructs_lib.operations.project import Project

ABSENT: Final = "(absent)"
_REGION: Final = "{region}"
_SHOWN_LENGTH: Final = 60


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where two environments are not the same."""

    path: str
    one: Json
    other: Json


def as_data(environment: Environment) -> dict[str, Any]:
    """Everything an environment says. Its places are a list, in the file's order: the first is the primary one."""
    names = {id(place): f"place {number}" for number, place in enumerate(environment.stacks, start=1)}
    data: dict[str, Any] = {
        field.name: _plain(getattr(environment, field.name), names)
        for field in fields(environment)
        if field.name != "stacks"
    }
    return data | {
        "places": [
            {
                **_plain_fields(place, {}),
                "configs": {_config_name(config): _plain(config, names) for config in configs},
            }
            for place, configs in environment.stacks.items()
        ]
    }


def differences(one: Environment, other: Environment) -> tuple[Difference, ...]:
    """What differs, path by path. A place is compared with the one that has its part, whatever its region is called."""
    return tuple(_differences(_without_regions(as_data(one)), _without_regions(as_data(other)), ""))


def show(project: Project, name: str) -> int:
    """`cairn env show`. Returns the exit code."""
    data = as_data(project.environment(name))
    Console(as_json=True).answer("", data)
    return 0


def diff(project: Project, console: Console, one: str, other: str) -> int:
    """`cairn env diff`. Returns the exit code."""
    found = differences(project.environment(one), project.environment(other))
    rows = [(each.path, _short(each.one), _short(each.other)) for each in found]
    console.answer(
        table(rows, heading=("", one, other)) if rows else f"{one} and {other} do not differ",
        {
            "one": one,
            "other": other,
            "differences": [{"path": each.path, "one": each.one, "other": each.other} for each in found],
        },
    )
    return 0


def _config_name(config: object) -> str:
    """A config is found again by what it is and, where a domain has several, by its component."""
    component = getattr(config, "component", "")
    return f"{type(config).__name__}({component})" if component else type(config).__name__


def _plain(value: object, places: Mapping[int, str]) -> Json:
    if isinstance(value, Placement):
        # how a config refers to another place: by the part it plays here, else by its name
        return places.get(id(value)) or f"{value.environment} {value.region}"
    if is_dataclass(value) and not isinstance(value, type):
        return _plain_fields(value, places)
    if isinstance(value, Mapping):
        items = cast("Mapping[object, object]", value).items()
        return {str(_plain(key, places)): _plain(item, places) for key, item in items}
    if isinstance(value, tuple | list | set | frozenset):
        return [_plain(item, places) for item in cast("tuple[object, ...]", value)]
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def _plain_fields(value: Any, places: Mapping[int, str]) -> dict[str, Json]:
    return {field.name: _plain(getattr(value, field.name), places) for field in fields(value)}


def _without_regions(data: Mapping[str, Any]) -> dict[str, Json]:
    """Zones and the like are named after their region; two places with the same letters are alike."""
    copied = [
        {
            key: part if key == "region" else _replaced(part, str(place["region"]))
            for key, part in cast("Mapping[str, Any]", place).items()
        }
        for place in data["places"]
    ]
    named = {f"place {number}": place for number, place in enumerate(copied, start=1)}
    return {key: part for key, part in data.items() if key != "places"} | named


def _replaced(value: Json, region: str) -> Json:
    if isinstance(value, str):
        return value.replace(region, _REGION)
    if isinstance(value, dict):
        return {key: _replaced(item, region) for key, item in value.items()}
    if isinstance(value, list):
        return [_replaced(item, region) for item in value]
    return value


def _differences(one: Json, other: Json, path: str) -> Iterator[Difference]:
    if isinstance(one, dict) and isinstance(other, dict):
        for key in dict.fromkeys((*one, *other)):
            yield from _differences(one.get(key, ABSENT), other.get(key, ABSENT), f"{path}.{key}" if path else key)
    elif one != other:
        yield Difference(path, one, other)


def _short(value: object) -> str:
    if isinstance(value, Mapping):
        return "(present)"
    text = shown(value)
    return text if len(text) <= _SHOWN_LENGTH else f"{text[:_SHOWN_LENGTH]}…"
