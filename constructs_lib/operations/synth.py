"""`cairn synth`: the Terraform JSON of environments, where `cdktf` and plain `terraform` find it too."""

from pathlib import Path

from constructs_lib.operations.console import Console
from constructs_lib.operations.project import Project, stack_ids
from constructs_lib.operations.stack_graph import read_graph, select

_WAIT_SECONDS = 300


def synth(project: Project, console: Console, *, environment: str, stacks: tuple[str, ...], output: Path | None) -> int:
    """The verb. Returns the exit code."""
    only: tuple[str, ...] = ()
    if environment:
        found = project.environment(environment)
        if stacks:
            only = select(stack_ids(found), stacks, environment=environment)
    target = (output or project.output).absolute()
    if target != project.output:
        project.synthesize(target, environment=environment, stacks=only)
    else:
        with project.alone("synth", timeout_seconds=_WAIT_SECONDS, tell=console.tell):
            project.synthesize(target, environment=environment, stacks=only)
    graph = read_graph(target)
    folders = {stack.id: str(stack.directory) for stack in graph.stacks.values()}
    console.answer(
        "\n".join([*folders, f"{len(folders)} stacks in {target}"]), {"output": str(target), "stacks": folders}
    )
    return 0
