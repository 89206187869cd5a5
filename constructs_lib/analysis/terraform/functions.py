"""Terraform's functions, as far as networks are written with them. What is missing here makes a value unknown."""

import json
import operator
from collections.abc import Callable, Mapping
from ipaddress import ip_network
from typing import Any, Final, cast

from constructs_lib.analysis.terraform.values import Encoded, Reference, Unknown


def call(name: str, arguments: list[Any]) -> object:
    """The value of a function call; unknown where an argument is, or where nobody has written the function yet."""
    if name in ("try", "coalesce"):
        return next((each for each in arguments if not isinstance(each, Unknown) and each not in (None, "")), None)
    for each in arguments:
        if isinstance(each, Unknown):
            return each
    function = _FUNCTIONS.get(name)
    if function is None:
        return Unknown(f"{name}() is not computed before the apply")
    try:
        return function(*arguments)
    except (TypeError, ValueError, IndexError, KeyError, AttributeError):
        return Unknown(f"{name}() of what is only known after the apply")


def _element(items: list[object], index: object) -> object:
    return items[int(str(index)) % len(items)]


def _jsondecode(text: object) -> object:
    if isinstance(text, Encoded) and text.separator is None:
        return text.value
    return json.loads(cast("str", text))


def _join(separator: str, items: list[object]) -> object:
    if all(isinstance(each, str | int) for each in items):
        return separator.join(map(str, items))
    return Encoded(items, separator)


def _split(separator: str, text: object) -> object:
    if isinstance(text, Encoded) and text.separator == separator:
        return text.value
    if isinstance(text, Reference | Encoded):
        raise TypeError
    return cast("str", text).split(separator)


def _cidrsubnet(prefix: str, bits: object, number: object) -> str:
    network = ip_network(prefix)
    length, index = network.prefixlen + int(str(bits)), int(str(number))
    size = 1 << (network.max_prefixlen - length)
    return f"{network.network_address + index * size}/{length}"


def _cidrhost(prefix: str, number: object) -> str:
    return str(ip_network(prefix)[int(str(number))])


def _flatten(items: list[object]) -> list[object]:
    flat: list[object] = []
    for each in items:
        flat += _flatten(cast("list[object]", each)) if isinstance(each, list) else [each]
    return flat


def _unique(items: list[object]) -> list[object]:
    kept: list[object] = []
    for each in items:
        if each not in kept:
            kept.append(each)
    return kept


def _merge(*maps: Mapping[str, object]) -> dict[str, object]:
    return {key: value for each in maps for key, value in each.items()}


def _number(value: object) -> object:
    return value if isinstance(value, int | float | Reference) else int(cast("str", value))


def _compact(items: list[object]) -> list[object]:
    return [each for each in items if each not in (None, "")]


def _concat(*lists: list[object]) -> list[object]:
    return [each for items in lists for each in items]


def _format(text: str, *values: object) -> str:
    return text % values


def _lookup(pairs: Mapping[str, object], key: str, *default: object) -> object:
    return pairs.get(key, default[0]) if default else pairs[key]


def _one(items: list[object]) -> object:
    return items[0] if items else None


def _same(value: object) -> object:
    return value


def _slice(items: list[object], start: object, end: object) -> list[object]:
    return items[int(str(start)) : int(str(end))]


def _text(value: object) -> object:
    return value if isinstance(value, str | Reference) else str(value)


def _values(pairs: Mapping[str, object]) -> list[object]:
    return [pairs[key] for key in sorted(pairs)]


_FUNCTIONS: Final[Mapping[str, Callable[..., object]]] = {
    "cidrhost": _cidrhost,
    "cidrsubnet": _cidrsubnet,
    "compact": _compact,
    "concat": _concat,
    "contains": operator.contains,
    "distinct": _unique,
    "element": _element,
    "flatten": _flatten,
    "format": _format,
    "join": _join,
    "jsondecode": _jsondecode,
    "jsonencode": Encoded,
    "keys": sorted,
    "length": len,
    "lookup": _lookup,
    "lower": str.lower,
    "merge": _merge,
    "nonsensitive": _same,
    "one": _one,
    "replace": str.replace,
    "slice": _slice,
    "split": _split,
    "tolist": _same,
    "tonumber": _number,
    "toset": _unique,
    "tostring": _text,
    "trimspace": str.strip,
    "upper": str.upper,
    "values": _values,
}
