"""Files on disk that are whole or absent: named after what they are for and what they contain."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
import time
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path

from .place import make_private

_KEPT_SETS = 32
_DAY = 24 * 60 * 60
_STALE_TEMPORARY = _DAY
_STALE_PROVIDER = 90 * _DAY


@dataclass(frozen=True, kw_only=True)
class Cache:
    """One directory per provider build. A file is `<key>.<sha256 of its content>`, so damage shows and a rename is all it takes."""

    directory: Path

    def find(self, key: str) -> Path | None:
        """The file of that key if its content is what was written; a damaged one is removed."""
        for path in self._files():
            if path.name.partition(".")[0] != key or path.suffix == ".tmp":
                continue
            with contextlib.suppress(OSError):
                if path.name == _name(key, path.read_bytes()):
                    _touch(path)
                    return path
            with contextlib.suppress(OSError):
                path.unlink()
        return None

    def put(self, key: str, content: bytes) -> Path:
        """Write the file in one step; raises OSError and leaves nothing behind when the disk does not take it."""
        make_private(self.directory)
        handle, name = tempfile.mkstemp(dir=self.directory, prefix=f"{key}.", suffix=".tmp")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            return temporary.replace(self.directory / _name(key, content))
        except BaseException:
            _remove(temporary)
            raise

    @contextlib.contextmanager
    def lock(self) -> Generator[None]:
        """Let one process do the long build while others wait for its result. Only saves work: writes are atomic without it."""
        with contextlib.ExitStack() as stack:
            with contextlib.suppress(ImportError, OSError):
                import fcntl  # not on Windows

                make_private(self.directory)
                file = stack.enter_context((self.directory / "lock").open("ab"))
                fcntl.flock(file, fcntl.LOCK_EX)  # the system lets go of it when the process ends, however it ends
            yield

    def prune(self, kept: str) -> None:
        """Forget the sets used longest ago, what killed processes left, and provider builds nobody uses; never the key `kept`."""
        now = time.time()
        sets: list[tuple[float, Path]] = []
        for path in self._files():
            used = _used(path)
            if path.suffix == ".tmp":
                if now - used > _STALE_TEMPORARY:
                    _remove(path)
            elif path.name.partition(".")[0] not in (kept, "lock"):
                sets.append((used, path))
        for _, path in sorted(sets, reverse=True)[_KEPT_SETS:]:
            _remove(path)
        with contextlib.suppress(OSError):
            for sibling in self.directory.parent.iterdir():
                if sibling != self.directory and now - _used(sibling) > _STALE_PROVIDER:
                    for path in sibling.iterdir():
                        _remove(path)
                    sibling.rmdir()

    def _files(self) -> Iterator[Path]:
        try:
            yield from sorted(self.directory.iterdir())
        except OSError:
            return


def _name(key: str, content: bytes) -> str:
    return f"{key}.{hashlib.sha256(content).hexdigest()}"


def _touch(path: Path) -> None:
    # Read-only caches are fine to read from; the directory's own time says when this provider build was last of use.
    with contextlib.suppress(OSError):
        os.utime(path)
        os.utime(path.parent)


def _used(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return time.time()


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()
