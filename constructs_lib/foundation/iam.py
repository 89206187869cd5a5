"""IAM documents from typed statements: wildcards are refused unless the statement says why."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from constructs_lib.foundation.errors import ConfigError, Problem

NO_NARROWER: Final = "AWS knows no resource for these actions"
"""The wildcard reason of actions such as `ec2:DescribeVpcs`."""

_ACTION = re.compile(r"[a-z0-9-]+:[A-Za-z0-9]+\*?")
_WHOLE_SERVICE = re.compile(r"[a-z0-9-]+:\*")
# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html
_SID = re.compile(r"[A-Za-z0-9]+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Principal:
    """Who a resource policy speaks of. One kind each: mixing them is what AWS mangles."""

    kind: Literal["AWS", "Service", "Federated"]
    names: tuple[str, ...]

    def document(self) -> dict[str, str | list[str]]:
        """As AWS writes it; a single name stays a plain string, as AWS itself normalises it."""
        return {self.kind: self.names[0] if len(self.names) == 1 else sorted(self.names)}


def service(*names: str) -> Principal:
    """AWS services, such as `delivery.logs.amazonaws.com`."""
    return Principal(kind="Service", names=names)


def account(*account_ids: str) -> Principal:
    """Whoever an account lets: its IAM policies decide."""
    return Principal(kind="AWS", names=tuple(f"arn:aws:iam::{id_}:root" for id_ in account_ids))


def arns(*principals: str) -> Principal:
    """Single roles or users, or `*`, which only makes sense with a condition."""
    return Principal(kind="AWS", names=principals)


Conditions = Mapping[str, Mapping[str, str | Sequence[str]]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Statement:
    """One statement of a policy."""

    sid: str
    actions: tuple[str, ...]
    resources: tuple[str, ...] = ()
    """Empty in trust policies only."""
    principal: Principal | None = None
    effect: Literal["Allow", "Deny"] = "Allow"
    conditions: Conditions = field(default_factory=dict[str, Mapping[str, str | Sequence[str]]])
    wildcard_reason: str = ""
    """Why this statement may allow on every resource, or all of a service. Key policies know no narrower resource, and
    endpoint policies grant nothing."""

    def problems(self) -> Iterator[Problem]:
        """What makes a statement wider than its author can have meant, or no statement at all."""
        if not _SID.fullmatch(self.sid):
            yield Problem(where=self.sid, what="is no sid", got=repr(self.sid), allowed="letters and digits")
        if self.effect == "Deny":
            return
        for action in self.actions:
            if not _ACTION.fullmatch(action) and not (self.wildcard_reason and _WHOLE_SERVICE.fullmatch(action)):
                yield Problem(
                    where=self.sid,
                    what="allows an action that is no single action",
                    got=repr(action),
                    allowed="service:Action, or a prefix such as s3:Get*",
                    fix="name the actions that are used",
                )
        if "*" in self.resources and not self.wildcard_reason:
            yield Problem(
                where=self.sid,
                what="allows on every resource",
                got=f"{', '.join(self.actions)} on *",
                fix="name the resources, or say in wildcard_reason why there is no narrower form",
            )
        if self.principal is not None and "*" in self.principal.names and not self.conditions:
            yield Problem(
                where=self.sid,
                what="allows everybody",
                got=", ".join(self.actions),
                fix="name the principals, or add a condition that does",
            )

    def document(self) -> dict[str, object]:
        """The statement as JSON; order and shape are fixed, so the same statement is always the same bytes."""
        body: dict[str, object] = {"Sid": self.sid, "Effect": self.effect}
        if self.principal is not None:
            body["Principal"] = "*" if self.principal.names == ("*",) else self.principal.document()
        body["Action"] = self.actions[0] if len(self.actions) == 1 else sorted(self.actions)
        if self.resources:
            body["Resource"] = self.resources[0] if len(self.resources) == 1 else sorted(self.resources)
        if self.conditions:
            body["Condition"] = {operator: dict(tests) for operator, tests in self.conditions.items()}
        return body


def policy(statements: Iterable[Statement]) -> str:
    """A policy document. Every statement that is too wide is an error, all at once."""
    statements = tuple(statements)
    found = [problem for statement in statements for problem in statement.problems()]
    found += [
        Problem(where=sid, what=f"{count} statements have this sid", fix="AWS wants each sid once in a policy")
        for sid, count in Counter(statement.sid for statement in statements).items()
        if count > 1
    ]
    if found:
        raise ConfigError(found)
    return json.dumps({"Version": "2012-10-17", "Statement": [statement.document() for statement in statements]})


def trust(*principals: Principal, conditions: Conditions | None = None) -> str:
    """Who may assume a role. One statement per principal: some services are only found in one of their own."""
    return json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                Statement(
                    sid=f"Trust{index}", actions=("sts:AssumeRole",), principal=principal, conditions=conditions or {}
                ).document()
                for index, principal in enumerate(principals)
            ],
        }
    )
