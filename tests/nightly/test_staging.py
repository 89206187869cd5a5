"""Staging, applied on its own: every other test run applies what it is a smaller copy of."""

from pathlib import Path

import pytest

from constructs_lib.operations.emulator import Emulator
from environments import staging, tools
from tests.apply.estate import PROTECTED_BY_AWS, Estate, leftovers


@pytest.mark.apply
@pytest.mark.timeout(1800)
def test_staging_from_nothing_to_nothing(project: Path, tmp_path: Path) -> None:
    with Emulator() as emulator:
        estate = Estate(emulator=emulator, folder=tmp_path, calls=tmp_path / "calls.jsonl")
        for environment in (tools.ENVIRONMENT, staging.ENVIRONMENT):
            estate.add(environment.name, project)
            estate.deploy(environment.name)
        estate.lift_protection(staging.ENVIRONMENT.name, *PROTECTED_BY_AWS)
        estate.lift_protection(tools.ENVIRONMENT.name)
        for environment in (staging.ENVIRONMENT, tools.ENVIRONMENT):
            estate.cairn(environment.name, "destroy", "--auto-approve")

        assert leftovers(estate, staging.OHIO.account.id, staging.OHIO.region) == {}
