"""What rules look at: the resources of synthesized stacks, with values that may not be known yet, and what refers to what.

A value that holds a Terraform expression is not known at synthesis. A rule that asks for one is stopped by `NotKnown`: it
neither passes nor fails, and is judged again on the plan, where most of them are known.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, cast

from constructs_lib.analysis.document import Document

_EXPRESSION: Final = re.compile(r"(?<!\$)\$\{|(?<!%)%\{")
_REFERENCE: Final = re.compile(r"\b(data\.)?(aws_\w+)\.([\w-]+)\.(\w+)")
_STEPS: Final = 10
"""References of references of references end somewhere; a circle Terraform would refuse does not."""

PROVIDER: Final = "provider"
BACKEND: Final = "backend"
"""Types that Terraform has no resources of: a stack's providers and its state are judged like resources."""


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
        return _walk(self.body, path)

    def get(self, path: str, default: Any = None) -> Any:
        """The value, once it is known; `default` when there is none."""
        value = self.raw(path)
        if value is None:
            return default
        if not is_expression(value):
            return value
        planned = _walk(self.planned, path)
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
        written = _listed(self.raw(path))
        if any(not isinstance(each, Mapping) for each in written):
            raise NotKnown(self.named(path))
        planned = _paired(written, _listed(_walk(self.planned, path)))
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
                planned = _walk(self.planned, path)
                if not isinstance(planned, str):
                    raise NotKnown(self.named(path)) from None
                parsed = json.loads(planned)
            return cast("Mapping[str, Any]", parsed) if isinstance(parsed, dict) else {"Statement": parsed}
        return {}

    def named(self, path: str) -> str:
        """A path from the resource on."""
        return f"{self.place}.{path}" if self.place else path


@dataclass(frozen=True, slots=True, eq=False)
class Resource(Block):
    """One resource of a stack. Two are equal only if they are the same one."""

    type: str = ""
    name: str = ""
    stack: "Stack" = field(default_factory=lambda: Stack(id="", document={}))

    @property
    def address(self) -> str:
        """Where Terraform knows it."""
        return f"{self.type}.{self.name}"

    @property
    def path(self) -> str:
        """Where it is in the tree of constructs; its address in a stack that cdktf did not write."""
        return str(_walk(self.body, "//.metadata.path") or f"{self.stack.id}/{self.address}")

    @property
    def region(self) -> str:
        """The region its provider works in."""
        return self.stack.region_of(self.raw("provider"))

    def target(self, path: str) -> "Resource | None":
        """The resource that an attribute refers to, in this stack or, by its contract, in another; None for plain text."""
        value = self.raw(path)
        return self.stack.origin(value, self.named(path)) if value is not None else None

    def users(self, kind: str, attribute: str) -> "tuple[Resource, ...]":
        """Resources of that type in this stack whose attribute refers to this one, by reference or by its plain name."""
        names = [self.raw(each) for each in ("bucket", "name", "identifier") if isinstance(self.raw(each), str)]
        return tuple(
            each
            for each in self.stack.of(kind)
            if each.raw(attribute) in names or self.stack.leads_to(each.raw(attribute), self)
        )


