"""What deployed stacks publish; what that looks like before, while and after they are there, tests/nightly/test_lifecycle.py shows."""

from tests.operations.small_project import FIRST, SmallProject


def test_a_stack_that_does_not_exist_is_told_before_anything_is_asked(small_project: SmallProject) -> None:
    answer = small_project.cairn("outputs", "dev", "us-east-1-frist")

    assert (answer.returncode, answer.stdout) == (2, "")
    assert f"did you mean {FIRST}?" in answer.stderr


def test_where_nothing_answers_nothing_is_said(small_project: SmallProject) -> None:
    small_project.settings["CAIRN_EMULATOR"] = "http://127.0.0.1:9"
    answer = small_project.cairn("outputs", "dev", "--json")

    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr.splitlines()[0] == "no emulator answers at http://127.0.0.1:9"
