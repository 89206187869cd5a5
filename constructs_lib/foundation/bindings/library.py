"""Slim assemblies by what they hold: found in the cache, or built and kept there."""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import tempfile
from collections.abc import Generator, Iterable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from .assembly import build_assembly
from .cache import Cache
from .notice import say_once, say_progress
from .package import UnknownLayoutError
from .pieces import Pieces, cut
from .place import CACHE, cache_directory

# Part of every path in the cache: raise it when what is written there changes.
_FORMAT = 1
_PIECES = "pieces"


@dataclass(frozen=True, kw_only=True)
class Library:
    """The assembly a provider publishes, and the slim ones made of it."""

    name: str
    version: str
    tarball: Path

    @contextlib.contextmanager
    def slim_tarball(self, submodules: Iterable[str], alias: str) -> Generator[Path]:
        """A tarball with these submodules, named `alias`, for as long as the context lasts."""
        wanted = sorted(submodules)
        cache = self._cache()
        key = _digest("set", version("jsii"), alias, *wanted)
        found = cache.find(key) if cache is not None else None
        if found is not None:
            yield found
            return
        content = self._build(cache, wanted, alias)
        if cache is not None:
            try:
                found = cache.put(key, content)
                cache.prune(kept=_PIECES)
            except OSError as error:
                _say_unwritable(cache.directory, error)
        if found is not None:
            yield found
            return
        with tempfile.TemporaryDirectory(prefix="slim-bindings-") as folder:
            temporary = Path(folder, "assembly.tgz")
            temporary.write_bytes(content)
            yield temporary

    def _build(self, cache: Cache | None, submodules: list[str], alias: str) -> bytes:
        return build_assembly(self._pieces(cache), submodules, alias)

    def _pieces(self, cache: Cache | None) -> Pieces:
        if cache is None:
            return Pieces(self._cut())
        found = cache.find(_PIECES)
        if found is None:
            with cache.lock():
                found = cache.find(_PIECES)
                if found is None:
                    content = self._cut()
                    try:
                        cache.put(_PIECES, content)
                    except OSError as error:
                        _say_unwritable(cache.directory, error)
                    return Pieces(content)
        return Pieces(found.read_bytes())

    def _cut(self) -> bytes:
        say_progress(f"reading {self.name} {self.version}, once; later runs start in a moment")
        try:
            return cut(self.tarball)
        except (UnknownLayoutError, OSError):
            raise
        except Exception as error:
            # Whatever else an unexpected file leads to: the stock loader may well cope with it.
            raise UnknownLayoutError(f"its assembly is not as expected ({type(error).__name__}: {error})") from error

    def _cache(self) -> Cache | None:
        try:
            slug = re.sub(r"[^A-Za-z0-9.]+", "-", f"{self.name}-{self.version}").strip("-")
            return Cache(directory=cache_directory() / f"v{_FORMAT}" / f"{slug}-{_fingerprint(self.tarball)}")
        except OSError as error:
            say_once(f"no cache directory ({error}), so assemblies are built on every run; set {CACHE} to a directory")
            return None


def _say_unwritable(directory: Path, error: OSError) -> None:
    reason = error.strerror or str(error)
    say_once(
        f"cannot keep assemblies in {directory} ({reason}), so they are built on every run; set {CACHE} to a directory"
    )


def _digest(*parts: str) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]


def _fingerprint(tarball: Path) -> str:
    """Changes with the content: a gzip file ends in the checksum and the length of what is in it."""
    with tarball.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - 8))
        return hashlib.sha256(size.to_bytes(8) + file.read()).hexdigest()[:12]
