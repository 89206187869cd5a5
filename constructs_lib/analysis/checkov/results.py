"""What Checkov found, as findings of ours: its check as a rule, and which construct made the resource."""

import json
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any, Final, cast

from constructs_lib.analysis.policies.judge import Finding, Judgement
from constructs_lib.analysis.policies.model import BACKEND, PROVIDER, Resource, Stack
from constructs_lib.analysis.policies.rule import Fault, Faults, Names, Rule
from constructs_lib.foundation.errors import CairnError

CATALOGUE: Final = "https://www.checkov.io/5.Policy%20Index/terraform.html"


class NotScanned(CairnError):
    """Checkov did not answer, or not about everything it was given."""


def findings_in(answer: str, stacks: Mapping[str, Stack]) -> Judgement:
    """What its JSON says of these stacks, each of which was a plan in a folder of its name."""
    there = sum(each.type not in (PROVIDER, BACKEND) for stack in stacks.values() for each in stack.resources.values())
    if not there:
        return Judgement()
    report = _report(answer)
    summary = cast("Mapping[str, int]", report["summary"])
    # it ends well whatever it could not read
    if unread := summary.get("parsing_errors", 0):
        raise NotScanned(f"Checkov could not read {unread} of {len(stacks)} stacks")
    if (seen := summary.get("resource_count", 0)) < there:
        raise NotScanned(f"Checkov has seen {seen} of {there} resources")
    failed = cast("Mapping[str, list[Mapping[str, Any]]]", report["results"]).get("failed_checks", [])
    # some checks find a thing twice
    found = {each.key: each for each in (_finding(record, stacks) for record in failed)}
    return Judgement(findings=tuple(found[key] for key in sorted(found)), judged=len(failed) + summary.get("passed", 0))


def _report(answer: str) -> Mapping[str, Any]:
    try:
        report = json.loads(answer)
    except ValueError as error:
        raise NotScanned(f"Checkov's answer is no JSON: {error}") from None
    if not isinstance(report, dict) or not {"results", "summary"} <= cast("dict[str, Any]", report).keys():
        # it answers with counts alone when no file was for it
        raise NotScanned("Checkov says nothing of any stack")
    return cast("dict[str, Any]", report)


def _finding(record: Mapping[str, Any], stacks: Mapping[str, Stack]) -> Finding:
    stack = stacks[PurePosixPath(str(record["file_path"])).parent.name]
    looked_at = sorted(
        {_attribute(str(each)) for each in record["check_result"].get("evaluated_keys", ())} - {"resource_type"}
    )
    what = f"fails “{record['check_name']}”" + (f" (looks at {', '.join(looked_at)})" if looked_at else "")
    # a provider and a data source have an address too, and no construct's path
    address = str(record["resource"])
    known = stack.resources.get(address)
    return Finding(
        rule=check_as_rule(str(record["check_id"]), str(record["check_name"])),
        stack_id=stack.id,
        address=address,
        path=known.path if known else f"{stack.id}/{address}",
        fault=Fault(what=what),
    )


def _attribute(key: str) -> str:
    return key.replace("/[0]", "").replace("/", ".")


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
