"""`cairn reach`: who reaches whom, from the synthesized JSON alone."""

from collections.abc import Callable
from pathlib import Path

from constructs_lib.analysis.reachability.reach import PROTOCOLS, Reachability, as_json, as_text
from constructs_lib.foundation.errors import CairnError
from constructs_lib.operations.console import Console
from constructs_lib.operations.project import Project
from constructs_lib.operations.refusal import BadInput
from constructs_lib.operations.synthesized import documents


def reach(
    console: Console,
    folder: Path | None,
    project: Callable[[], Project],
    *,
    source: str,
    target: str,
    port: int | None,
    protocol: str,
) -> int:
    """The verb. Returns the exit code: 0 when everything that is meant reaches everything, 1 when not."""
    if protocol not in PROTOCOLS:
        raise BadInput(f"unknown protocol {protocol!r}\n    allowed  {', '.join(PROTOCOLS)}")
    answers = Reachability.of(documents(console, folder, project)).ask(source, target, port, protocol=protocol)
    if not answers:
        raise BadInput(f"{source!r} and {target!r} mean the same thing", fix="name two different things")
    reached = all(each.verdict == "yes" for each in answers)
    console.answer(
        "\n\n".join(map(as_text, answers)), {"reachable": reached, "answers": [as_json(each) for each in answers]}
    )
    return 0 if reached else CairnError.exit_code
