"""What a policy document allows and denies, decided as IAM decides it: denied unless allowed, and a deny wins.

Only what Cairn's documents use: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
"""

import json
from collections.abc import Callable, Mapping
from fnmatch import fnmatchcase
from typing import Any, Literal

Context = Mapping[str, str]
"""What a request says of itself, by condition key. A key that is not there is not sent."""

Verdict = Literal["allowed", "denied", "not allowed"]

_TESTS: Mapping[str, Callable[[str, str], bool]] = {
    "StringEquals": lambda got, wanted: got == wanted,
    "StringLike": fnmatchcase,
    "ArnEquals": fnmatchcase,
    "ArnLike": fnmatchcase,
    "Bool": lambda got, wanted: got.lower() == wanted.lower(),
}


def verdict(document: str, action: str, resource: str, context: Context | None = None) -> Verdict:
    """What the document says to a request; principals are not looked at."""
    matching = {
        statement["Effect"]
        for statement in json.loads(document)["Statement"]
        if _matches(statement, action, resource, context or {})
    }
    if "Deny" in matching:
        return "denied"
    return "allowed" if "Allow" in matching else "not allowed"


def _matches(statement: Mapping[str, Any], action: str, resource: str, context: Context) -> bool:
    return (
        any(fnmatchcase(action.lower(), pattern.lower()) for pattern in _listed(statement["Action"]))
        and any(fnmatchcase(resource, pattern) for pattern in _listed(statement.get("Resource", "*")))
        and all(
            _holds(operator, key, _listed(values), context)
            for operator, tests in statement.get("Condition", {}).items()
            for key, values in tests.items()
        )
    )


def _holds(operator: str, key: str, values: list[str], context: Context) -> bool:
    if operator == "Null":
        return (key not in context) is (values == ["true"])
    name = operator.removesuffix("IfExists")
    negated = name.replace("Not", "", 1)
    if key not in context:
        # a negated operator holds for a key that is not sent, a plain one does not
        return operator.endswith("IfExists") or negated != name
    met = any(_TESTS[negated](context[key], value) for value in values)
    return met is (negated == name)


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value
