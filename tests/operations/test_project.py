"""Where a project is, what it holds, and that two runs keep out of each other's way."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from constructs_lib.foundation.errors import CairnError
from constructs_lib.operations.project import Project, anchor_local_states, find, stack_ids
from constructs_lib.operations.refusal import BadInput, Refused
from tests.operations.small_project import FIRST, SECOND, THIRD, SmallProject


def test_a_project_is_found_from_inside(tmp_path: Path) -> None:
    (tmp_path / "cdktf.json").touch()
    inside = tmp_path / "environments" / "deep"
    inside.mkdir(parents=True)

    assert find(inside).root == tmp_path.resolve()


def test_outside_a_project_it_is_told_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cairn init PATH"):
        find(tmp_path)


def test_environments_are_read_without_cdktf(small_project: SmallProject) -> None:
    program = (
        "import sys; from pathlib import Path; from constructs_lib.operations.project import find;"
        "print([e.name for e in find(Path()).environments()], 'cdktf' in sys.modules)"
    )
    # a project without stacks of its own: those here are told apart from their configs by nothing
    text = "from constructs_lib.environment import Environment\nALL = (Environment(name='dev', stacks={}),)\n"
    (small_project.root / "environments" / "__init__.py").write_text(text)
    answer = subprocess.run(
        [sys.executable, "-c", program],
        cwd=small_project.root,
        env=small_project.environment(),
        capture_output=True,
        text=True,
        check=True,
    )

    assert answer.stdout == "['dev'] False\n"


@pytest.mark.parametrize("text", ["ALL = (", "ALL = (unknown,)", "import nothing_called_this", "x = 1"])
def test_a_mistake_in_the_files_is_told_without_a_trace(small_project: SmallProject, text: str) -> None:
    (small_project.root / "environments" / "__init__.py").write_text(text)

    answer = small_project.cairn("env", "show", "dev")

    assert (answer.returncode, answer.stdout) == (2, "")
    assert "Traceback" not in answer.stderr
    assert answer.stderr.strip()


def test_an_unknown_environment_is_told_with_those_there_are(small_project: SmallProject) -> None:
    with pytest.raises(BadInput, match=r"unknown environment 'nope'\n    allowed  dev"):
        Project(small_project.root).environment("nope")


def test_a_stack_in_the_environments_place_is_recognised(small_project: SmallProject) -> None:
    with pytest.raises(BadInput, match=f"dev {FIRST}"):
        Project(small_project.root).environment(FIRST)


def test_stacks_are_known_without_synthesis(small_project: SmallProject) -> None:
    assert stack_ids(Project(small_project.root).environment("dev")) == (FIRST, SECOND, THIRD)


def test_synthesis_that_fails_passes_its_exit_code_on(small_project: SmallProject) -> None:
    (small_project.root / "main.py").write_text("import sys; sys.exit(7)")

    with pytest.raises(CairnError) as caught:
        Project(small_project.root).synthesize(small_project.root / "out")

    assert (caught.value.exit_code, str(caught.value)) == (7, "")


def test_states_in_files_stay_where_they_are_from_another_folder(tmp_path: Path) -> None:
    folder = tmp_path / "copy" / "stacks" / "dev-x"
    folder.mkdir(parents=True)
    document = {"terraform": {"backend": {"local": {"path": "../../../.cairn/state/dev-x.tfstate"}}}}
    (folder / "cdk.tf.json").write_text(json.dumps(document))

    anchor_local_states(tmp_path / "copy", tmp_path / "project" / "cdktf.out")

    anchored = json.loads((folder / "cdk.tf.json").read_text())["terraform"]["backend"]["local"]["path"]
    assert anchored == str(tmp_path / "project" / ".cairn" / "state" / "dev-x.tfstate")


def test_two_runs_in_one_project_take_turns(tmp_path: Path) -> None:
    told: list[str] = []
    project = Project(tmp_path)
    with (
        project.alone("deploy dev", timeout_seconds=1, tell=told.append),
        pytest.raises(Refused, match="cairn deploy dev"),
        project.alone("synth", timeout_seconds=0, tell=told.append),
    ):
        pass
    with project.alone("synth", timeout_seconds=0, tell=told.append):
        pass

    assert told == []


def test_a_child_that_has_the_lock_keeps_it_when_its_parent_is_gone(tmp_path: Path) -> None:
    """An orphaned Terraform is waited for."""
    project = Project(tmp_path)
    with project.alone("deploy dev", timeout_seconds=1, tell=print) as descriptor:
        orphan = subprocess.Popen(
            [sys.executable, "-c", "input()"], stdin=subprocess.PIPE, pass_fds=[descriptor], start_new_session=True
        )
    try:
        with pytest.raises(Refused), project.alone("deploy dev", timeout_seconds=0, tell=print):
            pass
    finally:
        orphan.communicate(b"\n")
    with project.alone("deploy dev", timeout_seconds=5, tell=print):
        pass
