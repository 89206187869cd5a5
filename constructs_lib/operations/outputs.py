"""`cairn outputs`: what the stacks of an environment published, typed as they published it."""

from collections.abc import Mapping
from typing import Any

from constructs_lib.analysis.changes import SENSITIVE
from constructs_lib.foundation.errors import CairnError
from constructs_lib.operations.console import Console, shown, table
from constructs_lib.operations.project import Project
from constructs_lib.operations.run import Options, Run, open_run
from constructs_lib.operations.schedule import in_order
from constructs_lib.operations.terraform import TerraformFailed


def outputs(project: Project, options: Options, console: Console) -> int:
    """The verb. Returns the exit code."""
    with open_run(project, options, console, verb="outputs", private=True) as run:
        with run.console.working(), run.children.interruptible():
            outcomes = in_order(
                {stack_id: frozenset[str]() for stack_id in run.chosen.stacks},
                lambda stack_id: _outputs_of(run, stack_id),
                parallelism=run.parallelism,
                stop=lambda: run.children.interrupted,
                keep_going=True,
            )
        values = {stack_id: outcome.result for stack_id, outcome in outcomes.items() if outcome.result is not None}
        rows = [(stack_id, name, shown(value)) for stack_id, fields in values.items() for name, value in fields.items()]
        console.answer(table(rows) or "nothing is deployed", values)
        for outcome in outcomes.values():
            if outcome.error:
                console.tell(str(outcome.error))
        return 0 if len(values) == len(outcomes) else CairnError.exit_code


def _outputs_of(run: Run, stack_id: str) -> Mapping[str, Any]:
    run.console.step(stack_id, "reading its outputs")
    terraform = run.terraform(stack_id, access="plan")
    try:
        terraform.init()
    except TerraformFailed as error:
        if error.no_state_yet:
            return {}
        raise
    found = terraform.outputs()
    run.console.step(stack_id, f"{len(found)} outputs", last=True)
    return {name: SENSITIVE if each.get("sensitive") else each["value"] for name, each in sorted(found.items())}
