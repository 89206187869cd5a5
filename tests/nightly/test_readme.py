"""The commands of the README, run as they stand there; those that want an AWS, against an emulated one."""

from pathlib import Path

import pytest

from constructs_lib.operations.emulator import Emulator
from tests.operations.review_project import commit, git
from tests.operations.small_project import SmallProject
from tests.test_readme import AGAINST_AWS, EMULATED, OF_THE_PROJECT, clone, run

__all__ = ["clone"]


@pytest.mark.parametrize("command", OF_THE_PROJECT)
def test_command_of_the_project(command: str, clone: Path) -> None:
    run(command, clone)


@pytest.mark.apply
@pytest.mark.parametrize("command", EMULATED)
def test_emulated_command(command: str, clone: Path, needs_terraform: None) -> None:
    assert "to add" in run(command, clone)


@pytest.mark.apply
def test_commands_against_an_aws(emulated_project: SmallProject, aws: Emulator) -> None:
    """In their order: planned, deployed, shown, destroyed. Nobody is there to approve."""
    emulated_project.write(dev="ThirdConfig()")
    commit(emulated_project, "base")
    git(emulated_project.root, "update-ref", "refs/remotes/origin/main", "HEAD")
    codes: dict[str, int] = {}
    for command in AGAINST_AWS:
        verb = command.split()[1:]
        approval = ["--auto-approve"] if verb[0] in ("deploy", "destroy") else []
        codes[command] = emulated_project.cairn(*verb, *approval).returncode
    left = aws.session("111111111111").client("ssm").describe_parameters()["Parameters"]

    assert codes == dict.fromkeys(AGAINST_AWS, 0)
    assert left == []
