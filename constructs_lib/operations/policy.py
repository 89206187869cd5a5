"""Policies where they stop something: before a plan, before an apply, and once more on what a plan made known."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from constructs_lib.analysis.document import Document
from constructs_lib.analysis.policies import baseline
from constructs_lib.analysis.policies.judge import Judgement, accepted, judge, waived
from constructs_lib.analysis.policies.model import Estate
from constructs_lib.analysis.policies.packs import RULES, rules_for
from constructs_lib.analysis.policies.report import told
from constructs_lib.environment import Environment
from constructs_lib.foundation.waiver import Waiver
from constructs_lib.operations.refusal import Refused
from constructs_lib.operations.run import Run

BASELINE: Final = "policy-baseline.json"
"""What an adopted estate is forgiven, in the project's folder; most have none."""


def today() -> date:
    """The day waivers are compared with, the same in every time zone."""
    return datetime.now(UTC).date()


@dataclass(frozen=True, kw_only=True)
class Policy:
    """The rules, and what of them does not hold here: for the stacks of one run."""

    documents: Mapping[str, Document]
    waivers: tuple[Waiver, ...] = ()
    forgiven: Collection[str] = ()
    """The keys of a baseline."""
    packs: tuple[str, ...] = ()
    """More than what the stacks say of themselves asks for."""
    judged: Collection[str] = ()
    """The stacks it is about; all when left out. The others are there to be referred to."""
    on: date | None = None

    @cached_property
    def found(self) -> Judgement:
        """What the rules say before anything is planned."""
        return self._judged({})

    def _judged(self, plans: Mapping[str, Mapping[str, Any]]) -> Judgement:
        estate = Estate(self.documents, plans)
        rules = rules_for(estate, extra=self.packs)
        found = judge(estate, {id_: each for id_, each in rules.items() if not self.judged or id_ in self.judged})
        # the others are for `cairn scan`
        waivers = [each for each in self.waivers if not each.of_checkov]
        return accepted(waived(found, waivers, rules=RULES, today=self.on), self.forgiven)

    def require(self, stack_ids: Collection[str]) -> None:
        """Refuse to go on with these stacks while a rule is broken in one of them, or a waiver has expired."""
        mine = tuple(each for each in self.found.findings if each.stack_id in stack_ids)
        there = replace(self.found, findings=mine)
        if there.refused:
            raise Refused(f"policies do not allow it:\n{told(there)}", fix="mend it, or waive it: cairn check")

    def recheck(self, stack_id: str, plan: Mapping[str, Any]) -> None:
        """Refuse what only a stack's plan shows. Costs nothing where everything was known before."""
        before = self._open(stack_id)
        if not before:
            return
        found = self._judged({stack_id: plan})
        new = tuple(each for each in found.errors if (each.rule.id, each.address) in before)
        if new:
            shown = told(Judgement(findings=new))
            raise Refused(f"{stack_id}: policies do not allow what its plan shows:\n{shown}")

    def leaves_open(self, stack_id: str) -> bool:
        """Whether a plan of the stack can tell more."""
        return bool(self._open(stack_id))

    def _open(self, stack_id: str) -> frozenset[tuple[str, str]]:
        return frozenset((each.rule.id, each.address) for each in self.found.unknown if each.stack_id == stack_id)


def required_policy(run: Run) -> Policy:
    """The policy of a run's environment, today, which its chosen stacks keep. Refuses if they do not."""
    policy = Policy(
        documents={stack.id: stack.document for stack in run.graph.stacks.values()},
        waivers=run.project.environment(run.options.environment).waivers,
        forgiven=forgiven(run.project.root / BASELINE),
        on=today(),
    )
    policy.require(run.chosen.stacks)
    return policy


def forgiven(path: Path) -> frozenset[str]:
    """What a baseline accepts; nothing where there is none."""
    return baseline.read(path) if path.exists() else frozenset()


def waivers_of(environments: Iterable[Environment]) -> tuple[Waiver, ...]:
    """Those of all environments."""
    return tuple(waiver for environment in environments for waiver in environment.waivers)
