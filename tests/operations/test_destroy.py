"""Destroying: never what is protected, never under a reader's feet, and in reverse order."""

import json

import pytest

from constructs_lib.operations.emulator import Emulator
from tests.operations.small_project import FIRST, SECOND, THIRD, SmallProject


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


@pytest.mark.apply
@pytest.mark.timeout(900)
def test_stacks_go_in_reverse_order_and_readers_first(emulated_project: SmallProject, aws: Emulator) -> None:
    deployed = emulated_project.cairn("deploy", "dev", "--auto-approve")
    assert deployed.returncode == 0, deployed.stderr

    refused = emulated_project.cairn("destroy", "dev", FIRST, "--auto-approve")
    assert refused.returncode == 1
    assert f"{SECOND} exists and reads from {FIRST}" in refused.stderr

    # what a reader read may be gone already
    aws.session("111111111111").client("ssm").delete_parameter(Name="/cairn/dev/us-east-1/first/note")
    answer = emulated_project.cairn("destroy", "dev", "--auto-approve", "--json")
    assert answer.returncode == 0, answer.stderr
    outcome = {entry["stack"]: entry["result"] for entry in json.loads(answer.stdout)["stacks"]}
    assert outcome == {FIRST: "destroyed", SECOND: "destroyed", THIRD: "destroyed"}
    session = aws.session("111111111111")
    assert session.client("ssm").describe_parameters()["Parameters"] == []
    assert session.client("sns").list_topics()["Topics"] == []

    again = emulated_project.cairn("destroy", "dev", "--auto-approve", "--json")
    assert {entry["result"] for entry in json.loads(again.stdout)["stacks"]} == {"nothing there"}
