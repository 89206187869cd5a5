"""Set-up finds a fit Python, keeps out what other projects set, and mends what was cut off."""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import time
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest


@pytest.fixture
def setup(tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """tools/setup.py, at work in a folder of its own."""
    spec = importlib.util.spec_from_file_location("cairn_setup", project / "tools" / "setup.py")
    assert spec is not None
    assert spec.loader is not None
    module: ModuleType = importlib.util.module_from_spec(spec)
    # A dataclass looks its module up.
    monkeypatch.setitem(sys.modules, "cairn_setup", module)
    spec.loader.exec_module(module)
    for name in ("WORK", "DOWNLOADS", "TEMPORARY", "LOG", "VENV"):
        monkeypatch.setattr(module, name, tmp_path / name.lower())
    return module


# Which Python ---------------------------------------------------------------------------------------------------------


def run_setup(tmp_path: Path, project: Path, **pythons: str) -> subprocess.CompletedProcess[str]:
    """Run setup.sh where the PATH has these programs; each is a shell script that stands for a Python."""
    tools = tmp_path / "a clone" / "tools"
    tools.mkdir(parents=True)
    shutil.copy(project / "tools" / "setup.sh", tools)
    path = tmp_path / "bin"
    path.mkdir()
    (path / "dirname").symlink_to(str(shutil.which("dirname")))
    for name, script in pythons.items():
        (path / name.replace("_", ".")).write_text(f"#!/bin/sh\n{script}\n")
        (path / name.replace("_", ".")).chmod(0o755)
    shell = str(shutil.which("sh"))
    return subprocess.run(
        [shell, tools / "setup.sh"], env={"PATH": str(path)}, capture_output=True, text=True, check=False
    )


FIT = 'case $2 in -c) ;; *) echo "$0 $*" ;; esac'
TOO_OLD = "echo 'it is Python 3.9' >&2; exit 1"
NO_VENV = "echo 'it has no venv (Debian, Ubuntu: apt install python3.11-venv)' >&2; exit 1"
SHIM = "echo 'pyenv: python3.13: command not found' >&2; exit 127"


def test_the_first_fit_python(tmp_path: Path, project: Path) -> None:
    answer = run_setup(tmp_path, project, python3_13=SHIM, python3_12=NO_VENV, python3=FIT)

    assert answer.stdout.endswith("/bin/python3 -IS tools/setup.py\n")
    assert answer.returncode == 0


@pytest.mark.parametrize(
    ("pythons", "hint"),
    [
        ({}, ""),
        ({"python3_13": SHIM}, ""),
        ({"python3": TOO_OLD}, " python3 will not do: it is Python 3.9."),
        (
            {"python3_11": NO_VENV},
            " python3.11 will not do: it has no venv (Debian, Ubuntu: apt install python3.11-venv).",
        ),
    ],
)
def test_no_fit_python_is_one_line(tmp_path: Path, project: Path, pythons: dict[str, str], hint: str) -> None:
    answer = run_setup(tmp_path, project, **pythons)

    assert answer.returncode == 1
    assert answer.stderr == (
        "setup: install Python 3.11 or newer with its venv module, or name one:"
        f" make setup PYTHON=/path/to/python.{hint}\n"
    )


# The caller's environment ----------------------------------------------------------------------------------------------


def test_what_says_how_to_reach_a_registry_stays(setup: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    reach = {
        "HTTPS_PROXY": "http://proxy.example:3128",
        "PIP_INDEX_URL": "https://packages.example/simple",
        "PIP_CERT": "/etc/company.pem",
        "npm_config_registry": "https://packages.example/npm",
        "npm_config_//packages.example/npm/:_authToken": "t",
        "NODE_EXTRA_CA_CERTS": "/etc/company.pem",
        "SSL_CERT_FILE": "/etc/company.pem",
    }
    for name, value in reach.items():
        monkeypatch.setenv(name, value)

    assert setup.registry_environment().items() >= reach.items()


@pytest.mark.parametrize(
    "name",
    [
        "PYTHONPATH",
        "PYTHONHOME",
        "PYTHONWARNINGS",
        "PIP_TARGET",
        "PIPENV_PYTHON",
        "PIPENV_PYPI_MIRROR",
        "VIRTUAL_ENV",
        "NODE_OPTIONS",
        "NODE_ENV",
        "npm_config_prefix",
        "NPM_CONFIG_DRY_RUN",
        "CONDA_PREFIX",
    ],
)
def test_what_other_projects_set_goes(setup: Any, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "/nowhere")

    assert name not in setup.registry_environment()


def test_every_cache_is_below_the_project(setup: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PIP_CACHE_DIR", "XDG_CACHE_HOME", "WORKON_HOME", "npm_config_cache", "TMPDIR"):
        monkeypatch.setenv(name, "/a cache elsewhere")

    assert "/a cache elsewhere" not in setup.registry_environment().values()


# Parts ----------------------------------------------------------------------------------------------------------------


def test_a_part_is_made_once_and_again_when_its_source_changes(setup: Any, tmp_path: Path) -> None:
    source, made = ["one"], list[str]()
    folder = tmp_path / "part"
    folder.mkdir()
    part = setup.Part("part", folder, lambda: source, lambda _run: made.append(source[0]))

    part.install(None)
    part.install(None)
    source[0] = "two"
    part.install(None)

    assert made == ["one", "two"]
    assert [path.name for path in folder.iterdir()] == [setup.STAMP]


def test_a_part_that_was_cut_off_is_not_ready(setup: Any, tmp_path: Path) -> None:
    def cut_off(_run: object) -> None:
        raise KeyboardInterrupt

    source = ["one"]
    part = setup.Part("part", tmp_path, lambda: source, lambda _run: None)
    part.install(None)
    source[0] = "two"
    with pytest.raises(KeyboardInterrupt):
        setup.Part("part", tmp_path, lambda: source, cut_off).install(None)

    source[0] = "one"
    assert not part.is_ready()


def test_a_part_that_was_moved_is_not_ready(setup: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    part = setup.Part("part", tmp_path, lambda: ["one"], lambda _run: None)
    part.install(None)

    monkeypatch.setattr(setup, "ROOT", Path("/elsewhere"))

    assert not part.is_ready()


def test_another_command_is_told(setup: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert setup.main(["chekov"]) == 2
    assert capsys.readouterr().err == "setup: no command 'chekov': checkov, lock\n"


def test_the_scanner_is_ready_when_its_own_lock_is_installed(
    setup: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever else is missing: only `make scan` needs it."""
    locked = ["one"]
    folder = tmp_path / "checkov"
    folder.mkdir()
    monkeypatch.setattr(setup, "checkov", setup.Part("c", folder, lambda: locked, lambda _run: None))

    assert setup.main(["ready", "checkov"]) == 1
    setup.checkov.install(None)
    assert setup.main(["ready", "checkov"]) == 0
    locked[0] = "two"
    assert setup.main(["ready", "checkov"]) == 1


def test_pipenv_is_told_to_leave_the_projects_own_environment_alone(setup: Any) -> None:
    settings = setup.registry_environment() | setup.checkov_settings()

    assert settings["VIRTUAL_ENV"] == str(setup.ROOT / ".tools" / "checkov")
    assert settings["PIPENV_IGNORE_VIRTUALENVS"] == "0"
    assert settings["PIPENV_PIPFILE"] == str(setup.ROOT / "tools" / "checkov" / "Pipfile")


# Commands -------------------------------------------------------------------------------------------------------------


def runner(setup: Any, log: Any) -> Any:
    return setup.Runner(log, log.fileno())


def test_a_command_that_fails_shows_the_end_of_its_log(setup: Any) -> None:
    script = "for n in $(seq 100); do echo line $n; done; exit 3"

    with setup.LOG.open("wb") as log, pytest.raises(setup.SetupError) as problem:
        runner(setup, log)("sh", "-c", script)

    lines = str(problem.value).splitlines()
    assert lines[0] == "line 81"
    assert lines[-1] == f"setup: full log in {setup.LOG}"


def test_ended_in_the_middle_it_leaves_no_process_behind(setup: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(child: subprocess.Popen[bytes]) -> int:
        while not setup.descendants(child.pid):
            time.sleep(0.01)
        below.extend([child.pid, *setup.descendants(child.pid)])
        monkeypatch.undo()
        raise KeyboardInterrupt

    below: list[int] = []
    log_path = setup.LOG
    monkeypatch.setattr("subprocess.Popen.wait", interrupted)

    with log_path.open("wb") as log, pytest.raises(KeyboardInterrupt):
        runner(setup, log)("sh", "-c", "sleep 60; true")

    assert len(below) > 1
    for pid in below:
        assert is_gone(pid)


def is_gone(pid: int) -> bool:
    """Say whether a process ends within a few seconds; one that only waits to be reaped has ended."""
    for _ in range(100):
        try:
            os.kill(pid, 0)
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except OSError:
            return True
        time.sleep(0.05)
    return False


# The lock files -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("folder", [".", "tools/checkov"])
def test_python_locks_name_no_registry_and_every_hash(project: Path, folder: str) -> None:
    pipfile = (project / folder / "Pipfile").read_text()
    lock = (project / folder / "Pipfile.lock").read_text()

    assert "[[source]]" not in pipfile.replace("No [[source]]", "")
    assert '"sources": []' in lock
    assert '"index":' not in lock
    assert "://" not in lock
    packages = [each for section in ("default", "develop") for each in json.loads(lock)[section].values()]
    assert [each for each in packages if not each.get("hashes") and not each.get("editable")] == []


def test_the_node_lock_names_no_registry(project: Path) -> None:
    assert '"resolved"' not in (project / "package-lock.json").read_text()


def test_run_time_dependencies_are_the_same_in_pipfile_and_package(project: Path) -> None:
    pipfile = tomllib.loads((project / "Pipfile").read_text())["packages"]
    package = tomllib.loads((project / "pyproject.toml").read_text())["project"]["dependencies"]
    held_back_only = {"python-dateutil", "cairn-cdktf"}

    assert {each.split("=")[0].rstrip(">") for each in package} == set(pipfile) - held_back_only
