"""Stacks read together: every resource with its values, as far as they can be told before anything exists.

References are followed inside a stack, through published parameters (`aws_ssm_parameter`) and through cdktf's own
remote states. What is left is a `Reference` to a known resource, or an `Unknown` with its reason.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, cast

from constructs_lib.analysis.document import Document
from constructs_lib.analysis.terraform.evaluate import evaluate
from constructs_lib.analysis.terraform.values import Encoded, Reference, Unknown

# What Terraform reads of a block, and no provider
_META: Final = frozenset({"//", "depends_on", "lifecycle", "provider", "provisioner", "connection"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a provider works; empty where the JSON does not say."""

    account: str = ""
    region: str = ""

    def __str__(self) -> str:
        return " ".join(part for part in (self.account, self.region) if part) or "an unnamed region"


@dataclass(frozen=True, kw_only=True)
class Block:
    """A resource or a data source."""

    estate: "Estate" = field(repr=False)
    stack: str
    mode: str
    """`resource` or `data`."""
    kind: str
    name: str
    body: Mapping[str, Any] = field(repr=False)
    _seen: dict[str, Any] = field(default_factory=dict[str, Any], repr=False)

    @property
    def address(self) -> str:
        """The stack, and Terraform's address in it."""
        data = "data." if self.mode == "data" else ""
        return f"{self.stack}/{data}{self.kind}.{self.name}"

    @cached_property
    def path(self) -> str:
        """The construct it was made by, stack first; its address where the JSON has no note of that."""
        path = str(self.body.get("//", {}).get("metadata", {}).get("path", ""))
        return path.removesuffix("/Default") or self.address

    @cached_property
    def place(self) -> Place:
        """The account and region it is in."""
        return self.estate.place(self.stack, str(self.body.get("provider", "aws")))

    def get(self, key: str, default: object = None) -> Any:
        """The value of an argument, references followed."""
        if key not in self._seen:
            raw = self.body.get(key)
            self._seen[key] = None if raw is None else self.estate.value(self.stack, raw)
        found = self._seen[key]
        return default if found is None else found

    def text(self, key: str, default: str = "") -> str:
        """An argument that is text or a number; the default where it is neither or not known."""
        found = self.get(key, default)
        return str(found) if isinstance(found, str | int) else default

    def items(self, key: str) -> list[Any]:
        """A list, whether it was written as one or, as cdktf does with single blocks, as its only item."""
        found = self.get(key, [])
        return cast("list[Any]", found) if isinstance(found, list) else [found]

    def blocks(self, key: str) -> list[Mapping[str, Any]]:
        """Nested blocks, as far as they are known."""
        return [cast("Mapping[str, Any]", each) for each in self.items(key) if isinstance(each, Mapping)]

    def block(self, key: str) -> Mapping[str, Any]:
        """A nested block that is there once at most."""
        found = self.blocks(key)
        return found[0] if found else {}