@dataclass(slots=True, eq=False)
class Stack:
    """One synthesized stack, and the others it may read from."""

    id: str
    document: Document
    planned: Mapping[str, Mapping[str, Any]] = field(default_factory=dict[str, Mapping[str, Any]])
    """Address → planned values."""
    estate: "Estate | None" = None
    resources: dict[str, Resource] = field(default_factory=dict[str, Resource], init=False)
    by_type: dict[str, list[Resource]] = field(default_factory=dict[str, list[Resource]], init=False)

    def __post_init__(self) -> None:
        for kind, name, body in _bodies(self.document):
            made = Resource(body, self.planned.get(f"{kind}.{name}", {}), "", kind, name, self)
            self.resources[made.address] = made
            self.by_type.setdefault(kind, []).append(made)

    @property
    def notes(self) -> Mapping[str, Any]:
        """What the stack says about itself; empty in a stack Cairn did not make."""
        return cast("Mapping[str, Any]", self.document.get("//") or {}).get("cairn") or {}

    @property
    def environment(self) -> str:
        """The environment it belongs to; empty when it does not say."""
        return str(cast("Mapping[str, Any]", self.notes.get("placement") or {}).get("environment", ""))

    @property
    def protected(self) -> bool:
        """Whether what holds data here may not be destroyed."""
        return bool(self.notes.get("protected"))

    @property
    def tags(self) -> Mapping[str, Any]:
        """The tags that everything of its first provider gets."""
        first = next(iter(self.of(PROVIDER)), None)
        return cast("Mapping[str, Any]", (first.raw("default_tags.tags") if first else None) or {})

    def of(self, *kinds: str) -> tuple[Resource, ...]:
        """Resources of these types."""
        return tuple(each for kind in kinds for each in self.by_type.get(kind, ()))

    def region_of(self, provider: object) -> str:
        """The region of the provider with that reference; of the first one when there is none."""
        alias = provider.partition(".")[2] if isinstance(provider, str) else ""
        for each in self.of(PROVIDER):
            if (each.raw("alias") or "") == alias:
                return str(each.raw("region") or "")
        return ""

    def leads_to(self, value: object, wanted: Resource) -> bool:
        """Whether an expression is about that resource, be it through others."""
        try:
            return self.origin(value, "") is wanted
        except NotKnown:
            return False

    def origin(self, value: object, attribute: str, steps: int = _STEPS) -> Resource | None:
        """The resource that a value comes from; None when it is plain. Raises NotKnown when it leads out of sight."""
        if not is_expression(value) or not steps:
            return None
        found = _REFERENCE.search(json.dumps(value))
        if found is None:
            raise NotKnown(attribute)
        if found[1]:
            return self._published(found[2], found[3], attribute, steps)
        resource = self.resources.get(f"{found[2]}.{found[3]}")
        if resource is None:
            raise NotKnown(attribute)
        onward = resource.raw(found[4])
        if isinstance(onward, str) and is_expression(onward) and _REFERENCE.search(onward):
            return self.origin(onward, attribute, steps - 1)
        return resource

    def _published(self, kind: str, name: str, attribute: str, steps: int) -> Resource | None:
        data = cast("Mapping[str, Mapping[str, Any]]", self.document.get("data", {})).get(kind, {})
        path = cast("Mapping[str, Any]", data.get(name, {})).get("name")
        found = self.estate.published.get(path) if self.estate and isinstance(path, str) else None
        if kind != "aws_ssm_parameter" or found is None:
            raise NotKnown(attribute)
        publisher, value = found
        return publisher.origin(value, attribute, steps - 1)


class Estate:
    """All stacks that are judged together."""

    def __init__(self, documents: Mapping[str, Document], plans: Mapping[str, Mapping[str, Any]] | None = None) -> None:
        """`plans` are those of some stacks, as `terraform show -json` tells them."""
        plans = plans or {}
        self.stacks = {
            id_: Stack(id=id_, document=document, planned=planned_values(plans.get(id_, {})), estate=self)
            for id_, document in documents.items()
        }
        self.published: dict[str, tuple[Stack, object]] = {
            str(parameter.raw("name")): (stack, parameter.raw("insecure_value"))
            for stack in self.stacks.values()
            for parameter in stack.of("aws_ssm_parameter")
        }

    def resources(self) -> Iterator[Resource]:
        """Every resource, stack by stack."""
        for stack in self.stacks.values():
            yield from stack.resources.values()


def planned_values(plan: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Address → attributes, of everything a plan knows. cdktf makes no modules, so the root is all there is."""
    root = cast("Mapping[str, Any]", plan.get("planned_values", {}).get("root_module", {}))
    return {
        str(entry["address"]): cast("Mapping[str, Any]", entry.get("values", {}))
        for entry in cast("list[Mapping[str, Any]]", root.get("resources", []))
        if entry.get("mode") == "managed"
    }


def _bodies(document: Document) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    for kind, named in cast("Mapping[str, Mapping[str, Any]]", document.get("resource", {})).items():
        for name, body in named.items():
            # a resource may be a list of one, as Terraform's own JSON has it
            yield kind, name, _listed(body)[0] if body else {}
    providers = _listed(cast("Mapping[str, Any]", document.get("provider", {})).get("aws"))
    for provider in providers:
        yield PROVIDER, f"aws.{provider['alias']}" if provider.get("alias") else "aws", provider
    terraform = cast("Mapping[str, Any]", document.get("terraform", {}))
    for kind, body in cast("Mapping[str, Any]", terraform.get("backend", {})).items():
        yield BACKEND, kind, _listed(body)[0] if body else {}


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return cast("list[Any]", value) if isinstance(value, list) else [value]


def _walk(body: object, path: str) -> Any:
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
