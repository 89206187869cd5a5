"""Settings, as running code finds them after an apply, and whose word counts (F8)."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

import pytest

from constructs_lib.data.settings.config import SettingsConfig
from constructs_lib.foundation.placement import Placement
from constructs_lib.runtime.settings import Settings
from tests.apply.estate import APPLIED, Estate

SETTINGS = [(plan.placement, plan.config) for plan in APPLIED if isinstance(plan.config, SettingsConfig)]
IDS = [placement.stack_id("settings", config.component) for placement, config in SETTINGS]
OF_EACH = pytest.mark.parametrize(("placement", "config"), SETTINGS, ids=IDS)


def ssm_of(estate: Estate, placement: Placement) -> Any:
    """Parameter Store where a placement is."""
    return estate.client("ssm", placement.account.id, placement.region)


def named(config: SettingsConfig, owner: str) -> str:
    """A setting of that owner."""
    return next(name for name, setting in config.values.items() if setting.owner == owner)


@contextmanager
def changed_by_hand(ssm: Any, parameter: str) -> Generator[None]:
    """Another value, until the block is left."""
    before = ssm.get_parameter(Name=parameter)["Parameter"]["Value"]
    ssm.put_parameter(Name=parameter, Value=f"{before}0", Overwrite=True)
    try:
        yield
    finally:
        ssm.put_parameter(Name=parameter, Value=before, Overwrite=True)


def test_there_are_settings_of_both_owners() -> None:
    assert SETTINGS
    assert all({each.owner for each in config.values.values()} == {"file", "operators"} for _, config in SETTINGS)


@OF_EACH
def test_running_code_reads_what_the_file_says(estate: Estate, placement: Placement, config: SettingsConfig) -> None:
    told = estate.outputs(placement.environment)[placement.stack_id("settings", config.component)]
    path = f"/{config.component}/{placement.environment}"
    read = Settings(path, client=ssm_of(estate, placement))

    assert path in told.values()
    assert dict(read) == {name: setting.value for name, setting in config.values.items()}


def test_what_operators_change_is_left_alone(estate: Estate) -> None:
    placement, config = SETTINGS[0]
    parameter = f"/{config.component}/{placement.environment}/{named(config, 'operators')}"
    stack_id = placement.stack_id("settings", config.component)

    with changed_by_hand(ssm_of(estate, placement), parameter):
        estate.cairn(placement.environment, "plan", stack_id, "--exit-code")


def test_what_anybody_changes_of_the_files_is_put_back(estate: Estate) -> None:
    placement, config = SETTINGS[0]
    parameter = f"/{config.component}/{placement.environment}/{named(config, 'file')}"
    stack_id = placement.stack_id("settings", config.component)

    with changed_by_hand(ssm_of(estate, placement), parameter):
        planned = estate.cairn(placement.environment, "plan", stack_id, "--exit-code", expected=3)
    assert "1 to change" in planned
    assert "0 to destroy" in planned
