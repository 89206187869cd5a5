"""The JSON a question is about: what any cdktf has written into a folder, or this project synthesized for it."""

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from constructs_lib.analysis.document import Document, read_stacks
from constructs_lib.operations.console import Console
from constructs_lib.operations.project import Project, stack_ids
from constructs_lib.operations.refusal import BadInput


def documents(console: Console, folder: Path | None, project: Callable[[], Project]) -> Mapping[str, Document]:
    """The stacks by their ids."""
    if folder is None:
        with tempfile.TemporaryDirectory(prefix="cairn-estate-") as made:
            console.tell("synthesizing the estate")
            here = project()
            # all stacks by their names: flows that disagree must not stand in the way of asking why
            stacks = [stack_id for environment in here.environments() for stack_id in stack_ids(environment)]
            here.synthesize(Path(made), stacks=stacks)
            return read_stacks(Path(made))
    try:
        found = read_stacks(folder)
    except (UnicodeDecodeError, ValueError) as error:
        raise BadInput(f"{folder}: a stack there is no JSON: {error}", fix="synthesize again") from None
    if not found:
        raise BadInput(
            f"{folder} has no stacks/*/cdk.tf.json", fix="name the folder cdktf writes to, such as cdktf.out"
        )
    return found
