"""Terraform's expressions as trees: what stands between `${` and `}` in the JSON that cdktf writes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from constructs_lib.foundation.errors import CairnError

Node = object
"""A literal, or one of the records below."""


class NotUnderstood(CairnError):
    """An expression beyond what is parsed here: its value counts as unknown."""


@dataclass(frozen=True, slots=True)
class Name:
    """The start of a path: `aws_vpc`, `data`, `var`."""

    name: str


@dataclass(frozen=True, slots=True)
class Attribute:
    """`value.name`."""

    value: Node
    name: str


@dataclass(frozen=True, slots=True)
class Index:
    """`value[key]`."""

    value: Node
    key: Node


@dataclass(frozen=True, slots=True)
class Splat:
    """`value[*]`."""

    value: Node


@dataclass(frozen=True, slots=True)
class Call:
    """`name(arguments)`."""

    name: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Sequence:
    """`[a, b]`."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Pairs:
    """`{a = b}`."""

    items: tuple[tuple[Node, Node], ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """`left sign right`; `sign right` has no left."""

    sign: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Choice:
    """`condition ? yes : no`."""

    condition: Node
    yes: Node
    no: Node


@dataclass(frozen=True, slots=True)
class Template:
    """Text with values in it."""

    parts: tuple[Node, ...]


_TOKEN: Final = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<name>[A-Za-z_][\w-]*)|(?P<sign>\[\*\]|\.\*|==|!=|<=|>=|&&|\|\||=>"
    r"|[-+*/%<>!?:.,()\[\]{}=])|(?P<quote>\"))"
)
_LEVELS: Final = (("||",), ("&&",), ("==", "!="), ("<", ">", "<=", ">="), ("+", "-"), ("*", "/", "%"))
_WORDS: Final[Mapping[str, object]] = {"true": True, "false": False, "null": None}
_ESCAPES: Final = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}


@lru_cache(maxsize=50_000)
def parse(text: str) -> Node:
    """A string of Terraform's JSON. One that is nothing but an expression is that expression, not text."""
    parts, _ = _Reader(text).template(0, quoted=False)
    if not parts:
        return ""
    return parts[0] if len(parts) == 1 else Template(tuple(parts))


class _Reader:
    """Reads one string from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def template(self, start: int, *, quoted: bool) -> tuple[list[Node], int]:
        """Literal text and `${…}` in turn, to the end or the closing quote."""
        parts: list[Node] = []
        plain: list[str] = []
        at, text = start, self.text
        while at < len(text) and not (quoted and text[at] == '"'):
            if text.startswith(("$${", "%%{"), at):
                plain.append(text[at + 1 : at + 3])
                at += 3
            elif text.startswith("${", at):
                if plain:
                    parts.append("".join(plain))
                    plain = []
                self.at = at + 2
                parts.append(self.expression())
                self.expect("}")
                at = self.at
            elif text.startswith("%{", at):
                raise NotUnderstood(f"template directive in {text!r}")
            elif quoted and text[at] == "\\":
                plain.append(_ESCAPES.get(text[at + 1 : at + 2], text[at + 1 : at + 2]))
                at += 2
            else:
                plain.append(text[at])
                at += 1
        if plain:
            parts.append("".join(plain))
        return parts, at

    def token(self) -> str:
        """The next token, without taking it; empty at the end."""
        found = _TOKEN.match(self.text, self.at)
        return found[0].strip() if found else ""

    def take(self) -> str:
        """The next token."""
        found = _TOKEN.match(self.text, self.at)
        if not found:
            raise NotUnderstood(f"cannot read {self.text[self.at :][:40]!r}")
        self.at = found.end()
        return found[0].strip()

    def accept(self, sign: str) -> bool:
        """Take the token when it is this one."""
        if self.token() == sign:
            self.take()
            return True
        return False

    def expect(self, sign: str) -> None:
        """Take the token, which must be this one."""
        if not self.accept(sign):
            raise NotUnderstood(f"{sign!r} expected at {self.text[self.at :][:40]!r}")

    def expression(self) -> Node:
        """A whole expression."""
        condition = self.binary(0)
        if not self.accept("?"):
            return condition
        yes = self.expression()
        self.expect(":")
        return Choice(condition, yes, self.expression())

    def binary(self, level: int) -> Node:
        """Operators from the weakest to the strongest."""
        if level == len(_LEVELS):
            return self.unary()
        left = self.binary(level + 1)
        while self.token() in _LEVELS[level]:
            left = Operation(self.take(), left, self.binary(level + 1))
        return left

    def unary(self) -> Node:
        """A sign in front, or a value and what follows it."""
        if self.token() in ("-", "!"):
            return Operation(self.take(), None, self.unary())
        value = self.primary()
        while True:
            if self.accept("[*]") or self.accept(".*"):
                value = Splat(value)
            elif self.accept("."):
                step = self.take()
                value = Index(value, int(step)) if step.isdigit() else Attribute(value, step)
            elif self.accept("["):
                value = Index(value, self.expression())
                self.expect("]")
            else:
                return value

    def primary(self) -> Node:
        """A literal, a name, a call, a list, an object or something in brackets."""
        first = self.take()
        match first:
            case '"':
                parts, end = self.template(self.at, quoted=True)
                self.at = end + 1
                found: Node = parts[0] if len(parts) == 1 and isinstance(parts[0], str) else Template(tuple(parts))
            case "(":
                found = self.expression()
                self.expect(")")
            case "[":
                found = Sequence(self.items("]"))
            case "{":
                found = self.pairs()
            case _ if first[0].isdigit():
                found = float(first) if "." in first else int(first)
            case _ if not (first[0].isalpha() or first[0] == "_"):
                raise NotUnderstood(f"unexpected {first!r} in {self.text[:60]!r}")
            case _ if self.accept("("):
                found = Call(first, self.items(")"))
            case _:
                found = _WORDS[first] if first in _WORDS else Name(first)
        return found

    def items(self, closing: str) -> tuple[Node, ...]:
        """Expressions between commas, to the closing bracket."""
        found: list[Node] = []
        while not self.accept(closing):
            found.append(self.expression())
            if not self.accept(","):
                self.expect(closing)
                break
        return tuple(found)

    def pairs(self) -> Node:
        """An object's entries; their keys are names, text or expressions in round brackets."""
        found: list[tuple[Node, Node]] = []
        while not self.accept("}"):
            key = self.expression()
            if not (self.accept("=") or self.accept(":")):
                raise NotUnderstood(f"no object entry at {self.text[self.at :][:40]!r}")
            found.append((key.name if isinstance(key, Name) else key, self.expression()))
            self.accept(",")
        return Pairs(tuple(found))
