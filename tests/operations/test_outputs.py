"""What deployed stacks publish; what that looks like once they are, test_lifecycle.py shows."""

import json

import pytest

from tests.operations.small_project import THIRD, SmallProject


@pytest.mark.apply
def test_nothing_deployed_has_no_outputs(emulated_project: SmallProject) -> None:
    emulated_project.write(dev="ThirdConfig()")

    assert emulated_project.cairn("outputs", "dev").stdout == "nothing is deployed\n"
    assert json.loads(emulated_project.cairn("outputs", "dev", "--json").stdout) == {THIRD: {}}
