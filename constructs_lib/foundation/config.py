"""What a config is: a frozen record whose creation never raises, checked as a whole tree in one pass.

Ranges and units stand on the fields (`Annotated[int, Interval(ge=1, le=35)]`). What spans fields is a method
`problems()` that yields `Problem`s. Nothing is checked on creation, so `dataclasses.replace` always works and
one bad field never hides the next; `check()` walks the tree and returns everything at once.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Final, Protocol, TypeVar, cast, dataclass_transform, runtime_checkable

from constructs_lib.foundation.errors import ConfigError, Problem

_C = TypeVar("_C")

# Terraform reads these in any string of its JSON. Settings are plain text, so there they can only be an accident
# or an injection: https://developer.hashicorp.com/terraform/language/expressions/strings
_TEMPLATE = re.compile(r"[$%]\{")
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
    field_problems = tuple(_field_problems(settings))
    broken = {problem.where for problem in field_problems}
    found = [
        *field_problems,
        *(
            problem.under(path)
            for path, part in _walk(settings, "")
            if isinstance(part, _HasProblems) and not any(_inside(bad, path) for bad in broken)
            for problem in part.problems()
        ),
        *_template_problems(settings),
    ]
    return tuple(problem.under(where) for problem in found)


def require(settings: object, where: str) -> None:
    """Raise every problem of a config at once; what a construct calls when it is used alone."""
    found = check(settings, where)
    if found:
        raise ConfigError(found)


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


def _field_problems(settings: object) -> Iterator[Problem]:
    from pydantic import TypeAdapter, ValidationError  # noqa: PLC0415  slow to import, and only checking needs it

    try:
        TypeAdapter[object](cast("type[object]", type(settings))).validate_python(settings)
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


def _translate(detail: Mapping[str, Any]) -> Problem:
    """Pydantic's account of one wrong value, in the words of errors.Problem."""
    kind, context, got = detail["type"], detail.get("ctx", {}), detail["input"]
    where = _path(detail["loc"])
    shown = repr(got) if len(repr(got)) <= _SHOWN_LENGTH else f"{repr(got)[:_SHOWN_LENGTH]}…"
    match kind:
        case "missing" | "missing_keyword_only_argument":
            return Problem(where=where, what="is required and missing", fix="add the field")
        case "unexpected_keyword_argument":
            return Problem(where=where, what="is no field of this config", got=shown, fix="remove it, or mend its name")
        case "literal_error" | "enum":
            return Problem(where=where, what="is not one of the choices", got=shown, allowed=context["expected"])
        case "greater_than_equal" | "greater_than" | "less_than_equal" | "less_than" | "multiple_of":
            sign = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than"}
            limits = ", ".join(f"{sign.get(key, 'a multiple of')} {value}" for key, value in context.items())
            return Problem(where=where, what="is out of range", got=shown, allowed=limits)
        case "string_pattern_mismatch":
            return Problem(where=where, what="has the wrong form", got=shown, allowed=f"text like {context['pattern']}")
        case "tuple_type":
            fix = "write (…, ) with round brackets; one entry needs its comma"
            return Problem(where=where, what="must be a tuple", got=shown, allowed="a tuple", fix=fix)
        case "too_short" | "too_long" | "string_too_short" | "string_too_long":
            limits = ", ".join(
                f"{key.removesuffix('_length')} {value}"
                for key, value in context.items()
                if key != "field_type" and key != "actual_length"
            )
            return Problem(where=where, what="has the wrong length", got=shown, allowed=limits)
        case "dataclass_type" | "dataclass_exact_type":
            return Problem(where=where, what="has the wrong type", got=shown, allowed=f"a {context['class_name']}")
        case _:
            text = str(detail["msg"]).removeprefix("Input ")
            return Problem(where=where, what=text[:1].lower() + text[1:], got=f"{shown} ({type(got).__name__})")


def _path(location: Iterable[int | str]) -> str:
    text = ""
    for step in location:
        if isinstance(step, int):
            text += f"[{step}]"
        elif step.isidentifier() and step.islower():
            text += f".{step}" if text else step
        # anything else names a branch of a union (a class, a literal), which no reader asked about
    return text
