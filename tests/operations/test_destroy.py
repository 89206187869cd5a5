"""Destroying: never what is protected, never under a reader's feet, and in reverse order."""

import pytest

from tests.operations.small_project import SmallProject


def test_nobody_to_ask_and_no_approval_is_refused(small_project: SmallProject) -> None:
    answer = small_project.cairn("destroy", "dev")

    assert (answer.returncode, answer.stdout) == (1, "")
    assert "give --auto-approve" in answer.stderr


@pytest.mark.validate
def test_a_protected_environment_says_what_it_needs(needs_terraform: None, small_project: SmallProject) -> None:
    small_project.write(protected=True)

    answer = small_project.cairn("destroy", "dev", "--auto-approve")

    assert answer.returncode == 1
    assert "dev is protected" in answer.stderr
    assert "set protected=False on its placement in environments/dev.py" in answer.stderr
