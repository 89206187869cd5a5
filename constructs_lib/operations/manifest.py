"""`cairn manifest`: what an environment consists of, from the states of its stacks, for whoever stores or compares it."""

import json
from pathlib import Path
from typing import Any

from constructs_lib.analysis.manifest import Manifest, ManifestStack, manifest_of, schema, stack_of
from constructs_lib.foundation.errors import CairnError
from constructs_lib.operations.console import Console, table
from constructs_lib.operations.project import Project
from constructs_lib.operations.run import Options, Run, open_run
from constructs_lib.operations.schedule import in_order
from constructs_lib.operations.stack_graph import Stack
from constructs_lib.operations.terraform import TerraformFailed


def manifest(project: Project, options: Options, console: Console, *, output: Path | None = None) -> int:
    """The verb. Returns the exit code. A manifest that lacks a stack is none: it is not written."""
    with open_run(project, options, console, verb="manifest", private=True) as run:
        with run.console.working(), run.children.interruptible():
            outcomes = in_order(
                {stack_id: frozenset[str]() for stack_id in run.chosen.stacks},
                lambda stack_id: _stack(run, run.chosen.stacks[stack_id]),
                parallelism=run.parallelism,
                stop=lambda: run.children.interrupted,
                keep_going=True,
            )
        stacks = {stack_id: outcome.result for stack_id, outcome in outcomes.items() if outcome.result is not None}
        if len(stacks) < len(outcomes):
            for outcome in outcomes.values():
                if outcome.error:
                    console.tell(str(outcome.error))
            return CairnError.exit_code
        made = manifest_of(options.environment, stacks)
        if output is not None:
            output.parent.mkdir(parents=True, exist_ok=True)
            output.write_text(f"{json.dumps(made.as_json(), indent=2, ensure_ascii=False)}\n", encoding="utf-8")
        console.answer(_told(made, output), made.as_json())
        return 0


def show_schema(console: Console) -> int:
    """The format of a manifest. Returns the exit code."""
    text = json.dumps(schema(), indent=2)
    console.answer(text, schema())
    return 0


def _stack(run: Run, stack: Stack) -> ManifestStack:
    run.console.step(stack.id, "reading its state")
    terraform = run.terraform(stack.id, access="plan")
    try:
        terraform.init()
        state = terraform.state()
    except TerraformFailed as error:
        if not error.no_state_yet:
            raise
        state = dict[str, Any]()
    made = stack_of(state, account_id=_account_of(stack), region=stack.region)
    run.console.step(stack.id, f"{len(made.resources)} resources", last=True)
    return made


def _account_of(stack: Stack) -> str:
    providers = stack.document.get("provider", {}).get("aws", [{}])
    return next(iter(providers[0].get("allowed_account_ids", ())), "")


def _told(made: Manifest, output: Path | None) -> str:
    rows = [
        (stack_id, stack.region, f"{len(stack.resources)} resources" if stack.deployed else "not deployed")
        for stack_id, stack in made.stacks.items()
    ]
    lines = [table(rows), f"written to {output}" if output else "all of it: --json, or --output FILE"]
    return "\n".join(line for line in lines if line)
