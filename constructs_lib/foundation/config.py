"""What a config is: a frozen record whose creation never raises, checked as a whole tree in one pass.

Ranges and units stand on the fields (`Annotated[int, Interval(ge=1, le=35)]`). What spans fields is a method
`problems()` that yields `Problem`s. Nothing is checked on creation, so `dataclasses.replace` always works and
one bad field never hides the next; `check()` walks the tree and returns everything at once.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from typing import Any, Final, Protocol, TypeVar, cast, dataclass_transform, runtime_checkable

from constructs_lib.foundation.errors import ConfigError, Problem

_C = TypeVar("_C")

# Terraform reads these in any string of its JSON. Settings are plain text, so there they can only be an accident
# or an injection: https://developer.hashicorp.com/terraform/language/expressions/strings
# `$${` and `%%{` are its own way to write them literally.
_TEMPLATE = re.compile(r"(?<!\$)\$\{|(?<!%)%\{")
_SHOWN_LENGTH = 80

SELF_CHECKED: Final = {"self_checked": True}
"""Field metadata: the config's own `problems()` checks what is inside, so that it can name the places in its words."""


@runtime_checkable
class _HasProblems(Protocol):
    def problems(self) -> Iterable[Problem]: ...


@dataclass_transform(frozen_default=True, kw_only_default=True)
def config(cls: type[_C]) -> type[_C]:
    """Make `cls` a config: frozen, keyword-only, checked strictly and as a tree by `check()`."""
    # Read by Pydantic when it builds the checks; naming it here keeps Pydantic out of whoever only imports settings.
    cls.__pydantic_config__ = {"revalidate_instances": "always", "strict": True, "extra": "forbid"}  # type: ignore[attr-defined]
    return dataclass(frozen=True, kw_only=True)(cls)


def check(settings: object, where: str = "") -> tuple[Problem, ...]:
    """Every problem of a config and of all configs inside it, each with its path."""
    if not is_dataclass(settings) or isinstance(settings, type):
        return (_no_config(settings, where),)
    field_problems = tuple(_field_problems(settings))
    broken = {problem.where for problem in field_problems}
    found = [
        *field_problems,
        *(
            problem.under(path)
            for path, part in _walk(settings, "")
            # asking a text for its methods takes longer than all the rest
            if not isinstance(part, str)
            and isinstance(part, _HasProblems)
            and not any(_inside(bad, path) for bad in broken)
            for problem in part.problems()
        ),
        *(problem for problem in _template_problems(settings) if problem.where not in broken),
    ]
    return tuple(problem.under(where) for problem in found)


def require(settings: object, where: str) -> None:
    """Raise every problem of a config at once; what a construct calls when it is used alone."""
    found = check(settings, where)
    if found:
        raise ConfigError(found)


def _no_config(value: object, where: str) -> Problem:
    if isinstance(value, type):
        return Problem(where=where, what="is the class itself", got=value.__name__, fix=f"write {value.__name__}(…)")
    return Problem(where=where, what="is no config", got=_shorten(repr(value)))


def _inside(path: str, outer: str) -> bool:
    return not outer or path == outer or path.startswith((f"{outer}.", f"{outer}["))


def _walk(value: object, path: str) -> Iterator[tuple[str, object]]:
    """Every config in a tree of configs, tuples and mappings, with its path."""
    if is_dataclass(value) and not isinstance(value, type):
        yield path, value
        for field in fields(value):
            if not field.metadata.get("self_checked"):
                yield from _walk(getattr(value, field.name), f"{path}.{field.name}" if path else field.name)
    elif isinstance(value, tuple | list):
        for index, item in enumerate(cast("Iterable[object]", value)):
            yield from _walk(item, f"{path}[{index}]")
    elif isinstance(value, Mapping):
        for key, item in cast("Mapping[object, object]", value).items():
            yield from _walk(key, f"{path}[{key!r}]")
            yield from _walk(item, f"{path}[{key!r}]")
    elif isinstance(value, str):
        yield path, value


