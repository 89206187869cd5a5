"""What a provider package looks like on disk, and whether it is of the one shape this code knows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.machinery import ModuleSpec
from pathlib import Path


class UnknownLayoutError(Exception):
    """The provider differs from what this code was written for; the stock loader is right, whatever it is."""


@dataclass(frozen=True, kw_only=True)
class Package:
    """A prebuilt provider as jsii-pacmak generates it: an empty root that imports every submodule, types only in submodules."""

    name: str
    root: Path
    submodules: tuple[str, ...]


def read_package(spec: ModuleSpec) -> Package:
    """The package behind `spec`, read without importing it; UnknownLayoutError unless every expectation holds."""
    folders = list(spec.submodule_search_locations or ())
    if len(folders) != 1 or spec.origin is None:
        raise UnknownLayoutError("it is not one folder of files")
    root = Path(folders[0])
    try:
        source = (root / "__init__.py").read_text(encoding="utf-8")
        loader = (root / "_jsii" / "__init__.py").read_text(encoding="utf-8")
        tarballs = list((root / "_jsii").glob("*.jsii.tgz"))
    except (OSError, UnicodeDecodeError) as error:
        raise UnknownLayoutError(f"its files cannot be read ({error})") from error
    if len(tarballs) != 1 or loader.count("jsii.JSIIAssembly.load(") != 1:
        raise UnknownLayoutError("it does not load exactly one assembly")
    if "_SUBMODULE_FQN_MAP" in loader:
        raise UnknownLayoutError("it loads its submodules by itself")
    imported = re.findall(r"^from \. import (\w+)$", source, flags=re.MULTILINE)
    listed = re.search(r"^__all__ = \[(.*?)\]", source, flags=re.MULTILINE | re.DOTALL)
    names = re.findall(r'"(\w+)"', listed[1]) if listed is not None else []
    if not imported or sorted(names) != sorted(imported) or "jsii_type" in source or "def __getattr__" in source:
        raise UnknownLayoutError("its root is more than a list of submodules")
    return Package(name=spec.name, root=root, submodules=tuple(imported))
