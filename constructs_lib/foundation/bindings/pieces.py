"""A provider's assembly cut once into one piece per submodule, so that any selection is quick to put together."""

from __future__ import annotations

import io
import json
import posixpath
import re
import tarfile
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from .description import read_description
from .package import UnknownLayoutError

_EXPORT = re.compile(r"""exports\.(\w+) = (?:__importStar\()?require\("\./([^"]+)"\)""")
_REQUIRE = re.compile(r"\brequire\(([^)]*)\)")
_LITERAL = re.compile(r"""(["'])([^"']+)\1""")
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*\n?\Z", flags=re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class Piece:
    """One submodule: its types, its JavaScript by path, where its entry is, and the submodules it refers to."""

    fields: dict[str, Any]
    types: dict[str, Any]
    scripts: dict[str, str]
    entry: str
    refers: list[str]


class Pieces:
    """The archive that `cut` makes; reading checks each entry's checksum."""

    def __init__(self, content: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(content))
        self.assembly: dict[str, Any] = json.loads(self._archive.read("assembly.json"))
        self.manifest: dict[str, Any] = json.loads(self._archive.read("package.json"))

    def piece(self, submodule: str) -> Piece:
        """One submodule; UnknownLayoutError when the assembly has none of that name."""
        try:
            return Piece(**json.loads(self._archive.read(f"pieces/{submodule}.json")))
        except KeyError as error:
            raise UnknownLayoutError(f"its assembly has no submodule {submodule}") from error

    def closure(self, submodules: Iterable[str]) -> dict[str, Piece]:
        """These submodules and all they refer to, sorted by name."""
        found: dict[str, Piece] = {}
        waiting = list(submodules)
        while waiting:
            name = waiting.pop()
            if name not in found:
                found[name] = self.piece(name)
                waiting += found[name].refers
        return dict(sorted(found.items()))


def cut(tarball: Path) -> bytes:
    """Read the whole assembly, seconds of work, into an archive for `Pieces`."""
    files = _read_tarball(tarball)
    missing = {".jsii", "package.json", "lib/index.js"} - files.keys()
    if missing:
        raise UnknownLayoutError(f"its assembly lacks {', '.join(sorted(missing))}")
    manifest = json.loads(files["package.json"])
    if manifest.get("main") != "lib/index.js":
        raise UnknownLayoutError("its assembly does not start at lib/index.js")
    description = read_description(files.pop(".jsii"))
    entries = dict(_EXPORT.findall(files["lib/index.js"]))
    if entries.keys() != description.submodules.keys():
        raise UnknownLayoutError("its index does not list exactly its submodules")
    scripts = _by_folder(files)
    owners = {f"lib/{entry}": name for name, entry in entries.items()}
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        _add(archive, "assembly.json", description.assembly)
        _add(archive, "package.json", manifest)
        for name, entry in sorted(entries.items()):
            own, types = scripts.get(f"lib/{entry}", {}), description.types[name]
            if f"lib/{entry}/index.js" not in own:
                raise UnknownLayoutError(f"its submodule {name} is not a folder with an index.js")
            refers = _referred(f"{description.assembly['name']}.", types) | _required(own, owners)
            if not refers <= entries.keys():
                raise UnknownLayoutError(f"its submodule {name} refers to what is in no submodule")
            piece = Piece(
                fields=description.submodules[name],
                types=types,
                scripts=own,
                entry=entry,
                refers=sorted(refers - {name}),
            )
            _add(archive, f"pieces/{name}.json", asdict(piece))
    return output.getvalue()


def _add(archive: zipfile.ZipFile, name: str, content: dict[str, Any]) -> None:
    # A ZipInfo of its own has a fixed date: the same assembly gives the same bytes.
    archive.writestr(
        zipfile.ZipInfo(name),
        json.dumps(content, separators=(",", ":")),
        zipfile.ZIP_DEFLATED,
        1,
    )


def _read_tarball(tarball: Path) -> dict[str, str]:
    """What the kernel needs of it: the description, the manifest and the JavaScript."""
    found: dict[str, str] = {}
    try:
        with tarfile.open(tarball) as archive:
            for member in archive:
                path = member.name.removeprefix("package/")
                if not (path in (".jsii", "package.json") or path.endswith(".js")):
                    continue
                file = archive.extractfile(member)
                if file is None:
                    raise UnknownLayoutError(f"its {path} is not a plain file")
                text = file.read().decode("utf-8")
                # A source map is half of a script and only ever read by a debugger; no line moves when it is gone.
                found[path] = _SOURCE_MAP.sub("", text) if path.endswith(".js") else text
    except (tarfile.TarError, EOFError, UnicodeDecodeError, OSError) as error:
        raise UnknownLayoutError(f"its assembly cannot be read ({error})") from error
    return found


def _by_folder(files: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The scripts of each folder directly under lib/, with those of its subfolders."""
    found: dict[str, dict[str, str]] = {}
    for path, text in files.items():
        top, folder, *inside = [*path.split("/"), ""][:3]
        if top == "lib" and any(inside):
            found.setdefault(f"lib/{folder}", {})[path] = text
    return found


def _referred(prefix: str, types: Mapping[str, Any]) -> set[str]:
    """Submodules whose types are named anywhere in these types."""
    return set(re.findall(f'"{re.escape(prefix)}(\\w+)', json.dumps(types)))


def _required(scripts: Mapping[str, str], owners: Mapping[str, str]) -> set[str]:
    """Submodules whose scripts these scripts load."""
    found: set[str] = set()
    for path, text in scripts.items():
        for argument in _REQUIRE.findall(text):
            literal = _LITERAL.fullmatch(argument.strip())
            if literal is None:
                raise UnknownLayoutError(f"its {path} loads what cannot be told: {argument}")
            target = literal[2]
            if not target.startswith("."):
                continue  # another package: the kernel finds it as always
            resolved = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
            folder = "/".join(resolved.split("/")[:2])
            if folder not in owners:
                raise UnknownLayoutError(f"its {path} loads {target}, which is in no submodule")
            found.add(owners[folder])
    return found
