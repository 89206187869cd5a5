"""Every command of the README, run as it stands there."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BLOCKS = re.findall(r"^```sh\n(.*?)^```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
COMMANDS = [line.split("#")[0].strip() for block in BLOCKS for line in block.splitlines()]
# What runs in the project itself, what runs against an AWS, and what make runs
OF_THE_PROJECT = [command for command in COMMANDS if command.startswith(".venv/bin/") and "emulator" not in command]
EMULATED = [command for command in COMMANDS if "emulator run" in command]
AGAINST_AWS = [command for command in COMMANDS if command.startswith("cairn ")]
OF_MAKE = [command for command in COMMANDS if command.startswith("make ")]

EXAMPLE_IMPORTS = """
from dataclasses import replace
from constructs_lib.account.config import AccountConfig, BudgetConfig
from constructs_lib.compute.cluster.config import ClusterConfig
from constructs_lib.compute.service.config import ServiceConfig
from constructs_lib.compute.service.scaling import Scaling
from constructs_lib.compute.service.traffic import Traffic
from constructs_lib.data.bucket.config import BucketConfig
from constructs_lib.data.database.config import ApplicationConfig, DatabaseConfig
from constructs_lib.data.replication.config import ReplicationConfig
from constructs_lib.dns.config import DnsConfig
from constructs_lib.environment import Environment
from constructs_lib.estate import check_all
from constructs_lib.foundation.placement import Placement
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.peering.config import PeeringConfig
from environments import accounts
"""


@pytest.fixture
def clone(tmp_path: Path, project: Path) -> Path:
    """What a clone has after `make setup`."""
    for name in ("main.py", "cdktf.json", "README.md"):
        shutil.copy2(project / name, tmp_path / name)
    for name in ("environments", "constructs_lib", "examples", "tools"):
        shutil.copytree(project / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    programs = tmp_path / ".venv" / "bin"
    programs.mkdir(parents=True)
    for name, module in (("python", ""), ("cairn", "-m constructs_lib.operations.command_line")):
        program = programs / name
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" {module} "$@"\n', encoding="utf-8")
        program.chmod(0o755)
    return tmp_path


def run(command: str, folder: Path, **settings: str) -> str:
    """Run a line of the README. Returns what it said, if it ended well."""
    environment = {**os.environ, "PYTHONPATH": str(folder), "NO_COLOR": "1", **settings}
    child = subprocess.run(
        ["sh", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert child.returncode == 0, f"{command}\n{child.stdout}\n{child.stderr}"
    return child.stdout


def test_the_readme_has_commands_of_every_kind() -> None:
    """Otherwise the tests below would pass by finding nothing."""
    assert {*OF_THE_PROJECT, *EMULATED, *AGAINST_AWS, *OF_MAKE} == set(COMMANDS)
    assert all((OF_THE_PROJECT, EMULATED, AGAINST_AWS, OF_MAKE))


@pytest.mark.parametrize("command", [*OF_THE_PROJECT, *EMULATED, *AGAINST_AWS])
def test_command_is_known(command: str, clone: Path) -> None:
    """With every option it names; tests/nightly/test_readme.py runs them all. What is no verb of ours runs here."""
    if "cairn " not in command:
        run(command, clone)
        return
    verb = command.rpartition("cairn ")[2]

    assert "Usage" in run(f".venv/bin/cairn {verb} --help", clone)


@pytest.mark.parametrize("command", OF_MAKE)
def test_make_knows_the_target(command: str, project: Path) -> None:
    """`make demo` runs in tests/nightly/whole_dev; `make test` is what runs this."""
    child = subprocess.run([*command.split(), "--dry-run"], cwd=project, capture_output=True, text=True, check=False)

    assert child.returncode == 0, child.stderr


def test_the_example_environment_is_a_sound_one() -> None:
    """The Python of the README composes; the messages it shows are the ones that are told."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    code = re.findall(r"^```python\n(.*?)^```", text, re.DOTALL | re.MULTILINE)[0]
    child = subprocess.run(
        [sys.executable, "-c", f"{EXAMPLE_IMPORTS}\n{code}\nprint(check_all([ENVIRONMENT]))"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (child.stdout, child.stderr) == ("()\n", "")
