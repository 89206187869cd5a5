"""What the sweeper is told: all of it, or it does nothing."""

from typing import Any

import pytest

from constructs_lib.runtime.sweeper.settings import SettingsError, read

EVENT: dict[str, Any] = {
    "Mode": "delete",
    "Environment": "dev",
    "Kinds": ["queue"],
    "WarnDays": 7,
    "GraceDays": 3,
    "AbandonedDays": None,
    "MaxDeletions": 20,
    "BackupDays": 30,
    "Own": {"Prefix": "dev-use1-", "Names": [], "Tags": ["Owner"]},
}


def test_reads_all_of_it() -> None:
    settings = read(EVENT)

    assert (settings.delete, settings.kinds, settings.estate_tags) == (True, frozenset({"queue"}), frozenset({"owner"}))


@pytest.mark.parametrize("key", EVENT)
def test_half_an_event_is_none(key: str) -> None:
    with pytest.raises(SettingsError, match="missing or wrong"):
        read({name: value for name, value in EVENT.items() if name != key})


@pytest.mark.parametrize(
    "wrong",
    [
        {"Mode": "dry-run"},
        {"Mode": "DELETE"},
        {"GraceDays": "soon"},
        {"Kinds": None},
        # everything would be the estate's
        {"Own": {"Prefix": "", "Names": [], "Tags": []}},
    ],
)
def test_what_cannot_be_meant_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(SettingsError):
        read(EVENT | wrong)
