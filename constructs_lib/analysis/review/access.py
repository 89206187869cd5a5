"""Who may do more than before: policy documents compared by meaning, wherever in a resource they are."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final, cast

from constructs_lib.analysis.changes import SENSITIVE, UNKNOWN
from constructs_lib.analysis.masking import SENSITIVE_CHANGED
from constructs_lib.analysis.review.finding import Finding, Severity
from constructs_lib.analysis.review.grants import Difference, Grant, difference
from constructs_lib.analysis.review.patterns import Names, covers
from constructs_lib.analysis.review.planned import PlannedResource, Values

# Whoever has one of these on everything can give itself the rest:
# https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html
_ESCALATING: Final = (
    "iam:addusertogroup",
    "iam:attachrolepolicy",
    "iam:attachuserpolicy",
    "iam:createaccesskey",
    "iam:createpolicyversion",
    "iam:passrole",
    "iam:putrolepolicy",
    "iam:putuserpolicy",
    "iam:updateassumerolepolicy",
    "lambda:updatefunctioncode",
    "sts:assumerole",
)
_POWERFUL: Final = ("AdministratorAccess", "PowerUserAccess", "IAMFullAccess")
_DOCUMENT_NAMES: Final = ("policy", "assume_role_policy", "policy_document", "access_policies", "resource_policy")
_TLS_KEY: Final = "aws:securetransport"
_EVERYTHING: Final = Names(("*",))
_SHOWN_GRANTS: Final = 12


def access_findings(resource: PlannedResource) -> Iterator[Finding]:
    """What a change of one resource makes possible."""
    if resource.action in ("none", "move", "import", "forget"):
        return
    # what goes away as a whole lets nobody do anything; a policy that goes may have denied something
    if resource.action != "delete" or resource.type.endswith("_policy"):
        for path, before, after in _documents(resource):
            yield from _told(resource, path, difference(before, after))
        yield from _incomparable(resource)
    if resource.action != "delete":
        yield from _attached(resource)
        yield from _boundary(resource)


def _documents(resource: PlannedResource) -> Iterator[tuple[str, object, object]]:
    """Every policy document of a resource, before and after. One that is not known yet is taken as it is written."""
    before, after = dict(_found(resource.before)), dict(_found(resource.after))
    written, written_before = dict(_found(resource.written)), dict(_found(resource.written_before))
    for path in sorted({*before, *after}):
        if path not in after and path in written and _value(resource.after, path) == UNKNOWN:
            continue
        yield path, before.get(path), after.get(path)
    for path, document in sorted(written.items()):
        if _value(resource.after, path) == UNKNOWN:
            yield path, written_before.get(path, before.get(path)), document
    if resource.type == "aws_lambda_permission":
        yield "", _invocation(resource.before), _invocation(resource.after)


def _found(value: object, path: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every policy document in a value, by its path."""
    if isinstance(value, str):
        if value.lstrip().startswith("{") and '"Statement"' in value:
            try:
                document = json.loads(value)
            except ValueError:
                return
            yield path, document
    elif isinstance(value, Mapping):
        for key, each in cast("Mapping[str, object]", value).items():
            yield from _found(each, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for index, each in enumerate(cast("list[object]", value)):
            yield from _found(each, f"{path}.{index}")


def _value(values: Values, path: str) -> object:
    """What is at a path, or what stands for the whole part it is in."""
    value: object = values
    for step in path.split("."):
        if isinstance(value, Mapping):
            value = cast("Mapping[str, object]", value).get(step)
        elif isinstance(value, list):
            listed = cast("list[object]", value)
            value = listed[int(step)] if int(step) < len(listed) else None
    return value


def _invocation(values: Values) -> object:
    """A permission to invoke a function is a statement in other words."""
    if not values:
        return None
    sources = {
        key: {wanted: values[name]}
        for name, key, wanted in (
            ("source_arn", "ArnLike", "aws:SourceArn"),
            ("source_account", "StringEquals", "aws:SourceAccount"),
            ("principal_org_id", "StringEquals", "aws:PrincipalOrgID"),
        )
        if values.get(name)
    }
    principal = {"AWS" if values.get("principal") == "*" else "Service": values.get("principal")}
    statement = {"Effect": "Allow", "Action": values.get("action"), "Principal": principal, "Condition": sources}
    return {"Statement": [statement]}


def _told(resource: PlannedResource, path: str, found: Difference) -> Iterator[Finding]:
    trust = path.endswith("assume_role_policy")
    if found.allowed:
        dangerous = tuple(grant for grant in found.allowed if _dangerous(grant, trust=trust))
        rest = tuple(grant for grant in found.allowed if grant not in dangerous)
        for severity, granted in (("danger", dangerous), ("look", rest)):
            if granted:
                yield _finding(resource, severity, "may be assumed by more" if trust else "allows more", granted)
    plain = tuple(grant for grant in found.not_denied if not _keeps_tls(grant))
    if plain:
        yield _finding(resource, "look", "denies less", plain)
    if len(plain) < len(found.not_denied):
        yield Finding(
            topic="encryption",
            severity="danger",
            stack_id=resource.stack_id,
            address=resource.address,
            what="no longer denies requests without TLS",
        )


def _finding(resource: PlannedResource, severity: str, what: str, granted: tuple[Grant, ...]) -> Finding:
    lines = tuple(dict.fromkeys(_grouped(granted)))
    more = len(lines) - _SHOWN_GRANTS
    return Finding(
        topic="access",
        severity=cast("Severity", severity),
        stack_id=resource.stack_id,
        address=resource.address,
        what=what,
        details=lines[:_SHOWN_GRANTS] + ((f"and {more} more",) if more > 0 else ()),
    )


def _grouped(granted: tuple[Grant, ...]) -> Iterator[str]:
    """Grants that differ in their action only, on one line."""
    groups: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
    for grant in granted:
        conditions = tuple(sorted(map(str, grant.conditions)))
        who = "everybody" if grant.principal.patterns == ("*",) and not grant.principal.but else str(grant.principal)
        named = bool(grant.principal.patterns)
        groups.setdefault((who if named else "", str(grant.resource), conditions), []).append(str(grant.action))
    for (who, where, conditions), actions in sorted(groups.items()):
        line = ", ".join(sorted(actions))
        # who may assume a role, the role itself is what it is about
        line += "" if actions == ["sts:assumerole"] and who else f" on {where}"
        line += f" for {who}" if who else ""
        yield line + (f" if {' and '.join(conditions)}" if conditions else "")


def _dangerous(grant: Grant, *, trust: bool) -> bool:
    """Whether a grant gives away what nobody can mean to give away without saying so."""
    if grant.principal.patterns:
        return (grant.principal.but or "*" in grant.principal.patterns) and not grant.conditions
    if trust or not grant.resource.covers(_EVERYTHING):
        return False
    if grant.action.but:
        return True
    [action] = grant.action.patterns
    whole_service = action.partition(":")[2] == "*" or action == "*"
    return whole_service or any(covers(action, name) for name in _ESCALATING)


def _keeps_tls(grant: Grant) -> bool:
    return any(condition.key == _TLS_KEY for condition in grant.conditions)


def _incomparable(resource: PlannedResource) -> Iterator[Finding]:
    """Documents that nobody can read before the apply: said, because silence would look like no change."""
    for name in _DOCUMENT_NAMES:
        value = resource.after.get(name)
        hidden = value in (SENSITIVE, SENSITIVE_CHANGED) and value != resource.before.get(name)
        unknown = value == UNKNOWN and not any(path == name for path, _ in _found(resource.written))
        if hidden or unknown:
            why = "is secret" if hidden else "is known only after the apply"
            yield Finding(
                topic="access",
                severity="look",
                stack_id=resource.stack_id,
                address=resource.address,
                what=f"{name} {why}: it cannot be compared",
            )


def _attached(resource: PlannedResource) -> Iterator[Finding]:
    arn = resource.after.get("policy_arn")
    if not resource.type.endswith("_policy_attachment") or arn == resource.before.get("policy_arn"):
        return
    powerful = isinstance(arn, str) and arn.rpartition("/")[2] in _POWERFUL
    whom = next((resource.after[key] for key in ("role", "user", "group") if resource.after.get(key)), "")
    yield Finding(
        topic="access",
        severity="danger" if powerful else "look",
        stack_id=resource.stack_id,
        address=resource.address,
        what="attaches a policy",
        details=(f"{arn} to {whom}",),
    )


def _boundary(resource: PlannedResource) -> Iterator[Finding]:
    before = resource.before.get("permissions_boundary")
    after = resource.after.get("permissions_boundary")
    if before and before != after and resource.action != "create":
        yield Finding(
            topic="access",
            severity="look" if after else "danger",
            stack_id=resource.stack_id,
            address=resource.address,
            what="gets another permissions boundary" if after else "loses its permissions boundary",
            details=(f"{before} → {after or 'none'}",),
        )
