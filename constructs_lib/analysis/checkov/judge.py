"""What Checkov found, joined with what may stay: explanations, rules that hold elsewhere only, and waivers."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from constructs_lib.analysis.checkov.explained import EXPLAINED
from constructs_lib.analysis.policies.judge import Finding, Judgement, waived
from constructs_lib.analysis.policies.model import Estate, Stack
from constructs_lib.analysis.policies.packs import PACKS, RULES, rules_for
from constructs_lib.foundation.waiver import Waiver


def joined(judgement: Judgement, estate: Estate, waivers: Iterable[Waiver], *, today: date | None = None) -> Judgement:
    """The same, with what may stay marked. Waivers are those of the scanned environments.

    A waiver of Checkov's own check is as strict here as any: expired or unused, it is a problem. A waiver of a rule of
    ours counts for the checks that mean the same; whether it is used is for `cairn check` to say.
    """
    waivers = tuple(waivers)
    asked = {stack_id: frozenset(each.id for each in rules) for stack_id, rules in rules_for(estate).items()}
    own = [each for each in waivers if each.rule in RULES and not (today and each.expired(today))]
    found = tuple(_marked(each, estate.stacks[each.stack_id], asked, own) for each in judgement.findings)
    theirs = [each for each in waivers if each.of_checkov]
    return waived(replace(judgement, findings=found), theirs, rules={each.rule for each in theirs}, today=today)


def _marked(finding: Finding, stack: Stack, asked: Mapping[str, frozenset[str]], waivers: Iterable[Waiver]) -> Finding:
    same = {each.id for each in RULES.values() if finding.rule.id in each.names.checkov}
    for waiver in waivers:
        if waiver.rule in same and waiver.covers(finding.path):
            return replace(finding, state="waived", reason=waiver.reason)
    if not stack.notes:
        # what others wrote is not explained by decisions of ours
        return finding
    for each in EXPLAINED:
        if each.covers(finding.rule.id, finding.path):
            return replace(finding, state="explained", reason=each.reason)
    elsewhere = same - asked[stack.id]
    if elsewhere and elsewhere == same:
        packs = sorted({name for name, pack in PACKS.items() for each in pack if each.id in same})
        reason = f"{', '.join(sorted(same))} holds for stacks that are {' or '.join(packs)}, and this one is not"
        return replace(finding, state="explained", reason=reason)
    return finding
