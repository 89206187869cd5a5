"""`cairn review`: what the plans of a change do, one comment an environment, the worst first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from constructs_lib.analysis.affected import Affected
from constructs_lib.analysis.cost.difference import difference
from constructs_lib.analysis.cost.estimate import estimate
from constructs_lib.analysis.document import Document
from constructs_lib.analysis.review.broken_rules import rule_findings
from constructs_lib.analysis.review.finding import Finding
from constructs_lib.analysis.review.judge import Review
from constructs_lib.analysis.review.judge import review as judged
from constructs_lib.analysis.review.markdown import marker, render
from constructs_lib.analysis.review.planned import PlannedStack
from constructs_lib.analysis.review.reached import reached_findings
from constructs_lib.analysis.review.spending import spending_findings
from constructs_lib.environment import Environment
from constructs_lib.foundation.errors import CairnError
from constructs_lib.operations.base_commit import Comparison, compare, synthesized
from constructs_lib.operations.console import Console
from constructs_lib.operations.kept_plans import KeptPlan, read_kept
from constructs_lib.operations.plan import plan_stacks
from constructs_lib.operations.project import Project, stack_ids
from constructs_lib.operations.pull_request import NotAllowed, PullRequest, pull_request, summarize
from constructs_lib.operations.run import Options, open_run, private_folder


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """What is to be reviewed, and where it is told."""

    environments: tuple[str, ...] = ()
    """All of them when empty."""
    base: str = ""
    """A commit: only stacks that differ from it, and their readers, are planned."""
    plans: Path | None = None
    """Plans made before, to be judged instead of new ones."""
    output: Path | None = None
    post: bool = False
    emulator: str = ""
    parallelism: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class _Made:
    """The plans of one environment, and what could not be planned."""

    plans: Mapping[str, KeptPlan] = field(default_factory=dict[str, KeptPlan])
    failed: Mapping[str, str] = field(default_factory=dict[str, str])


def review(project: Project, wanted: Wanted, console: Console) -> int:
    """The verb. Returns the exit code."""
    # what cannot be posted is told before half an hour of planning
    request = pull_request() if wanted.post else None
    known = {each.name: each for each in project.environments()}
    for name in wanted.environments:
        project.environment(name)
    comparison = _compared(project, wanted, console)
    kept = read_kept(wanted.plans) if wanted.plans else None
    gone = comparison.affected.gone if wanted.base else ()
    # an environment that is gone as a whole is one of the worst things to miss
    names = wanted.environments or tuple(dict.fromkeys((*known, *(each.partition("-")[0] for each in gone))))
    reviews: list[Review] = []
    for name in names:
        part = _part(comparison, name, stack_ids(known[name]) if name in known else (), compared=bool(wanted.base))
        made = _from(kept, part) if kept is not None else _planned(project, wanted, console, name, part)
        reviews.append(_judged(comparison, name, known.get(name), part, made))
    _told(reviews, wanted, request, console)
    return CairnError.exit_code if any(each.failed for each in reviews) else 0


def _compared(project: Project, wanted: Wanted, console: Console) -> Comparison:
    if wanted.base:
        return compare(project, console, wanted.base)
    return Comparison(base="", before={}, after=synthesized(project, console, "what is here"))


def _part(comparison: Comparison, name: str, stacks: tuple[str, ...], *, compared: bool) -> Affected:
    """What of an environment is looked at."""
    return comparison.affected.within(stacks, environment=name) if compared else Affected(changed=stacks)


def _from(kept: Mapping[str, KeptPlan], part: Affected) -> _Made:
    missing = [stack_id for stack_id in part.stacks if stack_id not in kept]
    return _Made(
        plans={stack_id: kept[stack_id] for stack_id in part.stacks if stack_id in kept},
        failed=dict.fromkeys(missing, "no plan of it is among those given"),
    )


def _planned(project: Project, wanted: Wanted, console: Console, name: str, part: Affected) -> _Made:
    if not part.stacks:
        return _Made()
    options = Options(environment=name, stacks=part.stacks, emulator=wanted.emulator, parallelism=wanted.parallelism)
    with (
        private_folder(project, "reviewed") as folder,
        open_run(project, options, console, verb="review", private=True) as run,
    ):
        outcomes = plan_stacks(run, folder=folder)
        return _Made(
            plans=read_kept(folder),
            failed={
                stack_id: str(outcome.error) if outcome.error else "not begun"
                for stack_id, outcome in outcomes.items()
                if not outcome.result
            },
        )


def _judged(comparison: Comparison, name: str, environment: Environment | None, part: Affected, made: _Made) -> Review:
    return judged(
        name,
        [_stack(plan, comparison.before, comparison.after) for plan in made.plans.values()],
        gone=part.gone,
        failed=made.failed,
        base=comparison.base,
        more=_compared_findings(comparison, name, environment) if comparison.base else (),
    )


def _compared_findings(comparison: Comparison, name: str, environment: Environment | None) -> Iterator[Finding]:
    """What only both whole syntheses show, next to each other."""
    before, after = comparison.before, comparison.after
    yield from reached_findings(before, after, environment=name)
    waivers = environment.waivers if environment else ()
    yield from rule_findings(before, after, environment=name, waivers=waivers)
    if environment is not None:
        usage = environment.usage
        then, now = (estimate(name, _of(name, stacks), usage) for stacks in (before, after))
        yield from spending_findings(difference(then, now))


def _of(name: str, stacks: Mapping[str, Document]) -> Mapping[str, Document]:
    """The stacks of one environment, whose name theirs begin with."""
    return {stack_id: document for stack_id, document in stacks.items() if stack_id.partition("-")[0] == name}


def _stack(kept: KeptPlan, before: Mapping[str, Document], after: Mapping[str, Document]) -> PlannedStack:
    nothing: dict[str, Any] = {}
    return PlannedStack(
        stack_id=kept.stack_id,
        plan=kept.plan,
        document=after.get(kept.stack_id, nothing),
        base=before.get(kept.stack_id, nothing),
        because_of=kept.because_of,
        placeholders=kept.placeholders,
        no_state=kept.no_state,
    )


def _told(reviews: list[Review], wanted: Wanted, request: PullRequest | None, console: Console) -> None:
    texts = {each.environment: render(each) for each in reviews}
    if wanted.output:
        wanted.output.parent.mkdir(parents=True, exist_ok=True)
        wanted.output.write_text("\n".join(texts.values()), encoding="utf-8")
    console.answer("\n".join(texts.values()), {"reviews": [each.as_json() for each in reviews]})
    for each in reviews if wanted.post else ():
        text = texts[each.environment]
        console.tell(f"{each.environment}: {each.verdict}, comment {_posted(request, each, text)}")


def _posted(request: PullRequest | None, each: Review, text: str) -> str:
    """What became of one comment. Without a token that may write, the job's summary takes it."""
    try:
        if request is not None:
            # what a former push did may be undone by this one: its comment has to say so, and nothing needs a new one
            return request.put(marker(each.environment), text, new=each.verdict != "nothing")
    except NotAllowed as error:
        return f"not allowed ({error.what}): {_summarized(text)}"
    return f"without a token: {_summarized(text)}"


def _summarized(text: str) -> str:
    return "in the summary of the job" if summarize(text) else "nowhere"
