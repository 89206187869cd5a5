"""The cache is where the system wants caches, or where the user says."""

import os
from pathlib import Path

import pytest

from constructs_lib.foundation.bindings.place import CACHE, cache_directory, make_private


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (CACHE, "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", lambda: Path("/home/someone"))


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("linux", {}, "/home/someone/.cache/cairn/bindings"),
        ("linux", {"XDG_CACHE_HOME": "/caches"}, "/caches/cairn/bindings"),
        ("linux", {"XDG_CACHE_HOME": "relative"}, "/home/someone/.cache/cairn/bindings"),
        ("linux", {CACHE: "/mine", "XDG_CACHE_HOME": "/caches"}, "/mine/bindings"),
        ("darwin", {}, "/home/someone/Library/Caches/cairn/bindings"),
        ("win32", {}, "/home/someone/AppData/Local/cairn/bindings"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/cairn/bindings"),
    ],
)
def test_places(monkeypatch: pytest.MonkeyPatch, platform: str, environment: dict[str, str], expected: str) -> None:
    monkeypatch.setattr("sys.platform", platform)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert cache_directory() == Path(expected)


def test_private_places_are_private_under_any_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        make_private(tmp_path / "one" / "two")
        make_private(tmp_path / "one" / "two")
    finally:
        os.umask(before)

    assert [path.stat().st_mode & 0o777 for path in (tmp_path / "one", tmp_path / "one" / "two")] == [0o700, 0o700]


def test_no_home_is_an_error_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", homeless)

    with pytest.raises(OSError, match="no home directory"):
        cache_directory()
