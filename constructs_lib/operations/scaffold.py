"""`cairn new`: a construct and its test, small and whole, to be filled in."""

import keyword
import re
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Final

from constructs_lib.operations.console import Console
from constructs_lib.operations.project import Project
from constructs_lib.operations.refusal import BadInput, Refused

BANNED: Final = frozenset({"utils", "helpers", "common", "misc", "base", "manager", "constants"})
# Every domain has these, and they hold something else.
TAKEN: Final = frozenset({"config", "plan", "outputs", "stack"})
_NAME: Final = re.compile(r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$")
_LIBRARY: Final = "constructs_lib"


def new(project: Project, console: Console, *, domain: str, noun: str) -> int:
    """The verb. Returns the exit code."""
    _require_name("domain", domain, taken=frozenset())
    _require_name("noun", noun, taken=TAKEN)
    home = project.root / _LIBRARY if (project.root / _LIBRARY).is_dir() else project.root
    package = f"{_LIBRARY}.{domain}" if home != project.root else domain
    source, test = home / domain / f"{noun}.py", project.root / "tests" / domain / f"test_{noun}.py"
    for path in (source, test):
        if path.exists():
            raise Refused(
                f"{path.relative_to(project.root)} exists", fix="nothing is ever overwritten: choose another noun"
            )
    values = {
        "noun": noun,
        "words": noun.replace("_", " "),
        "kebab": noun.replace("_", "-"),
        "thing": "".join(part.capitalize() for part in noun.split("_")),
        "package": package,
        "domain": domain,
    }
    written = [*_package(home / domain), _write("noun.py", source, values), _write("test_noun.py", test, values)]
    names = [str(path.relative_to(project.root)) for path in written]
    place = f"{home.relative_to(project.root) / domain}" if home != project.root else domain
    console.answer(
        "\n".join(
            [
                *(f"  {name}" for name in names),
                "next:",
                f"  pytest {names[-1]}                 passes now",
                "  put the resources that make it in place of the parameter, and say in the docstring what it is",
                f"  once a stack uses it: its config to {place}/config.py, its outputs to {place}/outputs.py,",
                f"  one line in {place}/stack.py, one in an environment",
            ]
        ),
        {"files": names},
    )
    return 0


def _require_name(kind: str, name: str, *, taken: frozenset[str]) -> None:
    if not _NAME.match(name) or keyword.iskeyword(name):
        raise BadInput(f"{name!r} cannot name a {kind}", fix="snake_case, beginning with a letter: prefix_list")
    if name in BANNED:
        raise BadInput(f"{name!r} says nothing about what is in it", fix="name the noun, such as prefix_list")
    if name in taken:
        raise BadInput(f"every domain has a {name}.py of its own", fix="name the noun, such as prefix_list")


def _package(folder: Path) -> list[Path]:
    """A domain that is new gets its folder; that is told like any other file."""
    mark = folder / "__init__.py"
    if mark.exists():
        return []
    folder.mkdir(parents=True, exist_ok=True)
    mark.touch()
    return [mark]


def _write(template: str, path: Path, values: dict[str, str]) -> Path:
    text = (files("constructs_lib.operations") / "templates" / "construct" / f"{template}.txt").read_text(
        encoding="utf-8"
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(Template(text).substitute(values), encoding="utf-8")
    return path
