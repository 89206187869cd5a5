"""What jsii, cdktf and the bindings say, in one sentence. Pure: text in, problems out."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from difflib import get_close_matches
from typing import Final

from constructs_lib.foundation.errors import Problem

_Match = re.Match[str]


def from_node(text: str) -> tuple[Problem, ...]:
    """What Node said, told once per mistake."""
    if "Unable to deserialize value" in text:
        return (_rejected_value(text),)
    listed = re.search(r"(?:Validation|validation) failed with the following errors:|level \"ERROR\":", text)
    if listed:
        found = tuple(_listed(text[listed.end() :]))
        if found:
            return found
    return (_first_of(text, _SAID_BY_NODE),)


def from_python(text: str, arguments: Iterable[str] = ()) -> Problem | None:
    """What the bindings said about an argument; None if it is not about one. `arguments` are the names there are."""
    for pattern, words in _SAID_BY_PYTHON.items():
        match = re.search(pattern, text)
        if match:
            problem = words(match)
            if "no argument" in problem.what:
                near = get_close_matches(match[2], list(arguments), n=1)
                problem = replace(problem, fix=f"did you mean {near[0]}?" if near else "remove it, or mend its name")
            return problem
    return None


def _rejected_value(text: str) -> Problem:
    """Jsii draws a tree of up to thirty lines; the way to the value and the first reason are all there is to know.

    A value that may be one of several things has a branch for each; the first is the plain one, the last is a token.
    """
    path, failing, reason = "", "", ""
    lines = text.splitlines()
    for index, line in enumerate(lines):
        step = re.search(r"(?:Key '(\w+)'|Index (\d+)): Unable to deserialize", line)
        shown = re.search(r"🛑 Failing value is (.*)", line)
        said = re.search(r"[├╰]─ (?:\[as [^\]]*\] )?(?!.*Unable to deserialize)(.+)", line)
        if step:
            path += f"[{step[2]}]" if step[2] else f".{_snake(step[1])}"
        elif shown:
            value = re.search(r"│\s+(.*)", lines[index + 1]) if index + 1 < len(lines) else None
            failing = value[1] if value else shown[1]
        elif said and "Failure reason" not in line:
            reason = said[1]
            break
    missing = _quoted(reason) if reason.startswith("Missing required") else []
    if missing:
        return Problem(where=path, what=f"needs {_and(map(_snake, missing))}", fix="add what is missing")
    return Problem(
        where=path,
        what=f"cannot take this value: {reason[:1].lower()}{reason[1:]}" if reason else "cannot take this value",
        got=failing,
        fix="leave the entry out instead of giving None" if failing == "null" else "",
    )


def _listed(text: str) -> Iterator[Problem]:
    """`[construct/path] message`, one a line, and advice on how to look away at the end."""
    for match in re.finditer(r"^\s*\[([^\]\s]*)\] (.+)$", text, re.MULTILINE):
        provider = re.search(r"without a matching provider construct.*providers?: (.+)$", match[2])
        if provider:
            yield Problem(
                where=match[1],
                what="has resources, but not their provider",
                got=provider[1],
                fix='add it to the stack, such as AwsProvider(self, "aws", region=…)',
            )
        else:
            yield Problem(where=match[1], what=match[2])


def _first_of(text: str, sentences: "dict[str, Callable[[_Match], Problem]]") -> Problem:
    for pattern, words in sentences.items():
        match = re.search(pattern, text)
        if match:
            return words(match)
    line = next((line.strip() for line in text.splitlines() if line.strip()), "no reason given")
    while line.startswith(("Error: ", "Resolution error: ")):
        line = line.split(": ", 1)[1]
    return Problem(what=line)


_SAID_BY_NODE: Final[dict[str, Callable[[_Match], Problem]]] = {
    r"already a Construct with name '([^']*)' in (\w+)(?: \[([^\]]*)\])?": lambda said: Problem(
        where=said[3] or "",
        what=f"has two constructs with the id {said[1]!r}",
        fix="ids are unique in their scope: rename one of them",
    ),
    r"Found an encoded (\w+) token string in a scalar string context": lambda said: Problem(
        what=f"a {said[1]} that only Terraform knows is used as text, or by index",
        fix="Fn.element(values, 0) for one, Fn.join or Fn.jsonencode for text; or pass it on whole",
    ),
    r"Cannot add elements to list token": lambda _: Problem(
        what="something is added to a list that only Terraform knows",
        fix="Fn.concat([values, [more]])",
    ),
    r"Cannot add dependency (\S+) to (\S+), because it would cause a circular": lambda said: Problem(
        where=said[2],
        what=f"depends on {said[1]}, which depends on it",
        fix="move what both need into a stack below them",
    ),
    r"use a token .* as the id of a construct": lambda _: Problem(
        what="the id of a construct is a value that only Terraform knows",
        fix="give it a literal id",
    ),
    r"(?i)terraform ?stack with id \"([^\"]*)\"\. It contains": lambda said: Problem(
        what="the id of a stack has characters it cannot have",
        got=repr(said[1]),
        allowed="letters, digits, - and _",
    ),
    r"No stack could be identified for the construct at path '([^']*)'": lambda said: Problem(
        where=said[1] or "the App",
        what="is in no stack",
        fix="pass a stack, or a construct inside one, as the scope",
    ),
    r"Argument (\d+) of (\w+) failed the validation: Error: (.+)": lambda said: Problem(
        what=f"Fn.{said[2]} cannot take its argument {said[1]}: {said[3]}",
        fix="Fn.raw_string(…) for text with quotes" if "quotes" in said[3] else "",
    ),
    r"ENOENT: no such file or directory, \w+ '([^']*)'": lambda said: Problem(what="no such file", got=said[1]),
    r"^(Cannot pass function as argument here)": lambda _: Problem(
        what="a function was given where its result belongs", fix="call it: add ()"
    ),
}

_SAID_BY_PYTHON: Final[dict[str, Callable[[_Match], Problem]]] = {
    r"^type of argument (\S+) must be (?:one of )?\(?(.*?)\)?; got (.+) instead": lambda said: Problem(
        what=f"argument {said[1]} has the wrong type", got=said[3], allowed=said[2].replace(", NoneType", " or nothing")
    ),
    r"(\w+)\.__init__\(\) got an unexpected keyword argument '(\w+)'": lambda said: Problem(
        what=f"{said[1]} has no argument {said[2]}"
    ),
    r"(\w+)\.__init__\(\) missing \d+ required (?:keyword-only |positional )?arguments?: (.+)": lambda said: Problem(
        what=f"{said[1]} needs {_and(_quoted(said[2]))}"
    ),
    r"type object '(\w+)' has no attribute '__jsii_type__'": lambda said: Problem(
        what=f"cdktf cannot take a {said[1]}",
        fix="write a list" if said[1] in ("tuple", "set", "frozenset", "generator") else "",
    ),
}


def _quoted(text: str) -> list[str]:
    return re.findall(r"'(\w+)'", text)


def _and(names: Iterable[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])([A-Z])", lambda match: f"_{match[1].lower()}", name)
