"""The switch reads as people write it."""

import pytest

from constructs_lib.foundation.bindings.switch import STOCK, stock_wanted


@pytest.mark.parametrize(
    ("value", "wanted"),
    [("1", True), ("true", True), ("yes", True), ("", False), ("0", False), ("false", False), (" No ", False)],
)
def test_values(monkeypatch: pytest.MonkeyPatch, value: str, *, wanted: bool) -> None:
    monkeypatch.setenv(STOCK, value)

    assert stock_wanted() is wanted


def test_unset_is_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(STOCK, raising=False)

    assert stock_wanted() is False
