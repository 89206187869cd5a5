"""What the JSON of one stack gives away about mistakes that cdktf makes without a word. Pure: text and dictionaries."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

from constructs_lib.foundation.errors import Problem

Json = Mapping[str, Any]

_ELEMENT_SECTIONS: Final = ("resource", "data")
_ID: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_PATH: Final = re.compile(rf"{_ID.pattern}(?:/{_ID.pattern})*")

# Marks of values that exist as tokens only, after Python code has treated them as text or as numbers. cdktf writes text
# tokens as ${TfToken[TOKEN.7]} and numbers as doubles around -8.1e+298 (lists of them -1.8e+289), and resolves what it
# recognises; what is left in the JSON was cut, changed or calculated with. No base64, hash, certificate or ARN has these:
# the numbers need a decimal point or all their digits, and a 1024-bit integer has 308 digits, a larger one more.
_MANGLED: Final = re.compile(
    r"""(?ix)
      tftoken\[                                         # cut or in other letters: arn[:12], arn.upper()
    | (?<![a-z])token\.\d+\]
    | (?-i: (?<!\\)" [TOKEN]{0,5} \.? \d+ \]\} )        # the tail that is left: arn[-8:], arn.split(".")
    | \d\.\d+e\+(?:2[6-9]\d|30[0-8])                    # a number in text, or calculated with: f"{port}", port * 2
    | (?<![a-z0-9+/])-\d+e\+(?:289|29\d|30[0-8])        # the same, rounded
    | (?<!\d)\d{286,302}(?!\d)                          # int(port) in text
    | (?<!\d)\d{1,3}(?:,\d{3}){94,101}(?!\d)            # f"{port:,.0f}"
    | \bat\ 0x[0-9a-f]{6,}>                             # a Python object in text: f"{db.multi_az}"
    | <class\ '[\w.]+'>
    """
)
# One of these is in every text that matches, and a plain search for them all is a hundred times faster.
_MARKS: Final = ("tftoken[", "token.", "e+2", "e+3", " at 0x", "<class '")
_TAILS: Final = tuple(f"{digit}]}}" for digit in range(10))
_LONGEST_INNOCENT_LINE: Final = 285
_SHOWN_LENGTH: Final = 80
_CROSS_STACK: Final = "cross-stack-"
_CROSS_STACK_OUTPUT: Final = f"{_CROSS_STACK}output-"
_CROSS_STACK_INPUT: Final = f"{_CROSS_STACK}reference-input-"


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """The JSON of one stack, as text and as data."""

    stack: str
    text: str
    content: Json

    @classmethod
    def parse(cls, stack: str, text: str) -> "Document":
        """The document a file holds."""
        return cls(stack=stack, text=text, content=cast("Json", json.loads(text)))

    def elements(self) -> Iterator[tuple[str, Json]]:
        """Every resource, data source and module that a construct stands for, with its construct path."""
        for section in _ELEMENT_SECTIONS:
            for named in _mappings(self.content.get(section)):
                yield from _with_paths(named)
        yield from _with_paths(_mapping(self.content.get("module")))

    def parts(self) -> Iterator[tuple[str, Any]]:
        """Everything in the document, each with a place people find: a construct path, or the stack and the section."""
        for section, body in self.content.items():
            if section in _ELEMENT_SECTIONS:
                for type_, named in _mapping(body).items():
                    for name, each in _mapping(named).items():
                        yield _construct_path(each) or f"{self.stack}/{section}.{type_}.{name}", each
            elif section == "module":
                for name, each in _mapping(body).items():
                    yield _construct_path(each) or f"{self.stack}/module.{name}", each
            elif section != "//":
                yield f"{self.stack}/{section}", body


def damage(document: Document, machine_paths: Iterable[str] = ()) -> Iterator[Problem]:
    """Every sign of damage in one stack's JSON. `machine_paths` are folders of this machine that must not be in it."""
    yield from mangled_tokens(document)
    yield from lost_blocks(document)
    yield from ambiguous_ids(document)
    yield from missing_backend(document)
    yield from cross_stack_references(document)
    yield from machine_dependence(document, machine_paths)


def mangled_tokens(document: Document) -> Iterator[Problem]:
    """Values known only to Terraform that Python code has cut, changed, calculated with or printed."""
    if not _may_be_mangled(document.text):
        return
    for place, part in document.parts():
        for path, leaf in _leaves(part, place):
            written = json.dumps(leaf, ensure_ascii=False)
            if _MANGLED.search(written):
                yield Problem(
                    where=path,
                    what="a value known only to Terraform was changed by Python code",
                    got=_shorten(written),
                    fix="use Fn (Fn.upper, Fn.substr, Fn.tostring, …) or pass the value on whole: in Python it is a token, "
                    "no text and no number",
                )


def _may_be_mangled(text: str) -> bool:
    lower = text.lower()
    if any(mark in lower for mark in _MARKS) or ("]}" in text and any(tail in text for tail in _TAILS)):
        return True
    # what has no mark is a number of some 300 digits, and cdktf writes every value on a line of its own
    return any(len(line) > _LONGEST_INNOCENT_LINE and _MANGLED.search(line) for line in text.splitlines())


def lost_blocks(document: Document) -> Iterator[Problem]:
    """Blocks in a list of which nothing arrived: what is left when cdktf does not understand a dictionary's keys."""
    if "null" not in document.text:
        return
    for place, part in document.parts():
        for path, item in _list_items(part, place):
            if isinstance(item, Mapping) and item and _all_null(cast("Json", item)):
                yield Problem(
                    where=path,
                    what="a block without any value",
                    got=", ".join(cast("Json", item)),
                    fix="build the block with its typed class (SecurityGroupIngress(from_port=…)): cdktf drops a "
                    "dictionary's keys in lists",
                )


def ambiguous_ids(document: Document) -> Iterator[Problem]:
    """Ids with characters that cdktf drops, so that two of them can become one."""
    paths = {path for path, _ in document.elements()}
    paths |= set(_paths_of_outputs(document.content))
    wrong = {
        (path, step)
        for path in paths
        if not _PATH.fullmatch(path)
        for step in path.split("/")
        if not _ID.fullmatch(step) and not step.startswith(_CROSS_STACK)
    }
    for path, step in sorted(wrong):
        yield Problem(
            where=path,
            what="an id that Terraform addresses cannot carry",
            got=repr(step),
            allowed="a letter, then letters, digits, - and _",
            fix="ids are literal kebab-case; what varies belongs in a name or a tag",
        )


def missing_backend(document: Document) -> Iterator[Problem]:
    """No place for the state: cdktf then keeps it in the folder it happened to be started in."""
    settings = _mapping(document.content.get("terraform"))
    backend = _mapping(settings.get("backend"))
    path = str(_mapping(backend.get("local")).get("path", ""))
    if path.startswith("/") or not (backend or settings.get("cloud")):
        yield Problem(
            where=document.stack,
            what="no backend was set, or a local one at an absolute path: the state would stay on this machine",
            got=path or "no backend",
            fix="set S3State or CloudState on the account, or give LocalBackend a relative path",
        )


def cross_stack_references(document: Document) -> Iterator[Problem]:
    """Values of another stack, used as if they were this stack's own."""
    if _CROSS_STACK_OUTPUT not in document.text and _CROSS_STACK_INPUT not in document.text:
        return
    for place, part in document.parts():
        for path, leaf in _leaves(part, place):
            if isinstance(leaf, str) and f"data.terraform_remote_state.{_CROSS_STACK_INPUT}" in leaf:
                yield Problem(
                    where=path,
                    what="a value of another stack",
                    got=_shorten(leaf),
                    fix="publish it there and read it here (PlatformStack.publish and read): this reference breaks when an "
                    "id changes, and shows the whole state of the other stack to this one",
                )
    for name in _mapping(document.content.get("output")):
        if name.startswith(_CROSS_STACK_OUTPUT):
            yield Problem(
                where=f"{document.stack}/output.{name}",
                what="a value that another stack uses directly",
                got=name.removeprefix(_CROSS_STACK_OUTPUT),
                fix="publish it as a field of the stack's outputs, and read that",
            )


def machine_dependence(document: Document, machine_paths: Iterable[str]) -> Iterator[Problem]:
    """Files of this machine by their full path: the same code would give other JSON elsewhere."""
    roots = [root.rstrip("/") for root in machine_paths if root.rstrip("/")]
    if not any(root in document.text for root in roots):
        return
    pattern = re.compile("|".join(rf"(?<![\w./-]){re.escape(root)}(?:/[\w./@+-]*)?(?![\w-])" for root in roots))
    for place, part in document.parts():
        if place == f"{document.stack}/terraform":
            continue
        for path, leaf in _leaves(part, place):
            found = pattern.search(leaf) if isinstance(leaf, str) else None
            # a container may well have a /app of its own; only what is here too can have come from here
            if found and Path(found[0]).exists():
                yield Problem(
                    where=path,
                    what="a path of this machine",
                    got=found[0],
                    fix="use TerraformAsset, or a path relative to the stack's folder (${path.module})",
                )


def _with_paths(named: Json) -> Iterator[tuple[str, Json]]:
    for each in named.values():
        path = _construct_path(each)
        if path:
            yield path, each


def _construct_path(body: object) -> str:
    return str(_mapping(_mapping(_mapping(body).get("//")).get("metadata")).get("path", ""))


def _paths_of_outputs(content: Json) -> Iterator[str]:
    def below(tree: Json, path: str) -> Iterator[str]:
        for step, inner in tree.items():
            place = f"{path}/{step}" if path else step
            if isinstance(inner, Mapping):
                yield from below(cast("Json", inner), place)
            else:
                yield place

    return below(_mapping(_mapping(content.get("//")).get("outputs")), "")


def _leaves(value: object, path: str) -> Iterator[tuple[str, object]]:
    """Every value at the ends of a tree, and every key, with its path. What cdktf notes for itself is left out."""
    if isinstance(value, Mapping):
        for key, item in cast("Json", value).items():
            if key != "//":
                yield f"{path}.{key}", key
                yield from _leaves(item, f"{path}.{key}")
    elif isinstance(value, list):
        for index, item in enumerate(cast("list[object]", value)):
            yield from _leaves(item, f"{path}[{index}]")
    else:
        yield path, value


def _list_items(value: object, path: str) -> Iterator[tuple[str, object]]:
    if isinstance(value, Mapping):
        for key, item in cast("Json", value).items():
            yield from _list_items(item, f"{path}.{key}")
    elif isinstance(value, list):
        for index, item in enumerate(cast("list[object]", value)):
            yield f"{path}[{index}]", item
            yield from _list_items(item, f"{path}[{index}]")


def _all_null(value: object) -> bool:
    if isinstance(value, Mapping):
        return all(_all_null(item) for item in cast("Json", value).values())
    return value is None


def _mapping(value: object) -> Json:
    return cast("Json", value) if isinstance(value, Mapping) else {}


def _mappings(value: object) -> Iterator[Json]:
    return (_mapping(item) for item in _mapping(value).values())


def _shorten(text: str) -> str:
    return text if len(text) <= _SHOWN_LENGTH else f"{text[:_SHOWN_LENGTH]}…"
