"""What Checkov found, as findings of ours: its check as a rule, and which construct made the resource."""

import json
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any, Final, cast

from constructs_lib.analysis.policies.judge import Finding, Judgement
from constructs_lib.analysis.policies.model import Resource, Stack
from constructs_lib.analysis.policies.rule import Fault, Faults, Names, Rule
from constructs_lib.foundation.errors import CairnError

CATALOGUE: Final = "https://www.checkov.io/5.Policy%20Index/terraform.html"


class NotScanned(CairnError):
    """Checkov did not answer, or not about everything it was given."""


def findings_in(answer: str, stacks: Mapping[str, Stack]) -> Judgement:
    """What its JSON says of these stacks, each of which was `<stack id>/cdk.tf.json` to it."""
    report = _report(answer)
    unread = report["summary"].get("parsing_errors", 0)
    if unread:
        # it ends well all the same
        raise NotScanned(f"Checkov could not read {unread} of {len(stacks)} stacks")
    results = cast("Mapping[str, list[Mapping[str, Any]]]", report["results"])
    failed = results.get("failed_checks", [])
    judged = len(failed) + report["summary"].get("passed", 0)
    if stacks and not judged:
        raise NotScanned(f"Checkov found nothing to check in {len(stacks)} stacks")
    # some checks name an attribute twice
    found = {(each.key, each.path): each for record in failed for each in _findings(record, stacks)}
    return Judgement(findings=tuple(found[key] for key in sorted(found)), judged=judged)


def _report(answer: str) -> Mapping[str, Any]:
    try:
        report = json.loads(answer)
    except ValueError as error:
        raise NotScanned(f"Checkov's answer is no JSON: {error}") from None
    if not isinstance(report, dict) or not {"results", "summary"} <= cast("dict[str, Any]", report).keys():
        # it answers with counts alone when no file was for it
        raise NotScanned("Checkov says nothing of any stack")
    return cast("dict[str, Any]", report)


def _findings(record: Mapping[str, Any], stacks: Mapping[str, Stack]) -> Iterator[Finding]:
    stack = stacks[PurePosixPath(str(record["file_path"])).parent.name]
    looked_at = sorted(
        {_attribute(str(each)) for each in record["check_result"].get("evaluated_keys", ())} - {"resource_type"}
    )
    what = f"fails “{record['check_name']}”" + (f" (looks at {', '.join(looked_at)})" if looked_at else "")
    for address, path in _places(str(record["resource"]), stack):
        yield Finding(
            rule=check_as_rule(str(record["check_id"]), str(record["check_name"])),
            stack_id=stack.id,
            address=address,
            path=path,
            fault=Fault(what=what),
        )


def _attribute(key: str) -> str:
    return key.replace("/[0]", "").replace("/", ".")


def _places(named: str, stack: Stack) -> Iterator[tuple[str, str]]:
    """The resources Checkov means: some checks give type and name, the others the name alone."""
    kind, _, name = named.partition(".")
    if named in stack.resources:
        meant: tuple[Resource, ...] = (stack.resources[named],)
    elif kind == "resource":
        meant = tuple(each for each in stack.resources.values() if each.name == name)
    else:
        meant = ()
    if not meant:
        # a provider, a data source
        yield named, f"{stack.id}/{named}"
    yield from ((each.address, each.path) for each in meant)


def check_as_rule(id_: str, name: str) -> Rule:
    """One of Checkov's checks as a rule of ours, which Checkov judges."""
    return Rule(
        id=id_,
        on=(),
        why=name,
        fix=f"mend it, or waive it with a reason; the check is in {CATALOGUE}",
        judge=_judged_elsewhere,
        severity="error",
        names=Names(checkov=(id_,)),
        remedies=(),
    )


def _judged_elsewhere(_resource: Resource) -> Faults:
    yield from ()
