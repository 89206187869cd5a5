"""The launcher in cdktf.json runs main.py under the right Python, or says in one line what to do."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

ECHO = '#!/bin/sh\necho "$0 $* ${PYTHONHOME-none} ${PYTHONPATH-none}"\n'


@pytest.fixture
def clone(tmp_path: Path, project: Path) -> Path:
    """A clone in a path with a space, with nothing installed."""
    folder = tmp_path / "a clone"
    (folder / "tools").mkdir(parents=True)
    shutil.copy(project / "tools" / "app", folder / "tools")
    return folder


def environment(folder: Path) -> Path:
    """What stands for a virtual environment that has the project's packages."""
    (folder / "bin").mkdir(parents=True)
    for name in ("python", "cairn"):
        (folder / "bin" / name).write_text(ECHO)
        (folder / "bin" / name).chmod(0o755)
    return folder


def launch(project: Path, clone: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    command = json.loads((project / "cdktf.json").read_text())["app"]
    return subprocess.run(
        command, shell=True, cwd=clone, env={"PATH": os.defpath} | environ, capture_output=True, text=True, check=False
    )


def test_before_setup_one_line_says_what_to_run(project: Path, clone: Path) -> None:
    answer = launch(project, clone)

    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr == "The project's packages are not installed: run 'make setup' first\n"


def test_the_projects_own_environment_wins_and_odd_settings_do_not_reach_it(project: Path, clone: Path) -> None:
    environment(clone / ".venv")
    other = environment(clone.parent / "another project")

    answer = launch(project, clone, VIRTUAL_ENV=str(other), PYTHONHOME="/nowhere", PYTHONPATH="/nowhere")

    assert answer.stdout == ".venv/bin/python main.py none none\n"


def test_the_environment_pipenv_activates(project: Path, clone: Path) -> None:
    active = environment(clone.parent / "virtual envs" / "clone")

    assert launch(project, clone, VIRTUAL_ENV=str(active)).stdout == f"{active}/bin/python main.py none none\n"


def test_an_environment_without_the_project_in_it_does_not_do(project: Path, clone: Path) -> None:
    (environment(clone / ".venv") / "bin" / "cairn").unlink()

    assert launch(project, clone, VIRTUAL_ENV="/usr").returncode == 1


def test_a_setup_that_was_cut_off_counts_as_none(project: Path, clone: Path) -> None:
    (environment(clone / ".venv") / ".cairn-unfinished").touch()

    assert "run 'make setup' first" in launch(project, clone).stderr
