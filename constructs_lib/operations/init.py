"""`cairn init`: a new project around the installed package, which synthesizes at once."""

import re
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Template
from typing import Final

from constructs_lib.operations.console import Console
from constructs_lib.operations.refusal import BadInput

_DISTRIBUTION: Final = "cairn-cdktf"
# The name becomes an account's and an owner's, so it keeps to what both allow.
_NAME: Final = re.compile(r"^[a-z][a-z0-9-]{1,20}$")
_RENAMED: Final = {"gitignore": ".gitignore"}


def init(console: Console, path: Path) -> int:
    """The verb. Returns the exit code."""
    target = path.resolve()
    if not _NAME.match(target.name):
        raise BadInput(
            f"{target.name!r} cannot name a project",
            fix="2 to 21 lower-case letters, digits and hyphens, beginning with a letter",
        )
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise BadInput(f"{target} exists and is not empty", fix="name a new folder: nothing is ever overwritten")
    template = files("constructs_lib.operations") / "templates" / "project"
    written = _write(template, target, {"name": target.name, "version": _version()})
    names = sorted(str(each.relative_to(target)) for each in written)
    console.answer(
        "\n".join([*(f"  {name}" for name in names), f"next: cd {path} && cairn doctor && cairn synth"]),
        {"project": str(target), "files": names},
    )
    return 0


def _write(source: Traversable, target: Path, values: dict[str, str]) -> list[Path]:
    target.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for entry in source.iterdir():
        if entry.is_dir():
            written += _write(entry, target / entry.name, values)
            continue
        name = entry.name.removesuffix(".txt")
        path = target / _RENAMED.get(name, name)
        path.write_text(Template(entry.read_text(encoding="utf-8")).substitute(values), encoding="utf-8")
        written.append(path)
    return written


def _version() -> str:
    try:
        return version(_DISTRIBUTION)
    except PackageNotFoundError:
        # run from a checkout that is not installed
        return "0.1.0"
