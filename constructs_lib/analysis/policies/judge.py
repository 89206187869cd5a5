"""Judging stacks: every rule on every resource it is for, then what is waived and what was accepted before."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from constructs_lib.analysis.policies.blocks import NotKnown
from constructs_lib.analysis.policies.model import Estate, Resource
from constructs_lib.analysis.policies.rule import ANY, Fault, Rule
from constructs_lib.foundation.errors import Problem
from constructs_lib.foundation.waiver import Waiver

State = Literal["open", "waived", "accepted", "explained"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """A rule does not hold for a resource."""

    rule: Rule
    stack_id: str
    address: str
    path: str
    fault: Fault
    state: State = "open"
    reason: str = ""
    """Why it may stay, where it is not open."""

    @property
    def blocks(self) -> bool:
        """Whether nothing may be planned or deployed with it."""
        return self.state == "open" and self.rule.severity == "error"

    @property
    def key(self) -> str:
        """How a baseline knows it: texts and construct paths may change, this does not."""
        return f"{self.rule.id} {self.stack_id}/{self.address}"

    def problem(self) -> Problem:
        """For a person."""
        return Problem(
            where=f"{self.path} ({self.address})",
            what=f"{self.fault.what} [{self.rule.id}]",
            got=self.fault.got,
            allowed=self.fault.allowed,
            fix=self.fault.fix or self.rule.fix,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Unknown:
    """A rule could not be judged before a plan."""

    rule: Rule
    stack_id: str
    address: str
    path: str
    attribute: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Judgement:
    """What rules say of stacks."""

    findings: tuple[Finding, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    problems: tuple[Problem, ...] = ()
    """What is wrong with waivers and baseline themselves: each is an error."""
    judged: int = 0
    """How many times a rule was asked."""

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What blocks."""
        return tuple(finding for finding in self.findings if finding.blocks)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What is told and does not block."""
        return tuple(each for each in self.findings if each.state == "open" and each.rule.severity == "warning")

    @property
    def refused(self) -> bool:
        """Whether anything blocks."""
        return bool(self.errors or self.problems)


def judge(estate: Estate, rules: Mapping[str, Collection[Rule]]) -> Judgement:
    """Judge every resource by the rules of its stack."""
    findings: list[Finding] = []
    unknown: list[Unknown] = []
    judged = 0
    for stack in estate.stacks.values():
        for each in rules.get(stack.id, ()):
            for resource in stack.resources.values() if ANY in each.on else stack.of(*each.on):
                judged += 1
                told = _told(each, resource)
                try:
                    findings += (replace(told, fault=fault) for fault in each.judge(resource))
                except NotKnown as error:
                    unknown.append(_unknown(told, error.attribute))
    return Judgement(findings=tuple(findings), unknown=tuple(unknown), judged=judged)


def waived(judgement: Judgement, waivers: Iterable[Waiver], *, rules: Collection[str], today: date | None) -> Judgement:
    """The same with waivers applied. `rules` are all ids there are.

    An expired, mistaken or unused waiver is a problem. Without `today` none has expired: synthesis knows no dates.
    """
    waivers = tuple(waivers)
    alive = [each for each in waivers if today is None or not each.expired(today)]
    used: set[int] = set()

    def marked(finding: Finding) -> Finding:
        for waiver in alive:
            if finding.state == "open" and finding.rule.id == waiver.rule and waiver.covers(finding.path):
                used.add(id(waiver))
                return replace(finding, state="waived", reason=waiver.reason)
        return finding

    findings = tuple(map(marked, judgement.findings))
    problems = tuple(
        problem for waiver in waivers for problem in _waiver_problems(waiver, used, rules, judgement, today)
    )
    return replace(judgement, findings=findings, problems=(*judgement.problems, *problems))


def accepted(judgement: Judgement, baseline: Collection[str]) -> Judgement:
    """The same with a baseline's findings accepted."""
    return replace(
        judgement,
        findings=tuple(
            replace(each, state="accepted", reason="accepted by the baseline")
            if each.state == "open" and each.key in baseline
            else each
            for each in judgement.findings
        ),
    )


def _waiver_problems(
    waiver: Waiver, used: set[int], rules: Collection[str], judgement: Judgement, today: date | None
) -> Iterator[Problem]:
    where = f"waiver of {waiver.rule} for {waiver.path}"
    if waiver.rule not in rules:
        yield Problem(where=where, what="no rule has this id", got=waiver.rule, fix="cairn check --rules lists them")
    elif today is not None and waiver.expired(today):
        fix = f"mend what it covers, or let {waiver.owner} decide anew and give it another day"
        yield Problem(where=where, what="has expired", got=f"{waiver.expires:%Y-%m-%d}", fix=fix)
    elif id(waiver) not in used and not any(
        # the rule may find something once the plan knows more
        each.rule.id == waiver.rule and waiver.covers(each.path)
        for each in judgement.unknown
    ):
        yield Problem(where=where, what="covers nothing that the rule finds", fix="remove it, or correct its path")


def _told(each: Rule, resource: Resource) -> Finding:
    return Finding(
        rule=each, stack_id=resource.stack.id, address=resource.address, path=resource.path, fault=Fault(what="")
    )


def _unknown(told: Finding, attribute: str) -> Unknown:
    return Unknown(rule=told.rule, stack_id=told.stack_id, address=told.address, path=told.path, attribute=attribute)
