"""The last look at what cdktf has written, and the first thing that happens when it is wrong: it is taken away."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from cdktf import TerraformStack

from constructs_lib.foundation.errors import DamageError, Problem, SynthesisError
from constructs_lib.foundation.guards.document import Document, damage
from constructs_lib.foundation.guards.tree import refused_elements, tree_damage

if TYPE_CHECKING:
    from cdktf import App
    from constructs import IConstruct

_JSON: Final = "cdk.tf.json"


def guarded_synth(app: "App", *, known: Iterable[Problem] = ()) -> Path:
    """Synthesize, and look for damage. Returns the output folder, which holds nothing of these stacks if anything failed."""
    output = Path(app.outdir)
    stacks = tuple(_stack_ids(app))
    try:
        app.synth()
        guard(app, known=known)
    except RuntimeError as error:
        discard(output, stacks)
        refused = tuple(refused_elements(app))
        if refused:
            raise SynthesisError(refused) from error
        raise
    except BaseException:
        discard(output, stacks)
        raise
    return output


def guard(app: "App", *, known: Iterable[Problem] = ()) -> None:
    """Refuse what `app.synth()` has written if any of it is damaged, with everything that is wrong.

    `known` are problems found on the way, such as those of `watch_dictionaries`.
    """
    output = Path(app.outdir)
    documents, unreadable = read(output)
    # the folder of a container image is often short (/, /app) and may be in the JSON for good reasons
    machine_paths = {str(path) for path in (Path.cwd(), output.resolve()) if len(path.parts) > 1}
    known = tuple(known)
    told = {problem.where for problem in known}
    found = [
        *known,
        *unreadable,
        *(
            problem
            for document in documents
            for problem in damage(document, sorted(machine_paths))
            if problem.where not in told
        ),
        *tree_damage(app, documents),
    ]
    if found:
        discard(output, _manifest(output))
        raise DamageError(found)


def read(output: Path) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """Every stack that the manifest names; and those that cannot be checked."""
    files = {stack: output / str(entry["synthesizedStackPath"]) for stack, entry in _manifest(output).items()}
    documents = tuple(
        Document.parse(stack, file.read_text(encoding="utf-8"))
        for stack, file in sorted(files.items())
        if file.name == _JSON
    )
    return documents, tuple(
        Problem(
            where=stack,
            what="was not written as JSON and cannot be checked",
            got=file.name,
            allowed=_JSON,
            fix="unset SYNTH_HCL_OUTPUT",
        )
        for stack, file in sorted(files.items())
        if file.name != _JSON
    )


def discard(output: Path, stacks: Iterable[str]) -> None:
    """Take away what was written for these stacks: plain Terraform started in their folders must find nothing."""
    for stack in stacks:
        for name in (_JSON, "cdk.tf"):
            (output / "stacks" / stack / name).unlink(missing_ok=True)


def _manifest(output: Path) -> Mapping[str, Any]:
    return cast("Mapping[str, Any]", json.loads((output / "manifest.json").read_text(encoding="utf-8"))["stacks"])


def _stack_ids(construct: "IConstruct") -> Iterator[str]:
    """The stacks below a construct, without a look at what is in them."""
    for child in construct.node.children:
        if isinstance(child, TerraformStack):
            yield child.node.id
        else:
            yield from _stack_ids(child)
