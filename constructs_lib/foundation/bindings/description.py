"""Reading the description file of a jsii assembly: over a hundred megabytes of JSON, of which the kernel needs a part."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .package import UnknownLayoutError

# The schema whose every part this code has been checked against; another one may refer to types in ways not followed here.
_SCHEMA = "jsii/0.10.0"
# What jsii's own index of types leaves out too: nothing at run time reads it, and it is most of the file.
_PROSE = ("docs", "locationInModule")
_WHITESPACE = re.compile(r"[ \t\r\n]*")


@dataclass(frozen=True, kw_only=True)
class Description:
    """An assembly: its own fields, its types by submodule, and its submodules with their fields."""

    assembly: dict[str, Any]
    types: dict[str, dict[str, Any]]
    submodules: dict[str, dict[str, Any]]


def read_description(text: str) -> Description:
    """Types are decoded one by one: all at once they take most of a gigabyte."""
    assembly: dict[str, Any] = {}
    types: dict[str, Any] = {}
    submodules: dict[str, Any] = {}

    def read_field(key: str, at: int) -> int:
        if key == "types":
            return _read_object(text, at, lambda fqn, start: _keep(types, fqn, text, start))
        if key == "submodules":
            return _read_object(text, at, lambda fqn, start: _keep(submodules, fqn, text, start))
        return _keep(assembly, key, text, at)

    try:
        _read_object(text, _skip(text, 0), read_field)
    except ValueError as error:
        raise UnknownLayoutError(f"its description cannot be read ({error})") from error
    if assembly.get("schema") != _SCHEMA:
        raise UnknownLayoutError(f"its description is of schema {assembly.get('schema')}, not {_SCHEMA}")
    assembly.pop("readme", None)
    return _by_submodule(assembly, types, submodules)


def _by_submodule(assembly: dict[str, Any], types: dict[str, Any], submodules: dict[str, Any]) -> Description:
    prefix = f"{assembly['name']}."
    named = {fqn.removeprefix(prefix): fields for fqn, fields in submodules.items()}
    sorted_out: dict[str, dict[str, Any]] = {name: {} for name in named}
    for fqn, fields in types.items():
        submodule = fqn.removeprefix(prefix).partition(".")[0]
        if not fqn.startswith(prefix) or submodule not in named:
            raise UnknownLayoutError(f"its type {fqn} is in no submodule")
        sorted_out[submodule][fqn] = fields
    return Description(assembly=assembly, types=sorted_out, submodules=named)


def _without_prose(fields: dict[str, Any]) -> dict[str, Any]:
    for name in _PROSE:
        fields.pop(name, None)
    return fields


_DECODER = json.JSONDecoder(object_hook=_without_prose)


def _keep(found: dict[str, Any], key: str, text: str, at: int) -> int:
    found[key], end = _DECODER.raw_decode(text, at)
    return end


def _read_object(text: str, at: int, read_value: Callable[[str, int], int]) -> int:
    """Walk the members of the JSON object that starts at `at`; the callback reads each value and says where it ends."""
    at = _expect(text, at, "{")
    if text[at : at + 1] == "}":
        return at + 1
    while True:
        key, at = _DECODER.raw_decode(text, at)
        at = _skip(text, read_value(key, _expect(text, _skip(text, at), ":")))
        if text[at : at + 1] == "}":
            return at + 1
        at = _expect(text, at, ",")


def _expect(text: str, at: int, character: str) -> int:
    if text[at : at + 1] != character:
        raise ValueError(f"expected {character!r} at {at}")
    return _skip(text, at + 1)


def _skip(text: str, at: int) -> int:
    match = _WHITESPACE.match(text, at)
    return match.end() if match is not None else at
