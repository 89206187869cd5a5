"""Declared flows, proven before anything is planned: by synthesizing the whole estate, which refuses what disagrees."""

import tempfile
from pathlib import Path

from constructs_lib.operations.console import Console
from constructs_lib.operations.project import Project


def prove_flows(project: Project, console: Console, *, environment: str) -> None:
    """Refuse to go on where the network disagrees with a flow of any environment: networks reach into each other."""
    project.environment(environment)
    count = sum(len(each.flows) for each in project.environments())
    if not count:
        return
    console.tell(f"proving {count} flows of the estate" if count > 1 else "proving the flow of the estate")
    with tempfile.TemporaryDirectory(prefix="cairn-flows-") as folder:
        project.synthesize(Path(folder))
