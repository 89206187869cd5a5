"""Staging and prod, each whole: every other test run applies of them only what dev does not have."""

from pathlib import Path

import pytest

from constructs_lib.environment import Environment
from constructs_lib.operations.emulator import Emulator
from environments import prod, staging, tools
from tests.apply.estate import PROTECTED_BY_AWS, Estate, leftovers


@pytest.mark.apply
@pytest.mark.timeout(1800)
@pytest.mark.parametrize(
    "environment", [staging.ENVIRONMENT, prod.ENVIRONMENT], ids=lambda environment: environment.name
)
def test_from_nothing_to_nothing(environment: Environment, project: Path, tmp_path: Path) -> None:
    with Emulator() as emulator:
        estate = Estate(emulator=emulator, folder=tmp_path, calls=tmp_path / "calls.jsonl")
        for name in (tools.ENVIRONMENT.name, environment.name):
            estate.add(name, project)
            estate.deploy(name)
        estate.lift_protection(environment.name, *PROTECTED_BY_AWS)
        estate.lift_protection(tools.ENVIRONMENT.name)
        for name in (environment.name, tools.ENVIRONMENT.name):
            estate.cairn(name, "destroy", "--auto-approve")

        for placement in environment.stacks:
            assert leftovers(estate, placement.account.id, placement.region) == {}
