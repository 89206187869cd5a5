"""`cairn check`: everything wrong with the environments at once, then with what is synthesized from them."""

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from constructs_lib.environment import Environment
from constructs_lib.estate import require_all
from constructs_lib.operations.accounts import clients
from constructs_lib.operations.console import Console
from constructs_lib.operations.live import LiveError, look
from constructs_lib.operations.project import Project
from constructs_lib.operations.stack_graph import StackGraph, read_graph


def check(project: Project, console: Console, *, environment: str, live: bool = False, emulator: str = "") -> int:
    """The verb. Returns the exit code."""
    environments = project.environments()
    chosen = (project.environment(environment),) if environment else environments
    # all of them, also when one is named: what overlaps overlaps whoever asks
    require_all(environments)
    seen = _look(environments, chosen, console, emulator) if live else {}
    with tempfile.TemporaryDirectory(prefix="cairn-check-") as folder:
        output = Path(folder)
        # the whole estate, whichever environment is named: that is what flows are proven on
        project.synthesize(output)
        counts = _counts(_of_environment(read_graph(output), environment))
    flows = sum(len(each.flows) for each in chosen)
    names = [each.name for each in chosen]
    looked = f", {seen['vpcs']} VPCs at {seen['places']} places" if seen else ""
    console.answer(
        f"{console.style('ok', 'good')}: {', '.join(names)}: "
        f"{counts['stacks']} stacks, {counts['resources']} resources, {counts['reads']} reads between stacks, "
        f"{flows} flows proven{looked}",
        {"ok": True, "environments": names, **counts, "flows": flows} | ({"live": seen} if live else {}),
    )
    return 0


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


def _of_environment(graph: StackGraph, environment: str) -> StackGraph:
    mine = [stack.id for stack in graph.stacks.values() if environment in ("", stack.environment)]
    return graph.only(mine)


def _counts(graph: StackGraph) -> dict[str, int]:
    return {
        "stacks": len(graph),
        "resources": sum(_resources(stack.document) for stack in graph.stacks.values()),
        "reads": sum(len(stack.reads) for stack in graph.stacks.values()),
    }


def _resources(document: Mapping[str, Any]) -> int:
    kinds = cast("Mapping[str, Mapping[str, object]]", document.get("resource", {}))
    return sum(len(entries) for entries in kinds.values())
