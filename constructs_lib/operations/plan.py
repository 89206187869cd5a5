"""`cairn plan`: what would change in an environment, also before anything of it exists; nothing is ever applied from it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from constructs_lib.analysis.changes import UNKNOWN, Change, Changes, changes_of
from constructs_lib.foundation.errors import CairnError
from constructs_lib.operations.console import Console, shown
from constructs_lib.operations.kept_plans import KeptPlan, keep
from constructs_lib.operations.policy import Policy, required_policy
from constructs_lib.operations.project import Project
from constructs_lib.operations.provisional import (
    Stand,
    planned_parameters,
    stand_ins,
    with_local_state,
    with_stand_ins,
)
from constructs_lib.operations.refusal import Refused
from constructs_lib.operations.run import Options, Run, open_run
from constructs_lib.operations.schedule import Outcome, in_order
from constructs_lib.operations.stack_graph import Stack
from constructs_lib.operations.terraform import Terraform, TerraformFailed

CHANGES_EXIT_CODE: Final = 3
_EMPTY_STATE: Final = "cairn-empty.tfstate"
_SHOWN_ATTRIBUTES: Final = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class StackPlan:
    """What a plan of one stack says, and how far it can be trusted."""

    stack_id: str
    changes: Changes
    because_of: tuple[str, ...] = ()
    """Producers that change in the same plan: whatever was read from them is not final."""
    placeholders: tuple[str, ...] = ()
    """Parameters whose value only an apply can tell."""
    no_state: bool = False
    """The place for the state does not exist, so it was planned as if nothing did."""
    parameters: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    """What the stack's own parameters will hold, as far as known."""

    @property
    def provisional(self) -> bool:
        """Whether applying will plan something else than this."""
        return bool(self.because_of)

    def as_json(self) -> dict[str, Any]:
        """For machines."""
        return {
            "stack": self.stack_id,
            "provisional": self.provisional,
            "because_of": list(self.because_of),
            "placeholders": list(self.placeholders),
            "no_state": self.no_state,
            "counts": self.changes.counts,
            "changes": [asdict(change) for change in self.changes.resources],
            "outputs": list(self.changes.outputs),
        }


def plan_stacks(run: Run, *, policy: Policy | None = None, folder: Path | None = None) -> dict[str, Outcome[StackPlan]]:
    """Plan every chosen stack of a private run, producers first. `folder` is where the plans' JSON goes, masked.

    With a policy, a plan that shows what it forbids is refused.
    """
    done: dict[str, StackPlan] = {}

    def work(stack_id: str) -> StackPlan:
        run.console.step(stack_id, "planning")
        planned = _plan_stack(run, run.chosen.stacks[stack_id], done, folder, policy)
        run.console.step(stack_id, told_in_short(planned), last=True)
        done[stack_id] = planned
        return planned

    with run.console.working(), run.children.interruptible():
        return in_order(
            run.before,
            work,
            parallelism=run.parallelism,
            stop=lambda: run.children.interrupted,
            keep_going=True,
        )


def _plan_stack(
    run: Run, stack: Stack, done: Mapping[str, StackPlan], folder: Path | None, policy: Policy | None
) -> StackPlan:
    unsettled = [
        done[each] for each in stack.reads if each in done and (done[each].changes.any or done[each].provisional)
    ]
    stands: dict[str, Stand] = {}
    for producer in unsettled:
        stands |= stand_ins(stack.reads[producer.stack_id], producer.parameters)
    terraform = run.terraform(stack.id, access="plan")
    no_state = _init(terraform, with_stand_ins(stack.document, stands))
    elsewhere: tuple[str, ...] = ()
    try:
        plan = _planned(terraform, always_show=bool(unsettled) or folder is not None)
    except TerraformFailed as error:
        elsewhere = _unpublished(run, stack, error)
        if not elsewhere:
            raise (nothing_published(stack, error) or error) from None
        for source in elsewhere:
            stands |= stand_ins(stack.reads[source], {})
        no_state = _init(terraform, with_stand_ins(stack.document, stands))
        plan = _planned(terraform, always_show=True)
    if policy is not None and not stands:
        # a placeholder says nothing of what will be there
        policy.recheck(stack.id, plan)
    planned = StackPlan(
        stack_id=stack.id,
        changes=changes_of(plan),
        because_of=(*(producer.stack_id for producer in unsettled), *elsewhere),
        placeholders=tuple(path for path, stand in stands.items() if stand.origin == "placeholder"),
        no_state=no_state,
        parameters=planned_parameters(plan),
    )
    if folder is not None:
        kept = KeptPlan(
            stack_id=stack.id,
            plan=plan,
            because_of=planned.because_of,
            placeholders=planned.placeholders,
            no_state=no_state,
        )
        keep(folder, kept)
    return planned


def _planned(terraform: Terraform, *, always_show: bool) -> Mapping[str, Any]:
    # what is provisional has readers that need its planned values, even where nothing changes
    return terraform.plan(lock=False, always_show=always_show)


def _unpublished(run: Run, stack: Stack, error: TerraformFailed) -> tuple[str, ...]:
    """Producers in other environments that have published nothing yet: no plan of this one can do anything about it.

    One in this environment that is not part of the plan is another matter: somebody left it out.
    """
    if not error.missing_parameter:
        return ()
    missing = _producers(stack, error)
    return missing if all(source not in run.graph.stacks for source in missing) else ()


