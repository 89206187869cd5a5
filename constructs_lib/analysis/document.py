"""A stack's synthesized JSON: reading it, and leaving out what says nothing about the infrastructure."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

Document = Mapping[str, Any]


def read_stacks(outdir: Path) -> dict[str, Document]:
    """Every stack of an output folder, by its id."""
    return {
        path.parent.name: cast("Document", json.loads(path.read_text(encoding="utf-8")))
        for path in sorted(outdir.glob("stacks/*/cdk.tf.json"))
    }


def without_notes(document: object) -> object:
    """The same JSON without the `//` keys, which Terraform does not read: versions, construct paths, our own notes."""
    if isinstance(document, dict):
        return {key: without_notes(value) for key, value in cast("dict[str, object]", document).items() if key != "//"}
    if isinstance(document, list):
        return [without_notes(item) for item in cast("list[object]", document)]
    return document


def resources(document: Document) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Every managed resource: its type, its name, its body."""
    for kind, named in cast("Mapping[str, Mapping[str, Any]]", document.get("resource", {})).items():
        for name, body in named.items():
            yield kind, name, body
