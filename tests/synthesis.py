"""One construct synthesized alone, in a stack that is nobody's: what the tests of constructs look at."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

from cdktf import App, TerraformStack, Testing

from constructs_lib.analysis.document import Document

_S = TypeVar("_S", bound=TerraformStack)

_HASH = re.compile(r"_[0-9A-F]{8}$")


def synthesized(build: Callable[[TerraformStack], object]) -> Document:
    """The JSON of a bare stack after `build` put something into it."""
    stack = TerraformStack(Testing.app(), "alone")
    build(stack)
    return _json_of(stack)


def synthesized_stack(build: Callable[[App], _S]) -> tuple[_S, Document]:
    """A whole stack, and its JSON."""
    stack = build(Testing.app())
    return stack, _json_of(stack)


def resources(document: Document, kind: str) -> dict[str, Mapping[str, Any]]:
    """The resources of one type, by name; cdktf's hash at the end is left out."""
    named = cast("Mapping[str, Mapping[str, Any]]", document.get("resource", {}).get(kind, {}))
    return {_HASH.sub("", name): body for name, body in named.items()}


def resource(document: Document, kind: str) -> Mapping[str, Any]:
    """The only resource of its type."""
    (body,) = resources(document, kind).values()
    return body


def statements(policy: str) -> dict[str, Mapping[str, Any]]:
    """The statements of a policy document, by sid."""
    return {statement["Sid"]: statement for statement in json.loads(policy)["Statement"]}


def _json_of(stack: TerraformStack) -> Document:
    return cast("Document", json.loads(Testing.synth(stack)))
