"""Where slim assemblies are kept."""

from __future__ import annotations

import os
import sys
from pathlib import Path

CACHE = "CAIRN_CACHE_DIR"


def cache_directory() -> Path:
    """Where slim assemblies are kept; OSError when this user has no place at all."""
    override = os.environ.get(CACHE)
    if override:
        return Path(override).absolute() / "bindings"
    return _user_cache() / "cairn" / "bindings"


def make_private(directory: Path) -> None:
    """Create it and its parents for this user alone, whatever the umask: what is kept there is run, and jsii refuses its own
    cache below a directory that others may write to.
    """
    if not directory.exists():
        make_private(directory.parent)
        directory.mkdir(mode=0o700, exist_ok=True)


def _user_cache() -> Path:
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return Path(local) if local else _home() / "AppData" / "Local"
    if sys.platform == "darwin":
        return _home() / "Library" / "Caches"
    xdg = os.environ.get("XDG_CACHE_HOME", "")
    # The XDG specification says to ignore a relative path.
    return Path(xdg) if Path(xdg).is_absolute() else _home() / ".cache"


def _home() -> Path:
    try:
        return Path.home()
    except RuntimeError as error:
        raise FileNotFoundError(f"no home directory: {error}") from error
