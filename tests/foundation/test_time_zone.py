"""Names of time zones."""

import pytest

from constructs_lib.foundation.config import check, config
from constructs_lib.foundation.time_zone import TimeZone


@config
class Clock:
    zone: TimeZone


@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires", "Etc/GMT+5"])
def test_names_of_the_database(zone: str) -> None:
    assert check(Clock(zone=zone)) == ()


@pytest.mark.parametrize("zone", ["", "CET+1", "europe/berlin", "+02:00", "Europe/"])
def test_anything_else(zone: str) -> None:
    assert len(check(Clock(zone=zone))) == 1
