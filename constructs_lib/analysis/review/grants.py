"""What two policy documents allow and deny, compared by meaning: order, sids, lists and spelling say nothing.

A document becomes grants of one action on one resource to one principal under conditions. One that no grant of the
other document contains is a difference.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any, Final, Literal, cast

from constructs_lib.analysis.review.patterns import Names, covers

# More values under these narrow a statement, under all others they widen it.
_NEGATED: Final = ("StringNotEquals", "StringNotEqualsIgnoreCase", "StringNotLike", "ArnNotEquals", "ArnNotLike")
_PLAIN: Final = ("StringEquals", "StringEqualsIgnoreCase", "StringLike", "ArnEquals", "ArnLike", "IpAddress")
_WILD: Final = frozenset("*?")
_LIKE: Final = ("StringLike", "ArnEquals", "ArnLike")


@dataclass(frozen=True, kw_only=True, slots=True)
class Condition:
    """One test a request must pass: an operator, a key, and the values that pass."""

    operator: str
    key: str
    values: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.key} {self.operator} {', '.join(self.values)}"

    def at_least(self, other: "Condition") -> bool:
        """Whether what passes this test passes the other one too."""
        if (self.operator, self.key) != (other.operator, other.key):
            return False
        operator = self.operator.removeprefix("ForAnyValue:").removeprefix("ForAllValues:").removesuffix("IfExists")
        if operator in _PLAIN:
            like = operator in _LIKE
            return all(
                any(mine == theirs or (like and covers(theirs, mine)) for theirs in other.values)
                for mine in self.values
            )
        if operator in _NEGATED:
            return set(other.values) <= set(self.values)
        return set(self.values) == set(other.values)


@dataclass(frozen=True, kw_only=True, slots=True)
class Grant:
    """What one statement says about one action on one resource for one principal."""

    effect: Literal["Allow", "Deny"]
    principal: Names
    """Empty in a policy of the principal's own."""
    action: Names
    resource: Names
    conditions: frozenset[Condition] = frozenset()

    def contains(self, other: "Grant") -> bool:
        """Whether everything the other says is said by this one."""
        return (
            self.effect == other.effect
            and self.action.covers(other.action)
            and self.resource.covers(other.resource)
            and self.principal.covers(other.principal)
            and all(any(theirs.at_least(mine) for theirs in other.conditions) for mine in self.conditions)
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """What became possible and what no longer is."""

    allowed: tuple[Grant, ...] = ()
    """Allowed now, and not before."""
    not_denied: tuple[Grant, ...] = ()
    """Denied before, and no more."""
    narrowed: tuple[Grant, ...] = ()
    """Allowed before and no more, or denied only now."""

    @property
    def widened(self) -> bool:
        """Whether anything is possible that was not."""
        return bool(self.allowed or self.not_denied)


def difference(before: object, after: object) -> Difference:
    """What another document in place of one changes. What is no document allows nothing."""
    if before == after:
        return Difference()
    old, new = grants(before), grants(after)
    gone, come = tuple(_only(old, new)), tuple(_only(new, old))
    return Difference(
        allowed=tuple(grant for grant in come if grant.effect == "Allow"),
        not_denied=tuple(grant for grant in gone if grant.effect == "Deny"),
        narrowed=tuple(grant for grant in gone if grant.effect == "Allow")
        + tuple(grant for grant in come if grant.effect == "Deny"),
    )


def grants(document: object) -> tuple[Grant, ...]:
    """Everything a document says, one by one, each once."""
    if not isinstance(document, Mapping):
        return ()
    statements = cast("Mapping[str, Any]", document).get("Statement", [])
    listed = cast("list[object]", statements if isinstance(statements, list) else [statements])
    found = [
        grant for each in listed if isinstance(each, Mapping) for grant in _grants(cast("Mapping[str, Any]", each))
    ]
    return tuple(dict.fromkeys(found))


def _only(grants: Iterable[Grant], others: tuple[Grant, ...]) -> Iterator[Grant]:
    same = frozenset(others)
    # one action without a wildcard is only contained by itself and by wildcards: most need not be compared at all
    single: dict[Names, list[Grant]] = {}
    wide: list[Grant] = []
    for other in others:
        if other.action.but or any(set(pattern) & _WILD for pattern in other.action.patterns):
            wide.append(other)
        else:
            single.setdefault(other.action, []).append(other)
    return (
        grant
        for grant in grants
        if grant not in same and not any(other.contains(grant) for other in (*single.get(grant.action, ()), *wide))
    )


def _grants(statement: Mapping[str, Any]) -> Iterator[Grant]:
    effect = statement.get("Effect")
    if effect not in ("Allow", "Deny"):
        return
    conditions = frozenset(_conditions(statement.get("Condition")))
    actions = _names(statement, "Action", lower=True)
    # a trust policy and a lambda's have no resource: the one they hang on
    resources = _names(statement, "Resource") or (Names(("*",)),)
    principals = tuple(_principals(statement)) or (Names(()),)
    for principal, action, resource in product(principals, actions, resources):
        yield Grant(effect=effect, principal=principal, action=action, resource=resource, conditions=conditions)


def _names(statement: Mapping[str, Any], key: str, *, lower: bool = False) -> tuple[Names, ...]:
    """One set for each pattern; for `Not…` all patterns together."""
    if key in statement:
        return tuple(Names((text.lower() if lower else text,)) for text in texts(statement[key]))
    if f"Not{key}" in statement:
        patterns = tuple(sorted(text.lower() if lower else text for text in texts(statement[f"Not{key}"])))
        return (Names(patterns, but=True),)
    return ()


def _principals(statement: Mapping[str, Any]) -> Iterator[Names]:
    if "NotPrincipal" in statement:
        yield Names(tuple(sorted(_who(statement["NotPrincipal"]))), but=True)
    elif "Principal" in statement:
        yield from (Names((name,)) for name in _who(statement["Principal"]))


def _who(principal: object) -> Iterator[str]:
    if not isinstance(principal, Mapping):
        yield from texts(principal)
        return
    for kind, names in cast("Mapping[str, object]", principal).items():
        for name in texts(names):
            # `"*"` and `{"AWS": "*"}` mean the same, and so do an account's number and its root
            account = kind == "AWS" and name.isdigit()
            yield f"arn:aws:iam::{name}:root" if account else name


def _conditions(tests: object) -> Iterator[Condition]:
    if not isinstance(tests, Mapping):
        return
    for operator, keys in cast("Mapping[str, object]", tests).items():
        if isinstance(keys, Mapping):
            for key, values in cast("Mapping[str, object]", keys).items():
                yield Condition(operator=operator, key=key.lower(), values=tuple(sorted(texts(values))))


def texts(value: object) -> tuple[str, ...]:
    """One text or a list of them, as AWS takes both; a switch in a condition may be no text at all."""
    listed = cast("list[object]", value if isinstance(value, list) else [value])
    return tuple(str(each).lower() if isinstance(each, bool) else str(each) for each in listed if each is not None)