def _init(terraform: Terraform, document: Mapping[str, Any]) -> bool:
    """Ready the stack's copy. True when its state can only be empty, because the place for it does not exist."""
    path = terraform.directory / "cdk.tf.json"
    path.write_text(json.dumps(document, indent=2), encoding="utf-8")
    try:
        terraform.init()
    except TerraformFailed as error:
        if not error.no_state_yet:
            raise
    else:
        return False
    path.write_text(json.dumps(with_local_state(document, _EMPTY_STATE), indent=2), encoding="utf-8")
    terraform.init()
    return True


def _producers(stack: Stack, error: TerraformFailed) -> tuple[str, ...]:
    """Whose parameters an error speaks of."""
    return tuple(
        source for source, paths in stack.reads.items() if any(f"({path})" in error.said for path in paths)
    ) or tuple(stack.reads)


def nothing_published(stack: Stack, error: TerraformFailed) -> Refused | None:
    """What to do when a stack reads parameters nobody has written, and nobody is about to."""
    if not error.missing_parameter or not stack.reads:
        return None
    producers = _producers(stack, error)
    by_environment: dict[str, list[str]] = {}
    for source in producers:
        # a stack's id begins with its environment's name, which holds no hyphen
        by_environment.setdefault(source.partition("-")[0], []).append(source)
    commands = "; ".join(f"cairn deploy {name} {' '.join(sources)}" for name, sources in by_environment.items())
    return Refused(
        f"{stack.id}: reads parameters that do not exist, published by {', '.join(producers)}",
        fix=f"deploy the producer first: {commands}",
    )


def told_in_short(planned: StackPlan) -> str:
    """One line on a stack."""
    return f"{planned.changes.summary}{', provisional' if planned.provisional else ''}"


def told(planned: StackPlan, console: Console) -> str:
    """Everything about a stack's plan, for a person."""
    lines = [f"{console.style(planned.stack_id, 'strong')}  {planned.changes.summary}"]
    if planned.provisional:
        text = f"provisional: planned on the planned values of {', '.join(planned.because_of)}; deploy plans it again"
        lines.append(f"  {console.style(text, 'warn')}")
    if planned.placeholders:
        lines.append(f"  {len(planned.placeholders)} value(s) known only after they exist, placeholders used")
    if planned.no_state:
        lines.append(f"  {console.style('its state bucket does not exist yet: planned as if nothing does', 'warn')}")
    for change in planned.changes.resources:
        lines += _told_change(change, console)
    lines += [f"  ~ output {name}" for name in planned.changes.outputs]
    return "\n".join(lines)


def _told_change(change: Change, console: Console) -> Iterable[str]:
    why = f"  ({change.why})" if change.why else ""
    line = f"  {change.sign:<3} {change.address}{why}"
    yield console.style(line, "bad") if change.destroys else line
    # of what is replaced everything computed becomes unknown; that explains nothing
    telling = [each for each in change.attributes if change.action == "update" or each.after != UNKNOWN]
    for attribute in telling[:_SHOWN_ATTRIBUTES]:
        yield f"        {attribute.path}: {shown(attribute.before)} → {shown(attribute.after)}"
    if len(telling) > _SHOWN_ATTRIBUTES:
        yield f"        and {len(telling) - _SHOWN_ATTRIBUTES} more"


def total(plans: Iterable[Changes]) -> dict[str, int]:
    """The counts of several plans together."""
    sums: dict[str, int] = Changes().counts
    for changes in plans:
        sums = {name: count + changes.counts[name] for name, count in sums.items()}
    return sums


def report(run: Run, outcomes: Mapping[str, Outcome[StackPlan]]) -> bool:
    """Show all plans. True when every one was made."""
    plans = [outcome.result for outcome in outcomes.values() if outcome.result]
    failed = {stack_id: outcome.error for stack_id, outcome in outcomes.items() if outcome.error}
    skipped = [stack_id for stack_id, outcome in outcomes.items() if outcome.skipped]
    sums = total(planned.changes for planned in plans)
    provisional = sum(planned.provisional for planned in plans)
    text = [told(planned, run.console) for planned in plans]
    text.append(
        f"{len(plans)} stack(s): {sums['add']} to add, {sums['change']} to change, {sums['destroy']} to destroy"
        + (f"; {provisional} provisional" if provisional else "")
    )
    run.console.answer(
        "\n".join(text),
        {
            "environment": run.options.environment,
            "changes": any(planned.changes.any for planned in plans),
            "provisional": bool(provisional),
            "counts": sums,
            "stacks": [planned.as_json() for planned in plans],
            "failed": {stack_id: str(error) for stack_id, error in failed.items()},
            "skipped": skipped,
        },
    )
    for error in failed.values():
        run.console.tell(str(error))
    for stack_id in skipped:
        run.console.tell(f"{stack_id}: not planned")
    return not failed and not skipped


def plan(project: Project, options: Options, console: Console, *, exit_code: bool, folder: Path | None) -> int:
    """The verb. Returns the exit code."""
    with open_run(project, options, console, verb="plan", private=True, proven=True) as run:
        outcomes = plan_stacks(run, policy=required_policy(run), folder=folder)
        if not report(run, outcomes):
            return CairnError.exit_code
        changed = any(outcome.result and outcome.result.changes.any for outcome in outcomes.values())
        return CHANGES_EXIT_CODE if exit_code and changed else 0
