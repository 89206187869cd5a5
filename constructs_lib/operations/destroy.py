"""`cairn destroy`: the stacks of an environment in reverse order, unless something says they must stay."""

from constructs_lib.analysis.changes import Changes, changes_told
from constructs_lib.operations.console import Console
from constructs_lib.operations.deploy import Done, finish, require_clean
from constructs_lib.operations.project import Project
from constructs_lib.operations.recovery import lost_by
from constructs_lib.operations.refusal import Refused
from constructs_lib.operations.run import Options, Run, open_run
from constructs_lib.operations.schedule import Outcome, Turns, in_order
from constructs_lib.operations.terraform import Terraform, TerraformFailed


def destroy(project: Project, options: Options, console: Console, *, auto_approve: bool) -> int:
    """The verb. Returns the exit code."""
    if not auto_approve and not console.interactive:
        raise Refused("nobody is there to approve the destruction", fix="give --auto-approve, or run it in a terminal")
    with open_run(project, options, console, verb="destroy", private=False) as run:
        _require_unprotected(run)
        with run.children.interruptible():
            _require_no_readers(run)
        if not auto_approve:
            _ask(run)
        return finish(run, _destroy_stacks(run))


def _require_unprotected(run: Run) -> None:
    protected = [stack.id for stack in run.chosen.stacks.values() if stack.protected]
    if protected:
        name = run.options.environment
        raise Refused(
            f"{name} is protected: {', '.join(protected)}",
            fix=f"declare it: set protected=False on its placement in environments/{name}.py, "
            f"cairn deploy {name}, then cairn destroy {name}",
        )


def _require_no_readers(run: Run) -> None:
    """What is left must not read from what goes."""
    for stack_id in run.graph.downstream(run.chosen.stacks):
        if stack_id in run.chosen.stacks:
            continue
        if _resources(run.terraform(stack_id)):
            needed = sorted(run.chosen.stacks.keys() & set(run.graph.upstream([stack_id])))
            raise Refused(
                f"{stack_id} exists and reads from {', '.join(needed)}",
                fix=f"destroy it as well: cairn destroy {run.options.environment} {stack_id} {' '.join(needed)}",
            )


def _ask(run: Run) -> None:
    name = run.options.environment
    listed = "\n".join(f"  {stack_id}" for stack_id in run.chosen.stacks)
    run.console.tell(f"Everything in these stacks goes:\n{listed}")
    if run.console.ask(f"Type the environment's name ({name}) to destroy:") != name:
        raise Refused("not approved: nothing was destroyed")


def _destroy_stacks(run: Run) -> dict[str, Outcome[Done]]:
    backwards = {stack_id: run.chosen.after(stack_id) for stack_id in reversed(tuple(run.chosen.stacks))}
    turns = Turns(backwards, count=run.parallelism)

    def work(stack_id: str) -> Done:
        done = _destroy_stack(run, stack_id, turns)
        run.console.step(stack_id, done.did, last=True)
        return done

    with run.console.working(), run.children.interruptible():
        return in_order(backwards, work, parallelism=run.patient_parallelism, stop=lambda: run.children.interrupted)


def _destroy_stack(run: Run, stack_id: str, turns: Turns) -> Done:
    terraform = run.terraform(stack_id)
    try:
        with turns.take(stack_id):
            changes = _planned(run, terraform)
        if changes is None:
            return Done(did="nothing there")
        run.console.step(stack_id, f"destroying: {changes.summary}")
        terraform.apply()
        terraform.records.forget()
    finally:
        terraform.clear_plan()
    return Done(did="destroyed", changes=changes)


def _planned(run: Run, terraform: Terraform) -> Changes | None:
    """What destroying the stack would do; None where there is nothing."""
    stack_id = terraform.stack_id
    run.console.step(stack_id, "planning its destruction")
    require_clean(terraform)
    existing = _resources(terraform)
    unknown = lost_by(terraform, run.graph.stacks[stack_id].document)
    if unknown:
        raise Refused(
            f"{stack_id}: a killed run created what no state knows: {', '.join(unknown)}",
            fix=f"take it over first: cairn deploy {run.options.environment} {stack_id}; then destroy",
        )
    return _plan(terraform) if existing else None


def _plan(terraform: Terraform) -> Changes:
    try:
        return changes_told(terraform.plan_actions(destroy=True))
    except TerraformFailed as error:
        if not error.missing_parameter:
            raise
    # what it read from is gone already; what it owns is known without looking
    return changes_told(terraform.plan_actions(destroy=True, refresh=False))


def _resources(terraform: Terraform) -> tuple[str, ...]:
    """The resources a stack has now; none where not even the place for its state exists."""
    try:
        terraform.init()
    except TerraformFailed as error:
        if error.no_state_yet:
            return ()
        raise
    return terraform.addresses()
