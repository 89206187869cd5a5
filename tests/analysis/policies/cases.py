"""Small documents for rules: one that a rule lets pass, one that it refuses, and what it says of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from constructs_lib.analysis.document import Document
from constructs_lib.analysis.policies.judge import judge
from constructs_lib.analysis.policies.model import Estate
from constructs_lib.analysis.policies.packs import RULES

Body = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Case:
    """A rule, and what it makes of two documents."""

    rule: str
    good: Document
    bad: Document
    says: str
    """What it says of the bad one, as much as matters."""


def one(kind: str, called: str = "this", /, **body: Any) -> Document:
    """A stack with one resource."""
    return {"resource": {kind: {called: body}}}


def both(*documents: Document) -> Document:
    """Several of them in one stack."""
    made: dict[str, Any] = {}
    for document in documents:
        for part, content in document.items():
            if part != "resource":
                made[part] = content
                continue
            for kind, named in content.items():
                made.setdefault("resource", {}).setdefault(kind, {}).update(named)
    return made


def provider(**body: Any) -> Document:
    """A stack with nothing but a provider."""
    return {"provider": {"aws": [body]}}


def found(rule: str, document: Document) -> list[str]:
    """What one rule says of a stack, with all that a person is shown."""
    estate = Estate({"stack": document})
    judged = judge(estate, {"stack": [RULES[rule]]})
    assert not judged.unknown, judged.unknown
    return [str(finding.problem()) for finding in judged.findings]


def holds(case: Case) -> None:
    """The rule tells the two documents apart, with its own words."""
    said = found(case.rule, case.bad)

    assert any(case.says in each for each in said), said
    assert found(case.rule, case.good) == []
