"""A slim assembly: the tarball the kernel loads instead of the published one."""

from __future__ import annotations

import gzip
import io
import json
import re
import tarfile
from collections.abc import Iterable
from typing import Any

from .package import UnknownLayoutError
from .pieces import Pieces


def build_assembly(pieces: Pieces, submodules: Iterable[str], alias: str) -> bytes:
    """The submodules and what they refer to, as an assembly named `alias`; equal input gives equal bytes.

    The alias is the provider's own name, or another one for what is imported after that was loaded.
    """
    wanted = set(submodules)
    chosen = pieces.closure(wanted)
    name: str = pieces.assembly["name"]
    if alias != name and chosen.keys() != wanted:
        # The same type in two assemblies would be two different types.
        raise UnknownLayoutError(f"they need {', '.join(sorted(chosen.keys() - wanted))} as well")
    types: dict[str, Any] = {}
    for piece in chosen.values():
        types.update(piece.types)
    fields = {f"{name}.{submodule}": piece.fields for submodule, piece in chosen.items()}
    description = json.dumps({**pieces.assembly, "submodules": fields, "types": types}, separators=(",", ":"))
    files = {
        "package.json": json.dumps({**pieces.manifest, "name": alias}),
        ".jsii": _renamed_types(description, name, alias),
        "lib/index.js": _index({submodule: piece.entry for submodule, piece in chosen.items()}),
    }
    for piece in chosen.values():
        for path, text in piece.scripts.items():
            files[path] = _renamed_classes(text, name, alias)
    return _tarball(files)


def _index(entries: dict[str, str]) -> str:
    """As the published index, but a submodule's JavaScript is run when it is first asked for."""
    lines = [
        '"use strict";',
        'Object.defineProperty(exports, "__esModule", { value: true });',
    ]
    for submodule, entry in entries.items():
        getter = f"function () {{ return require({json.dumps('./' + entry)}); }}"
        lines.append(f"Object.defineProperty(exports, {json.dumps(submodule)}, {{ enumerable: true, get: {getter} }});")
    return "\n".join(lines) + "\n"


def _renamed_types(description: str, name: str, alias: str) -> str:
    if name == alias:
        return description
    return description.replace(f'"{name}.', f'"{alias}.').replace(f'"{name}"', f'"{alias}"')


def _renamed_classes(script: str, name: str, alias: str) -> str:
    """Each class tells the kernel its name in a `jsii.rtti` property."""
    return (
        script
        if name == alias
        else re.sub(
            rf'(\bfqn: "){re.escape(name)}(?=\.)',
            lambda found: found[1] + alias,
            script,
        )
    )


def _tarball(files: dict[str, str]) -> bytes:
    output = io.BytesIO()
    with (
        gzip.GzipFile(fileobj=output, mode="wb", compresslevel=3, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w") as archive,
    ):
        for path, text in files.items():
            content = text.encode("utf-8")
            member = tarfile.TarInfo(f"package/{path}")
            member.size, member.mode = len(content), 0o644
            archive.addfile(member, io.BytesIO(content))
    return output.getvalue()
