"""What only the construct tree knows: elements that overwrote each other in the JSON, and aspects that nobody visits."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final, cast

from cdktf import (
    Aspects,
    DefaultTokenResolver,
    StringConcat,
    TerraformDataSource,
    TerraformElement,
    TerraformLocal,
    TerraformModule,
    TerraformOutput,
    TerraformRemoteState,
    TerraformResource,
    TerraformStack,
    TerraformVariable,
    Tokenization,
)

from constructs_lib.foundation.errors import Problem
from constructs_lib.foundation.guards.document import Document, Json
from constructs_lib.foundation.plain_words import from_node

if TYPE_CHECKING:
    from cdktf import App, ITokenResolver
    from constructs import IConstruct

_WITH_PATH: Final = (TerraformResource, TerraformDataSource, TerraformModule)
# these are written without their construct path
_UNMARKED: Final = {
    TerraformOutput: ("output",),
    TerraformVariable: ("variable",),
    TerraformLocal: ("locals",),
    TerraformRemoteState: ("data", "terraform_remote_state"),
}


def tree_damage(app: "App", documents: Sequence[Document]) -> Iterator[Problem]:
    """Everything wrong between the tree and the documents that were written from it."""
    # one message to Node for the whole tree; every further look at a construct would be one more each
    constructs = app.node.find_all()
    stacks = [each for each in constructs if isinstance(each, TerraformStack)]
    yield from _same_files(stacks)
    yield from _overwritten(constructs, documents)
    yield from _unvisited_aspects(stacks)


def refused_elements(app: "App") -> Iterator[Problem]:
    """Which elements cannot be written, and why: cdktf's own account of a failed synthesis rarely names one. Slow."""
    # the bindings spell the parameters of the interface and of its only class differently
    resolver = cast("ITokenResolver", DefaultTokenResolver(StringConcat()))
    for each in app.node.find_all():
        if isinstance(each, TerraformElement):
            try:
                Tokenization.resolve(each.to_terraform(), scope=each, preparing=True, resolver=resolver)
            except RuntimeError as error:
                yield from (replace(problem, where=each.node.path) for problem in from_node(str(error)))


def _overwritten(constructs: Sequence["IConstruct"], documents: Sequence[Document]) -> Iterator[Problem]:
    """Elements that share an address. cdktf merges them into one, whatever the reason.

    Counting is exact and cheap: an element writes one entry, and nothing else writes entries with a construct path. Only when
    fewer were written than made is every element asked for its address.
    """
    elements = [each for each in constructs if isinstance(each, TerraformElement)]
    made = sum(isinstance(each, _WITH_PATH) for each in elements)
    written = sum(1 for document in documents for _ in document.elements())
    suspects: list[TerraformElement] = []
    if made != written:
        suspects += [each for each in elements if isinstance(each, _WITH_PATH)]
    for kind, keys in _UNMARKED.items():
        of_kind = [each for each in elements if isinstance(each, kind)]
        entries = sum(len(_under(document.content, keys)) for document in documents)
        # entries of overrides carry no mark either, and could hide a missing one
        if len(of_kind) != entries or any(_overridden(document, keys[0]) for document in documents):
            suspects += of_kind
    stack_paths = [each.node.path for each in constructs if isinstance(each, TerraformStack)] if suspects else []
    shared: dict[tuple[str, str], list[str]] = {}
    for each in suspects:
        path = each.node.path
        stack = max((stack for stack in stack_paths if path.startswith(f"{stack}/")), key=len, default=None)
        if stack is None:
            yield Problem(
                where=path,
                what="is in no stack, and is never written",
                fix="pass a stack, or a construct inside one, as the scope",
            )
        else:
            shared.setdefault((stack, _address(each)), []).append(path)
    for (_, address), paths in shared.items():
        if len(paths) > 1:
            yield Problem(
                where=" and ".join(paths),
                what="became one in the Terraform JSON, the others are lost",
                got=address,
                fix="give them ids that differ in letters and digits, and logical ids of their own",
            )


def _under(content: Json, keys: Iterable[str]) -> Json:
    for key in keys:
        content = content.get(key, {})
    return content


def _overridden(document: Document, section: str) -> bool:
    return section in _under(document.content, ("//", "metadata", "overrides")).get("stack", ())


def _address(element: TerraformElement) -> str:
    match element:
        case TerraformResource():
            section = element.terraform_resource_type
        case TerraformDataSource():
            section = f"data.{element.terraform_resource_type}"
        case TerraformModule():
            section = "module"
        case _:
            section = ".".join(next(keys for kind, keys in _UNMARKED.items() if isinstance(element, kind)))
    return f"{section}.{element.friendly_unique_id}"


def _same_files(stacks: Iterable[TerraformStack]) -> Iterator[Problem]:
    """Stacks of one id under different parents: cdktf writes them to the same file, and the last one wins."""
    by_id: dict[str, list[str]] = {}
    for stack in stacks:
        by_id.setdefault(stack.node.id, []).append(stack.node.path)
    for stack_id, paths in by_id.items():
        if len(paths) > 1:
            yield Problem(
                where=" and ".join(paths),
                what="are written to the same file, the last one wins",
                got=stack_id,
                fix="give each stack an id of its own",
            )


def _unvisited_aspects(stacks: Iterable[TerraformStack]) -> Iterator[Problem]:
    """Aspects above the stacks: cdktf visits stacks and what is in them, nothing else, and says nothing."""
    above = {each.node.path: each for stack in stacks for each in stack.node.scopes[:-1]}
    inside = {stack.node.path for stack in stacks}
    for path, construct in above.items():
        if path not in inside and Aspects.of(construct).all:
            yield Problem(
                where=path or "the App",
                what="has aspects that are never visited",
                fix="add them to each stack: Aspects.of(stack).add(…)",
            )
