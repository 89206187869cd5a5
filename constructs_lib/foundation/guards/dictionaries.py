"""Dictionaries where a typed block belongs: in a list, cdktf drops every key that is not in JavaScript's spelling.

`ingress=[{"from_port": 443}]` arrives without its port. The JSON shows nothing of it (most blocks simply lack the key), so
this looks at the arguments on their way to Node.
"""

import typing
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, cast

import jsii

from constructs_lib.foundation.errors import DamageError, Problem


@contextmanager
def watch_dictionaries() -> Generator[list[Problem]]:
    """Collect the dictionaries that would lose keys, of every construct made inside."""
    found: list[Problem] = []
    runtime: Any = jsii
    create, invoke = runtime.create, runtime.invoke

    def watched_create(klass: Any, obj: Any, args: Any = None) -> Any:
        here = [
            _report(path, keys, block, args)
            for arg in args or ()
            if _mapping_of(arg)
            for path, keys, block in _lost_in_struct(arg, "")
        ]
        found.extend(here)
        try:
            return create(klass, obj, args)
        except RuntimeError as error:
            # jsii only sees that required keys are missing, in thirty lines
            if here:
                raise DamageError(found) from error
            raise

    def watched_invoke(obj: Any, method: str, args: Any = None) -> Any:
        if method.startswith("put") and args:
            found.extend(
                _report(path, keys, block, (obj,))
                for path, keys, block in _lost(args[0], _argument_hint(obj, method), _snake(method[3:]))
            )
        return invoke(obj, method, args)

    runtime.create, runtime.invoke = watched_create, watched_invoke
    try:
        yield found
    finally:
        runtime.create, runtime.invoke = create, invoke


_Lost = tuple[str, list[str], str]


def _report(path: str, keys: list[str], block: str, args: Sequence[Any]) -> Problem:
    scope: str = args[0].node.path if args and hasattr(args[0], "node") else ""
    # a construct that is being made has no path yet: its scope and its id
    place = "/".join([scope, *(arg for arg in args[1:2] if isinstance(arg, str))])
    return Problem(
        where=f"{place}.{path}",
        what="a dictionary in a list, of which cdktf drops keys without a word",
        got=f"lost: {', '.join(keys)}",
        fix=f"write {block}({keys[0]}=…)",
    )


def _lost_in_struct(struct: Any, path: str) -> Iterator[_Lost]:
    for name, value in cast("dict[str, Any]", getattr(struct, "_values", {})).items():
        if isinstance(value, list | dict) or _mapping_of(value):
            yield from _lost(value, _hints(struct.__class__).get(name), f"{path}.{name}" if path else name)


def _lost(value: Any, hint: Any, path: str) -> Iterator[_Lost]:
    if _mapping_of(value):
        yield from _lost_in_struct(value, path)
    elif isinstance(value, list):
        inner = _inner(hint, Sequence)
        for index, item in enumerate(cast("list[Any]", value)):
            yield from _lost(item, inner, f"{path}[{index}]")
    elif isinstance(value, dict):
        entries = cast("dict[str, Any]", value)
        structs = [each for each in _members(hint) if _mapping_of(each)]
        if structs:
            yield from _lost_keys(entries, structs, path)
        else:
            inner = _inner(hint, Mapping)
            for key, item in entries.items():
                yield from _lost(item, inner, f"{path}.{key}")


def _lost_keys(entries: Mapping[str, Any], structs: Sequence[Any], path: str) -> Iterator[_Lost]:
    # JavaScript's spelling is what arrives
    known = {there: (here, struct) for struct in structs for here, there in _mapping_of(struct).items()}
    lost = [key for key in entries if key not in known]
    if lost:
        yield path, lost, str(structs[0].__name__)
    for key, item in entries.items():
        if key in known:
            here, struct = known[key]
            yield from _lost(item, _hints(struct).get(here), f"{path}.{here}")


@cache
def _hints(struct: Any) -> Mapping[str, Any]:
    """What the fields of a generated struct may hold: slow to find out, and the same for every one of them."""
    return typing.get_type_hints(struct.__init__)


def _mapping_of(value: Any) -> Mapping[str, str]:
    """The names of a generated struct's fields, here and in JavaScript; nothing for everything else."""
    return getattr(value, "__jsii_name_mapping__", {})


def _members(hint: Any) -> tuple[Any, ...]:
    if typing.get_origin(hint) is typing.Union:
        return tuple(member for each in typing.get_args(hint) for member in _members(each))
    return (hint,)


def _inner(hint: Any, origin: type) -> Any:
    """What a list or a mapping of that hint holds."""
    return next((typing.get_args(each)[-1] for each in _members(hint) if typing.get_origin(each) is origin), None)


def _argument_hint(obj: object, method: str) -> Any:
    for name in dir(type(obj)):
        member = getattr(type(obj), name, None)
        if getattr(member, "__jsii_name__", None) == method:
            hints = typing.get_type_hints(member)
            return next((hint for argument, hint in hints.items() if argument != "return"), None)
    return None


def _snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).removeprefix("_")
