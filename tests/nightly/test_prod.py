"""Prod in accounts where nothing exists yet."""

import json
from pathlib import Path

import pytest

from constructs_lib.operations.emulator import Emulator
from environments import prod
from tests.apply.estate import Estate


@pytest.mark.apply
@pytest.mark.timeout(1200)
def test_every_stack_is_planned_and_says_whether_to_trust_it(project: Path, tmp_path: Path) -> None:
    with Emulator() as emulator:
        estate = Estate(emulator=emulator, folder=tmp_path, calls=tmp_path / "calls.jsonl")
        estate.add("prod", project)
        planned = {each["stack"]: each for each in json.loads(estate.cairn("prod", "plan", "--json"))["stacks"]}

    assert set(planned) == {plan.id for plan in prod.ENVIRONMENT.stack_plans()}
    assert all(each["counts"]["add"] for each in planned.values())
    settled = {name for name, each in planned.items() if not each["provisional"]}
    assert settled == {
        plan.id for plan in prod.ENVIRONMENT.stack_plans() if plan.config.DOMAIN in ("account", "settings")
    }
