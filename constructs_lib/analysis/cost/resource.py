"""A resource of a synthesized stack as a meter sees it, and what the meter says it uses."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from constructs_lib.analysis.document import Document, resources
from constructs_lib.foundation.usage import AssumptionName, Usage

_REFERENCE = re.compile(r"\$\{(aws_[a-z0-9_]+)\.([A-Za-z0-9_-]+)\.")


class Unclear(Exception):
    """The JSON does not say it: Terraform knows it only when it is applied."""


@dataclass(frozen=True, slots=True)
class Use:
    """So much of a product in a month."""

    product: str
    """Its key in the price table."""
    quantity: float
    at_most: float | None = None
    """With everything scaled out as far as it may; None where it does not scale."""
    assumption: AssumptionName | None = None
    """What the quantity rests on, where the JSON does not say it."""
    at_least: float | None = None
    """Scaled in as far as it may; None where it does not scale."""


@dataclass(frozen=True, kw_only=True)
class Resource:
    """One resource, the stack around it, and what the environment declares to use."""

    type: str
    name: str
    body: Mapping[str, Any]
    document: Document = field(repr=False)
    stack_id: str = ""
    region: str = ""
    usage: Usage = field(default_factory=Usage, repr=False)

    @property
    def address(self) -> str:
        """Where Terraform knows it."""
        return f"{self.type}.{self.name}"

    def assumed(self, name: AssumptionName) -> float:
        """A number the environment declares, or its default."""
        return self.usage.quantity(name, self.stack_id)

    def uses(self, product: str, name: AssumptionName, *, times: float = 1) -> Use:
        """A product used as much as the environment declares, `times` over."""
        return Use(product, self.assumed(name) * times, assumption=name)

    def text(self, key: str, default: str = "") -> str:
        """A setting that is text."""
        value = self.body.get(key, default)
        if not isinstance(value, str) or "${" in value:
            raise Unclear(key)
        return value

    def flag(self, key: str, *, default: bool = False) -> bool:
        """A setting that is on or off."""
        return self.body.get(key, default) in (True, "true")

    def number(self, key: str, default: float | None = None) -> float:
        """A setting that counts something."""
        return number(self.body, key, default)

    def blocks(self, key: str) -> tuple[Mapping[str, Any], ...]:
        """Nested blocks, which JSON writes as one object or as a list of them."""
        value = self.body.get(key)
        if isinstance(value, Mapping):
            return (cast("Mapping[str, Any]", value),)
        entries = cast("list[object]", value if isinstance(value, list) else [])
        return tuple(cast("Mapping[str, Any]", each) for each in entries if isinstance(each, Mapping))

    def count(self, key: str) -> int | None:
        """How many entries a list has; None for a list that is read from elsewhere."""
        value = self.body.get(key)
        return len(cast("list[object]", value)) if isinstance(value, list) else None

    def referenced(self, key: str, kind: str) -> "Resource | None":
        """The resource of the same stack that a setting names: "${aws_ecs_task_definition.task.arn}"."""
        value = self.body.get(key)
        match = _REFERENCE.match(value) if isinstance(value, str) else None
        if match is None or match[1] != kind:
            return None
        return next((each for each in self.siblings(kind) if each.name == match[2]), None)

    def siblings(self, kind: str) -> Iterator["Resource"]:
        """The resources of a type in the same stack."""
        for found, name, body in resources(self.document):
            if found == kind:
                yield self.beside(kind, name, body)

    def beside(self, kind: str, name: str, body: Mapping[str, Any]) -> "Resource":
        """Another resource of the same stack, or one that only seems to be there."""
        return Resource(
            type=kind,
            name=name,
            body=body,
            document=self.document,
            stack_id=self.stack_id,
            region=self.region,
            usage=self.usage,
        )


def number(body: Mapping[str, Any], key: str, default: float | None = None) -> float:
    """A number, also one written as text, as Terraform takes it."""
    value = body.get(key, default)
    try:
        return float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise Unclear(key) from None
