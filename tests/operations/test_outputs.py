"""What deployed stacks publish, as a table and as JSON."""

import json

import pytest

from tests.operations.small_project import FIRST, SECOND, SmallProject


@pytest.mark.apply
@pytest.mark.timeout(600)
def test_outputs_are_those_of_the_state(emulated_project: SmallProject) -> None:
    assert emulated_project.cairn("outputs", "dev").stdout == "nothing is deployed\n"
    deployed = emulated_project.cairn("deploy", "dev", FIRST, SECOND, "--auto-approve")
    assert deployed.returncode == 0, deployed.stderr

    answer = emulated_project.cairn("outputs", "dev", "*-first", "*-second", "--json")

    assert json.loads(answer.stdout) == {
        FIRST: {"Note": "as it was", "TopicArn": "arn:aws:sns:us-east-1:111111111111:one"},
        SECOND: {},
    }
    assert "as it was" in emulated_project.cairn("outputs", "dev").stdout
