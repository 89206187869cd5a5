"""Files that are whole or absent, and not too many of them."""

import errno
import fcntl
import os
import time
from pathlib import Path

import pytest

from constructs_lib.foundation.bindings import cache as cache_module
from constructs_lib.foundation.bindings.cache import Cache


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(directory=tmp_path / "caches" / "provider")


def names(cache: Cache) -> set[str]:
    return {path.name.partition(".")[0] for path in cache.directory.iterdir()}


def age_by(path: Path, seconds: float) -> None:
    then = time.time() - seconds
    os.utime(path, (then, then))


def test_what_is_put_is_found(cache: Cache) -> None:
    path = cache.put("key", b"content")

    assert cache.find("key") == path
    assert path.read_bytes() == b"content"
    assert cache.find("other") is None


def test_a_damaged_file_is_not_found_and_goes(cache: Cache) -> None:
    path = cache.put("key", b"content")
    path.write_bytes(b"contend")

    assert cache.find("key") is None
    assert not path.exists()


def test_a_file_of_another_key_with_the_same_start_is_not_found(cache: Cache) -> None:
    cache.put("keys", b"content")

    assert cache.find("key") is None


def test_an_unfinished_file_is_not_found(cache: Cache) -> None:
    cache.directory.mkdir(parents=True)
    (cache.directory / "key.abc.tmp").write_bytes(b"half")

    assert cache.find("key") is None


def test_a_disk_that_is_full_leaves_nothing_behind(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(source: Path, target: Path) -> Path:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(source), str(target))

    monkeypatch.setattr(Path, "replace", full)

    with pytest.raises(OSError, match="No space left"):
        cache.put("key", b"content")

    assert list(cache.directory.iterdir()) == []


def test_only_its_owner_may_look_in(cache: Cache) -> None:
    """What is in there is run."""
    cache.put("key", b"content")

    assert cache.directory.stat().st_mode & 0o077 == 0


def test_the_sets_used_last_are_kept(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_module, "_KEPT_SETS", 2)
    for age, key in enumerate(("newest", "newer", "older", "oldest", "pieces"), start=1):
        path = cache.put(key, key.encode())
        age_by(path, age)
    assert cache.find("oldest") is not None  # which is a use of it

    cache.prune(kept="pieces")

    assert names(cache) == {"oldest", "newest", "pieces"}


def test_what_killed_processes_left_goes_after_a_day(cache: Cache) -> None:
    cache.put("key", b"content")
    for name, age in (("old", 2 * 24 * 3600), ("new", 60)):
        path = cache.directory / f"{name}.x.tmp"
        path.write_bytes(b"")
        age_by(path, age)

    cache.prune(kept="pieces")

    assert names(cache) == {"key", "new"}


def test_provider_builds_nobody_uses_go(cache: Cache) -> None:
    for name, days in (("unused", 100), ("used", 10)):
        other = Cache(directory=cache.directory.with_name(name))
        other.put("key", b"content")
        age_by(other.directory, days * 24 * 3600)
    cache.put("key", b"content")

    cache.prune(kept="pieces")

    assert {path.name for path in cache.directory.parent.iterdir()} == {"provider", "used"}


def test_the_lock_keeps_others_out(cache: Cache) -> None:
    with cache.lock(), (cache.directory / "lock").open("ab") as other, pytest.raises(BlockingIOError):
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_the_lock_needs_no_place_to_write(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with Cache(directory=tmp_path / "file" / "inside").lock():
        entered = True

    assert entered
