"""What can be typed, and how the command line ends."""

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from constructs_lib.operations.command_line import app
from tests.operations.small_project import SmallProject

VERBS = (
    *("synth", "check", "cost", "reach", "diagram", "cidrs", "affected", "review"),
    *("plan", "deploy", "destroy", "outputs", "manifest"),
    *("env", "doctor", "emulator", "bench", "new", "init"),
)


def test_every_verb_is_listed_and_helps() -> None:
    runner = CliRunner()
    listed = runner.invoke(app, ["--help"]).stdout

    assert [verb for verb in VERBS if verb not in listed] == []
    for verb in VERBS:
        assert runner.invoke(app, [verb, "--help"]).exit_code == 0


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["plan"], ["plan", "dev", "--parallelism", "many"], ["env", "diff", "x"]]
)
def test_wrong_usage_is_exit_code_two(arguments: list[str]) -> None:
    assert CliRunner().invoke(app, arguments).exit_code == 2


def test_help_loads_nothing_heavy(project: Path) -> None:
    program = (
        "import sys; sys.argv = ['cairn', '--help'];"
        "from constructs_lib.operations.command_line import app\n"
        "try: app()\n"
        "except SystemExit: pass\n"
        "heavy = {'cdktf', 'jsii', 'constructs', 'pydantic', 'rich', 'boto3', 'moto'} & set(sys.modules)\n"
        "sys.stderr.write(repr(sorted(heavy)))"
    )
    answer = subprocess.run([sys.executable, "-c", program], cwd=project, capture_output=True, text=True, check=True)

    assert answer.stderr == "[]"


def test_debug_shows_the_trace_and_nothing_else_does(small_project: SmallProject) -> None:
    quiet, loud = small_project.cairn("plan", "nope"), small_project.cairn("--debug", "plan", "nope")

    assert ("Traceback" in quiet.stderr, "Traceback" in loud.stderr) == (False, True)
    assert quiet.returncode == loud.returncode == 2


def test_colours_are_for_terminals_only(small_project: SmallProject) -> None:
    answer = small_project.cairn("doctor", NO_COLOR="")

    assert "\x1b[" not in answer.stdout + answer.stderr


def test_only_known_things_are_measured() -> None:
    assert CliRunner().invoke(app, ["bench", "everything"]).exit_code == 2
