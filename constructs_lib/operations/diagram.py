"""`cairn diagram`: the networks of environments, drawn from what is synthesized."""

from collections.abc import Callable, Mapping
from pathlib import Path

from constructs_lib.analysis.diagram.mermaid import mermaid
from constructs_lib.analysis.diagram.picture import Picture, picture_of
from constructs_lib.analysis.diagram.svg import svg as drawn
from constructs_lib.analysis.document import Document
from constructs_lib.analysis.reachability.read import network_of
from constructs_lib.operations.console import Console
from constructs_lib.operations.project import Project
from constructs_lib.operations.refusal import BadInput, unknown
from constructs_lib.operations.synthesized import documents

_EVERYTHING = "estate"


def diagram(
    console: Console,
    folder: Path | None,
    project: Callable[[], Project],
    *,
    environment: str,
    svg: Path | None,
    output: Path | None,
) -> int:
    """The verb. Returns the exit code."""
    found = documents(console, folder, project)
    pictures = pictures_of(found)
    if environment and environment not in pictures:
        raise unknown("environment", environment, pictures)
    chosen = {environment: pictures[environment]} if environment else pictures
    if svg is not None:
        if len(chosen) > 1:
            fix = f"name its environment: {', '.join(chosen)}"
            raise BadInput("an SVG shows one environment", fix=fix)
        written = (svg, drawn(next(iter(chosen.values()))))
    elif output is not None:
        written = (output, page(chosen))
    else:
        console.answer(page(chosen).rstrip(), {name: mermaid(picture) for name, picture in chosen.items()})
        return 0
    path, text = written
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    console.answer(f"written to {path}", {"written": str(path)})
    return 0


def pictures_of(found: Mapping[str, Document]) -> dict[str, Picture]:
    """A picture for each environment with a network; of what Cairn did not make, one of everything."""
    network = network_of(found)
    by_name: dict[str, list[str]] = {}
    for stack, document in found.items():
        notes = document.get("//", {}).get("cairn", {})
        by_name.setdefault(notes.get("placement", {}).get("environment", _EVERYTHING), []).append(stack)
    made = {name: picture_of(network, stacks) for name, stacks in by_name.items()}
    return {name: picture for name, picture in made.items() if picture.boxes}


def page(pictures: Mapping[str, Picture]) -> str:
    """A page of documentation with a diagram for each environment."""
    parts = ["# Networks\n\nWritten by `make diagrams` from the synthesized JSON. Not to be changed by hand.\n"]
    parts += [f"\n## {name}\n\n```mermaid\n{mermaid(picture)}```\n" for name, picture in pictures.items()]
    return "".join(parts)
