"""A person at a terminal: shown what would happen, and asked."""

import os
import pty
import select
import subprocess
import sys

import pytest

from constructs_lib.operations.emulator import Emulator
from tests.operations.small_project import SmallProject

PATIENCE_SECONDS = 240


@pytest.mark.apply
@pytest.mark.timeout(900)
def test_a_person_is_shown_the_plan_and_asked(emulated_project: SmallProject, aws: Emulator) -> None:
    emulated_project.write(dev="ThirdConfig()")
    ssm = aws.session("111111111111").client("ssm")

    seen, ended = in_a_terminal(emulated_project, ["deploy", "dev"], question="Only 'yes' deploys", reply="y")
    assert ended == 1, seen
    assert "1 to add" in seen
    assert ssm.describe_parameters()["Parameters"] == []

    seen, ended = in_a_terminal(emulated_project, ["deploy", "dev"], question="Only 'yes' deploys", reply="yes")
    assert ended == 0, seen
    assert [each["Name"] for each in ssm.describe_parameters()["Parameters"]] == ["/third"]

    seen, ended = in_a_terminal(emulated_project, ["destroy", "dev"], question="(dev) to destroy", reply="prod")
    assert (ended, "nothing was destroyed" in seen) == (1, True), seen


def in_a_terminal(project: SmallProject, arguments: list[str], *, question: str, reply: str) -> tuple[str, int]:
    """Run `cairn` as a person does: everything on a terminal, one answer typed."""
    ours, theirs = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "-m", "constructs_lib.operations.command_line", *arguments],
        cwd=project.root,
        env=project.environment({"TERM": "xterm", "COLUMNS": "200"}),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    seen, answered = "", False
    while True:
        ready, _, _ = select.select([ours], [], [], PATIENCE_SECONDS)
        assert ready, seen
        try:
            part = os.read(ours, 65536)
        except OSError:
            part = b""
        if not part:
            break
        seen += part.decode(errors="replace")
        if question in seen and not answered:
            os.write(ours, f"{reply}\n".encode())
            answered = True
    os.close(ours)
    return seen, child.wait()
