"""What rules look at: the resources of synthesized stacks, and what refers to what, be it across stacks."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, cast

from constructs_lib.analysis.document import Document
from constructs_lib.analysis.policies.blocks import Block, NotKnown, is_expression, listed, walk

_REFERENCE: Final = re.compile(r"\b(data\.)?(aws_\w+)\.([\w-]+)\.(\w+)")
_STEPS: Final = 10
"""References of references of references end somewhere; a circle Terraform would refuse does not."""

PROVIDER: Final = "provider"
BACKEND: Final = "backend"
"""Types that Terraform has no resources of: a stack's providers and its state are judged like resources."""


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
        return str(walk(self.body, "//.metadata.path") or f"{self.stack.id}/{self.address}")

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
            yield kind, name, listed(body)[0] if body else {}
    providers = listed(cast("Mapping[str, Any]", document.get("provider", {})).get("aws"))
    for provider in providers:
        yield PROVIDER, f"aws.{provider['alias']}" if provider.get("alias") else "aws", provider
    terraform = cast("Mapping[str, Any]", document.get("terraform", {}))
    for kind, body in cast("Mapping[str, Any]", terraform.get("backend", {})).items():
        yield BACKEND, kind, listed(body)[0] if body else {}
