"""Reading policy documents: statements, what they allow, whom, on what, and under which conditions."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

from constructs_lib.analysis.policies.model import Resource

Statement = Mapping[str, Any]


def statements(resource: Resource, attribute: str = "policy") -> tuple[Statement, ...]:
    """The statements of a policy; one alone counts as a list of one."""
    found = resource.document(attribute).get("Statement", [])
    return tuple(cast("list[Statement]", found)) if isinstance(found, list) else (cast("Statement", found),)


def several(value: object) -> tuple[str, ...]:
    """AWS writes one thing as text and several as a list."""
    if value is None:
        return ()
    return tuple(map(str, cast("list[object]", value))) if isinstance(value, list) else (str(value),)


def principals(statement: Statement, kind: str) -> tuple[str, ...]:
    """Whom of that kind (AWS, Service, Federated) a statement speaks of."""
    principal = statement.get("Principal")
    if principal == "*":
        return ("*",) if kind == "AWS" else ()
    return several(cast("Mapping[str, object]", principal).get(kind)) if isinstance(principal, Mapping) else ()


def conditions(statement: Statement) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Operator, key and values of every condition. AWS compares keys without regard to case."""
    for operator, tests in cast("Mapping[str, Mapping[str, object]]", statement.get("Condition") or {}).items():
        for key, value in tests.items():
            yield operator, key.lower(), several(value)


def conditions_of(statement: Statement, key: str) -> tuple[str, ...]:
    """The values a statement compares one key with."""
    return tuple(value for _, found, values in conditions(statement) if found == key.lower() for value in values)


def allows(statement: Statement) -> bool:
    """Whether it gives anything."""
    return statement.get("Effect") == "Allow"


def sid(statement: Statement) -> str:
    """How a person finds it."""
    return f"statement {statement['Sid']}" if statement.get("Sid") else "a statement without a sid"
