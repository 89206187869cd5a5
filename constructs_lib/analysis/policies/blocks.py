"""Attributes of resources, with values that may not be known yet.

A value that holds a Terraform expression is not known at synthesis. A rule that asks for one is stopped by `NotKnown`: it
neither passes nor fails, and is judged again on the plan, where most of them are known.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, cast

_EXPRESSION: Final = re.compile(r"(?<!\$)\$\{|(?<!%)%\{")


class NotKnown(Exception):
    """A rule asked for a value that only a plan, or only an apply, can tell."""

    def __init__(self, attribute: str) -> None:
        self.attribute = attribute
        super().__init__(attribute)


def is_expression(value: object) -> bool:
    """Whether Terraform has to evaluate it first."""
    if isinstance(value, str):
        return bool(_EXPRESSION.search(value))
    if isinstance(value, list):
        return any(map(is_expression, cast("list[object]", value)))
    if isinstance(value, Mapping):
        return any(map(is_expression, cast("Mapping[str, object]", value).values()))
    return False


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Attributes: of a resource, or of a block inside one."""

    body: Mapping[str, Any]
    planned: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """What a plan says the same attributes will be; empty before there is a plan."""
    place: str = ""
    """Where in the resource this is, as Terraform writes it."""

    def raw(self, path: str) -> Any:
        """The value as it was written, expressions included; None when there is none."""
        return walk(self.body, path)

    def get(self, path: str, default: Any = None) -> Any:
        """The value, once it is known; `default` when there is none."""
        value = self.raw(path)
        if value is None:
            return default
        if not is_expression(value):
            return value
        planned = walk(self.planned, path)
        if planned is None:
            raise NotKnown(self.named(path))
        return planned

    def number(self, path: str, default: float) -> float:
        """The same as a number; Terraform's JSON has some of them as text."""
        value = self.get(path, default)
        try:
            return float(value)
        except (TypeError, ValueError):
            return default

    def on(self, path: str, *, default: bool = False) -> bool:
        """The same as a switch."""
        return self.get(path, default) in (True, "true", "enabled", "Enabled", "ENABLED")

    def entries(self, path: str) -> tuple[Any, ...]:
        """A list; one thing alone counts as a list of one."""
        value = self.get(path, [])
        return tuple(cast("list[Any]", value)) if isinstance(value, list) else (value,)

    def blocks(self, path: str) -> "tuple[Block, ...]":
        """The blocks of that name, one or several: cdktf writes one as an object and several as a list."""
        written = listed(self.raw(path))
        if any(not isinstance(each, Mapping) for each in written):
            raise NotKnown(self.named(path))
        planned = _paired(written, listed(walk(self.planned, path)))
        many = len(written) > 1
        return tuple(
            Block(body, plan, self.named(f"{path}[{index}]" if many else path))
            for index, (body, plan) in enumerate(zip(written, planned, strict=True))
        )

    def document(self, path: str) -> Mapping[str, Any]:
        """A JSON document inside a string, such as a policy; empty when there is none.

        Expressions in it stay as they are: most policies name something that does not exist yet.
        """
        text = self.raw(path)
        if isinstance(text, str):
            try:
                parsed = json.loads(text)
            except ValueError:
                planned = walk(self.planned, path)
                if not isinstance(planned, str):
                    raise NotKnown(self.named(path)) from None
                parsed = json.loads(planned)
            return cast("Mapping[str, Any]", parsed) if isinstance(parsed, dict) else {"Statement": parsed}
        return {}

    def named(self, path: str) -> str:
        """A path from the resource on."""
        return f"{self.place}.{path}" if self.place else path


def listed(value: Any) -> list[Any]:
    """Several blocks, or the one there is."""
    if value is None:
        return []
    return cast("list[Any]", value) if isinstance(value, list) else [value]


def walk(body: object, path: str) -> Any:
    """What is at a path of attributes; a list of one counts as the one in it."""
    value = body
    for step in path.split("."):
        if isinstance(value, list):
            value = cast("list[object]", value)[0] if len(cast("list[object]", value)) == 1 else None
        if not isinstance(value, Mapping):
            return None
        value = cast("Mapping[str, object]", value).get(step)
    return value


def _paired(written: list[Any], planned: list[Any]) -> list[Mapping[str, Any]]:
    """What a plan says of each block. A set has another order there, so blocks that disagree are not known to be the same."""
    if len(written) != len(planned) or not all(map(_agree, written, planned)):
        return [{} for _ in written]
    return planned


def _agree(written: Any, planned: Any) -> bool:
    return isinstance(planned, Mapping) and all(
        cast("Mapping[str, object]", planned).get(key) == value
        for key, value in cast("Mapping[str, object]", written).items()
        if isinstance(value, str | int | bool) and not is_expression(value)
    )
