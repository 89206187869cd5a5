"""`cairn deploy`: stack after stack in order: plan, judge the plan, apply exactly that plan."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from constructs_lib.analysis.changes import Changes, changes_of
from constructs_lib.foundation.errors import CairnError
from constructs_lib.operations.console import Console, table
from constructs_lib.operations.gate import Gate
from constructs_lib.operations.plan import nothing_published, plan_stacks, report
from constructs_lib.operations.policy import Policy, required_policy
from constructs_lib.operations.project import Project
from constructs_lib.operations.recovery import forget, plan_with_recovery
from constructs_lib.operations.refusal import Refused, Reported
from constructs_lib.operations.run import Options, Run, open_run
from constructs_lib.operations.schedule import Outcome, Turns, in_order
from constructs_lib.operations.stack_graph import Stack
from constructs_lib.operations.terraform import Terraform, TerraformFailed, errored_state

Did = Literal["deployed", "unchanged", "destroyed", "nothing there"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Done:
    """What came of one stack."""

    did: Did
    changes: Changes = field(default_factory=Changes)


def deploy(
    project: Project,
    options: Options,
    console: Console,
    *,
    auto_approve: bool,
    approved_destroys: tuple[str, ...] = (),
) -> int:
    """The verb. Returns the exit code."""
    if not auto_approve and not console.interactive:
        raise Refused("nobody is there to approve the deployment", fix="give --auto-approve, or run it in a terminal")
    with open_run(project, options, console, verb="deploy", private=False, proven=True) as run:
        gate = Gate(approved=approved_destroys)
        if not auto_approve:
            agreed = _approved(run)
            if agreed is None:
                return 0
            gate = Gate(approved=(*approved_destroys,), foreseen=agreed)
        return finish(run, _deploy_stacks(run, gate))


def _approved(run: Run) -> frozenset[tuple[str, str]] | None:
    """Show what would happen and ask. What may be destroyed, by stack and address; None when there is nothing to do."""
    with run.copy() as preview:
        outcomes = plan_stacks(preview, policy=required_policy(preview))
        complete = report(preview, outcomes)
    if not complete:
        raise Reported
    plans = [outcome.result for outcome in outcomes.values() if outcome.result]
    if not any(planned.changes.any for planned in plans):
        return None
    if run.console.ask(f"Deploy this to {run.options.environment}? Only 'yes' deploys:") != "yes":
        raise Refused("not approved: nothing was changed")
    return frozenset(
        (planned.stack_id, change.address)
        for planned in plans
        for change in planned.changes.resources
        if change.destroys
    )


def _deploy_stacks(run: Run, gate: Gate) -> dict[str, Outcome[Done]]:
    policy = required_policy(run)
    turns = Turns(run.before, count=run.parallelism)

    def work(stack_id: str) -> Done:
        done = _deploy_stack(run, run.terraform(stack_id), gate, policy, turns)
        run.console.step(stack_id, done.did, last=True)
        return done

    with run.console.working(), run.children.interruptible():
        return in_order(run.before, work, parallelism=run.patient_parallelism, stop=lambda: run.children.interrupted)


def _deploy_stack(run: Run, terraform: Terraform, gate: Gate, policy: Policy, turns: Turns) -> Done:
    stack = run.chosen.stacks[terraform.stack_id]
    try:
        with turns.take(stack.id):
            run.console.step(stack.id, "planning")
            require_clean(terraform)
            terraform.init()
            changes, recovered = plan_with_recovery(terraform, stack.document)
    except TerraformFailed as error:
        raise (_explained(stack, error) or error) from None
    if recovered:
        run.console.tell(f"{stack.id}: taking over what a killed run created: {', '.join(recovered)}")
    try:
        if changes.any:
            if policy.leaves_open(stack.id):
                policy.recheck(stack.id, terraform.planned())
            # only the whole plan says what forces a replacement
            gate.require(stack, changes_of(terraform.planned()) if changes.destroys else changes)
            run.console.step(stack.id, f"applying: {changes.summary}")
            terraform.apply()
        terraform.records.forget()
    finally:
        terraform.clear_plan()
        forget(terraform.directory)
    if recovered:
        # what had to be said to take things over is said no more, and that is a change too
        _deploy_stack(run, terraform, gate, policy, turns)
    return Done(did="deployed" if changes.any else "unchanged", changes=changes)


def require_clean(terraform: Terraform) -> None:
    """Refuse to plan over a state Terraform could not write: applying then would create everything again."""
    left = errored_state(terraform.directory)
    if left is not None:
        raise Refused(
            f"{terraform.stack_id}: an earlier apply could not write its state and left it in {left}",
            fix=f"terraform -chdir={terraform.directory} state push {left.name}, then remove that file",
        )


def _explained(stack: Stack, error: TerraformFailed) -> Refused | None:
    if error.no_state_yet:
        _, backend = stack.backend
        return Refused(
            f"{stack.id}: its state bucket {backend.get('bucket', '')} does not exist",
            fix="create it first, versioned and encrypted, in the account and region its environment names",
        )
    return nothing_published(stack, error)


def finish(run: Run, outcomes: Mapping[str, Outcome[Done]]) -> int:
    """Tell how it went. Returns the exit code."""
    rows = {stack_id: _row(outcome, interrupted=run.children.interrupted) for stack_id, outcome in outcomes.items()}
    run.console.answer(
        table([(stack_id, *row) for stack_id, row in rows.items()]),
        {
            "environment": run.options.environment,
            "stacks": [
                {
                    "stack": stack_id,
                    "result": rows[stack_id][0],
                    "counts": outcome.result.changes.counts if outcome.result else None,
                    "error": str(outcome.error) if outcome.error else None,
                }
                for stack_id, outcome in outcomes.items()
            ],
        },
    )
    for outcome in outcomes.values():
        if outcome.error:
            run.console.tell(str(outcome.error))
    return 0 if all(outcome.result for outcome in outcomes.values()) else CairnError.exit_code


def _row(outcome: Outcome[Done], *, interrupted: bool) -> tuple[str, str]:
    if outcome.error:
        return ("interrupted" if interrupted else "failed", "")
    if outcome.result is None:
        return ("skipped", "not begun")
    counts = outcome.result.changes.counts
    numbers = f"{counts['add']} added, {counts['change']} changed, {counts['destroy']} destroyed"
    return (outcome.result.did, numbers if outcome.result.changes.any else "")
