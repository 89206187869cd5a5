"""Settings, as running code finds them after an apply, and whose they are (F8). Whose word counts, test_drift.py shows."""

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