def _template_problems(settings: object) -> Iterator[Problem]:
    for path, part in _walk(settings, ""):
        if isinstance(part, str) and _TEMPLATE.search(part):
            yield Problem(
                where=path,
                what="text that Terraform would evaluate",
                got=repr(part),
                allowed="text without ${ or %{",
                fix="settings are plain text; write $${ for a literal ${, or wire the value in the stack",
            )


@cache
def _checks_of(kind: type[object]) -> Callable[[object], object]:
    """Building the checks of a config takes longer than running them."""
    from pydantic import TypeAdapter  # slow to import, and only checking needs it

    return TypeAdapter(kind).validate_python


def _field_problems(settings: object) -> Iterator[Problem]:
    from pydantic import ValidationError

    try:
        _checks_of(type(settings))(settings)
    except ValidationError as error:
        by_path: dict[str, list[Problem]] = {}
        for detail in error.errors(include_url=False):
            problem = _translate(cast("Mapping[str, Any]", detail))
            by_path.setdefault(problem.where, []).append(problem)
        for path, found in by_path.items():
            if not any(other != path and _inside(other, path) for other in by_path):
                yield _one_of(found)


def _one_of(branches: list[Problem]) -> Problem:
    """A value that fits no branch of a union fails once per branch; people made one mistake."""
    if len(branches) == 1:
        return branches[0]
    allowed = " or ".join(problem.allowed or problem.what for problem in branches)
    return Problem(where=branches[0].where, what="is not one of the choices", got=branches[0].got, allowed=allowed)


_SIGNS: Final = {
    "ge": "at least",
    "gt": "more than",
    "le": "at most",
    "lt": "less than",
    "multiple_of": "a multiple of",
}
_KINDS: Final = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "True or False",
    "tuple_type": "a tuple",
    "dict_type": "a dictionary",
    "mapping_type": "a dictionary",
    "none_required": "None",
}


def _translate(detail: Mapping[str, Any]) -> Problem:
    """Pydantic's account of one wrong value, in the words of errors.Problem."""
    got = _shorten(repr(detail["input"]))
    return replace(_said(detail["type"], detail.get("ctx", {}), detail), where=_path(detail["loc"]), got=got)


def _said(kind: str, context: Mapping[str, Any], detail: Mapping[str, Any]) -> Problem:
    match kind:
        case "literal_error" | "enum":
            problem = Problem(what="is not one of the choices", allowed=context["expected"])
        case "greater_than_equal" | "greater_than" | "less_than_equal" | "less_than" | "multiple_of":
            limits = ", ".join(f"{_SIGNS[key]} {value}" for key, value in context.items())
            problem = Problem(what="is out of range", allowed=limits)
        case "string_pattern_mismatch":
            problem = Problem(what="has the wrong form", allowed=f"text that matches {context['pattern']}")
        case "too_short" | "too_long" | "string_too_short" | "string_too_long":
            sign, limit = ("at least", "min_length") if kind.endswith("short") else ("at most", "max_length")
            unit = "character" if kind.startswith("string") else "entry"
            problem = Problem(what="has the wrong length", allowed=f"{sign} {_counted(context[limit], unit)}")
        case "dataclass_type" | "dataclass_exact_type":
            problem = Problem(what="has the wrong type", allowed=context["class_name"])
        case "tuple_type":
            fix = "write (…, ) with round brackets; one entry needs its comma"
            problem = Problem(what="has the wrong type", allowed=_KINDS[kind], fix=fix)
        case _ if kind in _KINDS:
            problem = Problem(what="has the wrong type", allowed=_KINDS[kind])
        case _:
            text = str(detail["msg"]).removeprefix("Input ")
            problem = Problem(what=text[:1].lower() + text[1:])
    return problem


def _counted(count: int, unit: str) -> str:
    plural = {"entry": "entries"}.get(unit, f"{unit}s")
    return f"{count} {unit if count == 1 else plural}"


def _shorten(text: str) -> str:
    return text if len(text) <= _SHOWN_LENGTH else f"{text[:_SHOWN_LENGTH]}…"


def _path(location: Iterable[int | str]) -> str:
    text = ""
    for step in location:
        if isinstance(step, int):
            text += f"[{step}]"
        elif step.isidentifier() and step.islower():
            text += f".{step}" if text else step
        # anything else names a branch of a union (a class, a literal), which no reader asked about
    return text
