"""`cairn check`: everything wrong with the environments at once, then with what is synthesized from them."""

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, cast

from constructs_lib.analysis.cost.budgets import budget_problems
from constructs_lib.analysis.cost.estimate import estimate
from constructs_lib.analysis.policies import baseline
from constructs_lib.analysis.policies.markdown import catalogue
from constructs_lib.analysis.policies.nothing_to_check import NOTHING_TO_CHECK
from constructs_lib.analysis.policies.packs import PACKS, RULES
from constructs_lib.analysis.policies.remedies import changes
from constructs_lib.environment import Environment
from constructs_lib.estate import require_all
from constructs_lib.foundation.errors import ConfigError
from constructs_lib.operations.accounts import clients
from constructs_lib.operations.console import Console
from constructs_lib.operations.cost import documents_of
from constructs_lib.operations.live import LiveError, look
from constructs_lib.operations.policy import BASELINE, Policy, forgiven, waivers_of
from constructs_lib.operations.project import Project
from constructs_lib.operations.refusal import unknown
from constructs_lib.operations.stack_graph import StackGraph, read_graph
from constructs_lib.operations.synthesized import documents_of as documents_in
from constructs_lib.operations.verdict import Verdict, day, require_format


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """How somebody wants it checked, and told."""

    format: str = "text"
    packs: tuple[str, ...] = ()
    as_of: str = ""
    """Another day than today, as 2027-03-31."""
    baseline: Path | None = None
    write_baseline: bool = False
    fix: bool = False
    live: bool = False
    """Whether to compare with the VPCs that exist."""
    emulator: str = ""
    """Where they exist, if not in AWS."""

    @property
    def day(self) -> date:
        """The day waivers are judged on."""
        return day(self.as_of)

    def require(self) -> None:
        """Refuse what names nothing before anything is done."""
        require_format(self.format)
        for pack in self.packs:
            if pack not in PACKS:
                raise unknown("pack", pack, PACKS)
        _ = self.day


def check(project: Project, console: Console, *, environment: str, wanted: Wanted) -> int:
    """The verb. Returns the exit code."""
    wanted.require()
    environments = project.environments()
    chosen = (project.environment(environment),) if environment else environments
    # all of them, also when one is named: what overlaps overlaps whoever asks
    require_all(environments)
    seen = _look(environments, chosen, console, wanted.emulator) if wanted.live else {}
    with tempfile.TemporaryDirectory(prefix="cairn-check-") as folder:
        output = Path(folder)
        # the whole estate, whichever environment is named: that is what flows are proven on, and what is referred to
        project.synthesize(output)
        whole = read_graph(output)
    _require_budgets(chosen, whole)
    graph = whole.of(environment) if environment else whole
    policy = Policy(
        documents={stack.id: stack.document for stack in whole.stacks.values()},
        judged=tuple(graph.stacks),
        waivers=waivers_of(chosen),
        forgiven=_forgiven(wanted, project.root / BASELINE),
        packs=wanted.packs,
        on=wanted.day,
    )
    names = [each.name for each in chosen]
    counts = _counts(graph) | {"flows": sum(len(each.flows) for each in chosen)}
    summary = (
        f"{', '.join(names)}: {counts['stacks']} stacks, {counts['resources']} resources, "
        f"{counts['reads']} reads between stacks, {counts['flows']} flows proven"
        + (f", {seen['vpcs']} VPCs at {seen['places']} places" if seen else "")
    )
    facts = {"environments": names, **counts} | ({"live": seen} if wanted.live else {})
    answer = _Answer(policy, wanted, summary, facts, project.root / BASELINE)
    return answer.give(console, configs=_configs(chosen))


def _require_budgets(environments: Iterable[Environment], graph: StackGraph) -> None:
    """Refuse budgets that what is about to be deployed exceeds."""
    documents = {stack.id: stack.document for stack in graph.stacks.values()}
    found = [
        problem
        for each in environments
        if (mine := documents_of(each, documents))
        for problem in budget_problems(estimate(each.name, mine, each.usage), mine)
    ]
    if found:
        raise ConfigError(found)


def _look(
    environments: Sequence[Environment], chosen: Sequence[Environment], console: Console, emulator: str
) -> dict[str, int]:
    """Compare with what exists; refuse what does not go together."""
    found = look(environments, chosen, clients(emulator))
    for remark in found.remarks:
        console.tell(remark)
    if found.problems:
        raise LiveError(found.problems)
    return {"places": found.places, "vpcs": found.vpcs}


def check_folder(console: Console, folder: Path, *, wanted: Wanted) -> int:
    """The same for what any cdktf program has synthesized. Returns the exit code."""
    wanted.require()
    stacks = documents_in(folder)
    policy = Policy(documents=stacks, forgiven=_forgiven(wanted, Path(BASELINE)), packs=wanted.packs, on=wanted.day)
    summary = f"{folder}: {len(stacks)} stacks"
    return _Answer(policy, wanted, summary, {"folder": str(folder), "stacks": len(stacks)}, Path(BASELINE)).give(
        console, configs={}
    )


def show_rules(console: Console) -> int:
    """Every rule there is, as Markdown. Returns the exit code."""
    rules = [
        {"id": each.id, "severity": each.severity, "on": each.on, "why": each.why, "fix": each.fix}
        for each in RULES.values()
    ]
    console.answer(catalogue(RULES.values(), PACKS, NOTHING_TO_CHECK), rules)
    return 0


@dataclass(frozen=True, slots=True)
class _Answer:
    policy: Policy
    wanted: Wanted
    summary: str
    facts: Mapping[str, Any]
    usual_baseline: Path

    def give(self, console: Console, *, configs: Mapping[str, object]) -> int:
        judged = self.policy.found
        for gone in baseline.vanished(self.policy.forgiven, judged.findings):
            console.tell(f"the baseline accepts what is no longer found: {gone}; write it anew: --write-baseline")
        if self.wanted.write_baseline:
            path = self.wanted.baseline or self.usual_baseline
            path.write_text(baseline.written(judged.findings), encoding="utf-8")
            console.tell(f"written to {path}")
            return 0
        mended = tuple(map(str, changes(judged.findings, configs))) if self.wanted.fix else ()
        verdict = Verdict(
            judgement=judged,
            summary=self.summary,
            facts={**self.facts, "changes": list(mended)},
            stack_ids=tuple(self.policy.judged or self.policy.documents),
            remarks=mended,
        )
        return verdict.give(console, form=self.wanted.format)


def _forgiven(wanted: Wanted, usual: Path) -> frozenset[str]:
    if wanted.write_baseline:
        return frozenset()
    return baseline.read(wanted.baseline) if wanted.baseline else forgiven(usual)


def _configs(environments: Iterable[Environment]) -> dict[str, object]:
    return {plan.id: plan.config for each in environments for plan in each.stack_plans()}


def _counts(graph: StackGraph) -> dict[str, int]:
    return {
        "stacks": len(graph),
        "resources": sum(_resources(stack.document) for stack in graph.stacks.values()),
        "reads": sum(len(stack.reads) for stack in graph.stacks.values()),
    }


def _resources(document: Mapping[str, Any]) -> int:
    kinds = cast("Mapping[str, Mapping[str, object]]", document.get("resource", {}))
    return sum(len(entries) for entries in kinds.values())
