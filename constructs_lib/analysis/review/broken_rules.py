"""Rules that a change breaks: what the policies find now and did not find at the base."""

from collections.abc import Iterator, Mapping

from constructs_lib.analysis.document import Document
from constructs_lib.analysis.policies.judge import Finding as Broken
from constructs_lib.analysis.policies.judge import judge, waived
from constructs_lib.analysis.policies.model import Estate
from constructs_lib.analysis.policies.packs import RULES, rules_for
from constructs_lib.analysis.review.finding import Finding
from constructs_lib.foundation.waiver import Waiver


def rule_findings(
    before: Mapping[str, Document], after: Mapping[str, Document], *, environment: str, waivers: tuple[Waiver, ...] = ()
) -> Iterator[Finding]:
    """Of one environment's stacks, what no waiver of today covers. Whether a waiver has expired is for `check` to say."""
    there = {each.key for each in _found(before, environment, ())}
    for each in _found(after, environment, waivers):
        if each.key not in there:
            problem = each.problem()
            said = {"is": problem.got, "allowed": problem.allowed, "fix": problem.fix}
            yield Finding(
                topic="policy",
                severity="danger" if each.blocks else "look",
                stack_id=each.stack_id,
                address=each.address,
                what=problem.what,
                details=tuple(f"{name}: {text}" for name, text in said.items() if text),
            )


def _found(documents: Mapping[str, Document], environment: str, waivers: tuple[Waiver, ...]) -> tuple[Broken, ...]:
    estate = Estate(documents)
    rules = {
        stack_id: asked for stack_id, asked in rules_for(estate).items() if stack_id.partition("-")[0] == environment
    }
    found = waived(judge(estate, rules), waivers, rules=RULES, today=None)
    return tuple(each for each in found.findings if each.state == "open")
