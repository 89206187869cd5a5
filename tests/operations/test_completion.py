"""What the shell suggests."""

import subprocess
import sys
from pathlib import Path

import pytest

from constructs_lib.operations import completion
from tests.operations.small_project import FIRST, SECOND, THIRD, SmallProject


def test_environments_and_stacks_are_suggested(small_project: SmallProject, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAIRN_PROJECT", str(small_project.root))

    assert completion.environments("d") == ["dev"]
    assert completion.environments("x") == []
    assert completion.stacks("dev", "dev-us-east-1-") == [FIRST, SECOND, THIRD]
    assert completion.stacks("dev", SECOND[:-2]) == [SECOND]
    assert completion.stacks("prod", "") == []
    assert completion.stacks("", FIRST) == [FIRST]


def test_outside_a_project_nothing_is_suggested_or_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAIRN_PROJECT", str(tmp_path))

    assert (completion.environments(""), completion.stacks("", "")) == ([], [])


def test_a_shell_is_answered(small_project: SmallProject) -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "constructs_lib.operations.command_line"],
        cwd=small_project.root,
        env=small_project.environment(
            {
                "_CAIRN_COMPLETE": "complete_bash",
                "COMP_WORDS": f"cairn plan dev {FIRST[:-2]}",
                "COMP_CWORD": "3",
            }
        ),
        capture_output=True,
        text=True,
        check=False,
    )

    assert FIRST in answer.stdout, answer.stderr