class Estate:
    """The documents of many stacks, joined."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self.documents = documents
        self._blocks = {block.address: block for block in self._read()}
        self._kinds: dict[str, list[Block]] = {}
        for block in self._blocks.values():
            key = block.kind if block.mode == "resource" else f"data.{block.kind}"
            self._kinds.setdefault(key, []).append(block)
        self.computed: dict[tuple[str, str], Callable[[Block], object]] = {}
        """What stands for an attribute that only AWS decides, by kind (`data.` in front of a data source's) and attribute."""

    def of(self, *kinds: str) -> Iterator[Block]:
        """The resources of those kinds; a data source's kind starts with `data.`."""
        for kind in kinds:
            yield from self._kinds.get(kind, ())

    def at(self, address: str) -> Block | None:
        """The block of an address."""
        return self._blocks.get(address)

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds there are."""
        return frozenset(self._kinds)

    @property
    def modules(self) -> tuple[str, ...]:
        """The addresses of modules. What is in one is written elsewhere, in a language that is not read here."""
        return tuple(
            f"{stack}/module.{name}"
            for stack, document in self.documents.items()
            for name, written in cast("Mapping[str, Any]", document.get("module", {})).items()
            if _listed(written)[0].get("count") != 0
        )

    def environment_of(self, stack: str) -> str:
        """The environment a stack says it belongs to; empty when it was not Cairn that made it."""
        notes = self.documents[stack].get("//", {}).get("cairn", {})
        return str(notes.get("placement", {}).get("environment", ""))

    def place(self, stack: str, provider: str) -> Place:
        """Where a provider of a stack works."""
        wanted = provider.partition(".")[2]
        for each in _listed(self.documents[stack].get("provider", {}).get("aws", [])):
            if str(each.get("alias", "")) == wanted:
                accounts = each.get("allowed_account_ids") or [""]
                return Place(str(accounts[0]), str(each.get("region", "")))
        return Place()

    def value(self, stack: str, raw: Any) -> Any:
        """A value of a stack's JSON, with all that can be told about it."""
        if isinstance(raw, str):
            return evaluate(raw, lambda path: self._look_up(stack, path)) if "${" in raw or "%" in raw else raw
        if isinstance(raw, list):
            return [self.value(stack, each) for each in cast("list[Any]", raw)]
        if isinstance(raw, Mapping):
            return {key: self.value(stack, each) for key, each in cast("Mapping[str, Any]", raw).items()}
        return raw

    def _read(self) -> Iterator[Block]:
        for stack, document in self.documents.items():
            for mode in ("resource", "data"):
                for kind, named in cast("Mapping[str, Mapping[str, Any]]", document.get(mode, {})).items():
                    for name, written in named.items():
                        # cdktf writes a resource as an object, others may write a list of one
                        body = _listed(written)[0]
                        if body.get("count") != 0:
                            yield Block(estate=self, stack=stack, mode=mode, kind=kind, name=name, body=body)

    def _look_up(self, stack: str, path: tuple[str, ...]) -> object:
        """What a path of an expression means in a stack."""
        document, found = self.documents[stack], None
        match path:
            case ("var", name, *_):
                found = document.get("variable", {}).get(name, {}).get("default")
            case ("local", name, *_):
                found = self.value(stack, document.get("locals", {}).get(name))
            case ("module", name, *_):
                found = Unknown(f"{stack}/module.{name} decides it, which is not in the JSON")
            case ("data", "aws_region", name, "name" | "id" | "region", *_):
                found = self._place_of(f"{stack}/data.aws_region.{name}").region
            case ("data", "aws_caller_identity", name, "account_id", *_):
                found = self._place_of(f"{stack}/data.aws_caller_identity.{name}").account
            case ("data", "aws_ssm_parameter", name, "insecure_value" | "value", *_):
                found = self._parameter(stack, name)
            case ("data", "terraform_remote_state", name, "outputs", output, *_):
                found = self._remote_output(stack, name, output)
            case ("data", kind, name, attribute, *_):
                found = self._attribute(f"{stack}/data.{kind}.{name}", attribute)
            case (kind, name, attribute, *_):
                found = self._attribute(f"{stack}/{kind}.{name}", attribute)
            case _:
                pass
        return Unknown(f"{'.'.join(path)} is only known to Terraform") if found in (None, "") else found

    def _place_of(self, address: str) -> Place:
        block = self._blocks.get(address)
        return block.place if block else Place()

    def _attribute(self, address: str, attribute: str) -> object:
        block = self._blocks.get(address)
        if block is None:
            return Unknown(f"{address} is not in the JSON")
        if attribute not in _META and (found := block.get(attribute)) is not None:
            return found
        kind = block.kind if block.mode == "resource" else f"data.{block.kind}"
        if stand_in := self.computed.get((kind, attribute)):
            return stand_in(block)
        if block.mode == "data":
            return Unknown(f"{address}.{attribute} is looked up in AWS")
        return Reference(address, attribute)

    @cached_property
    def _published(self) -> dict[str, list[Block]]:
        found: dict[str, list[Block]] = {}
        for block in self.of("aws_ssm_parameter"):
            found.setdefault(block.text("name"), []).append(block)
        return found

    def _parameter(self, stack: str, name: str) -> object:
        reader = self._blocks.get(f"{stack}/data.aws_ssm_parameter.{name}")
        wanted = reader.text("name") if reader else ""
        _, _, path = wanted.partition(":parameter")
        writers = self._published.get(path or wanted, [])
        if reader and len(writers) > 1:
            writers = [each for each in writers if each.place == reader.place]
        if len(writers) != 1:
            return Unknown(f"no stack here publishes {wanted}" if not writers else f"several stacks publish {wanted}")
        found = writers[0].get("insecure_value", writers[0].get("value"))
        # as the contract writes it: text as it is, everything else as JSON
        return Encoded(cast("object", found)) if isinstance(found, list) else found

    def _remote_output(self, stack: str, name: str, output: str) -> object:
        reader = self._blocks.get(f"{stack}/data.terraform_remote_state.{name}")
        if reader is None:
            return Unknown(f"remote state {name} is not in the JSON")
        wanted = (reader.text("backend"), _state_key(reader.block("config")))
        for other, document in self.documents.items():
            for kind, settings in document.get("terraform", {}).get("backend", {}).items():
                if (kind, _state_key(settings)) == wanted:
                    entry = document.get("output", {}).get(output)
                    if entry is not None:
                        return self.value(other, entry["value"])
        return Unknown(f"no stack here has the state that {reader.address} reads")


def _state_key(settings: Mapping[str, Any]) -> tuple[str, ...]:
    """What tells one state from another: the file, or the bucket and key."""
    path = str(settings.get("path", "")).rpartition("/")[2]
    return path, str(settings.get("bucket", "")), str(settings.get("key", "")), str(settings.get("workspaces", ""))


def _listed(value: Any) -> list[Mapping[str, Any]]:
    return cast("list[Mapping[str, Any]]", value if isinstance(value, list) else [value])
