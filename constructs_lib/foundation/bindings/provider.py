"""One provider package in a running program: which of its submodules the kernel knows, and how it gets to know the others."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

from .kernel import Kernel
from .library import Library
from .notice import say_once
from .package import Package, UnknownLayoutError
from .switch import STOCK


class Provider:
    """Loads a slim assembly of what is imported when the first type is needed, and a further one for each later batch."""

    def __init__(self, package: Package, kernel: Kernel) -> None:
        self._package = package
        self._kernel = kernel
        self._library: Library | None = None
        self._loaded: set[str] | None = None  # submodules; None until the first load
        self._whole = False  # the published assembly was loaded instead: it has everything
        self._late: set[str] = set()  # submodules imported after the last load
        self._aliases: dict[str, str] = {}

    def owns(self, tarball: Path) -> bool:
        """Whether the tarball is inside the package."""
        return tarball.parent == self._package.root / "_jsii"

    def declare(self, name: str, version: str, tarball: Path) -> None:
        """Called by the package's own loader on the first import of a submodule."""
        self._library = Library(name=name, version=version, tarball=tarball)

    def waits_for(self) -> str | None:
        """The assembly's name until it is loaded, then that of the next batch if there is one."""
        if self._library is None:
            return None
        if self._loaded is None:
            return f"{self._library.name}."
        return f"{self._alias(self._library)}." if self._late else None

    def aliases(self) -> Mapping[str, str]:
        """The names of the batches loaded after the first."""
        return self._aliases

    def load(self) -> None:
        """Load the assembly, or the batch that waits."""
        if self._library is None:
            return
        if self._loaded is None:
            self._load_first(self._library)
        elif self._late:
            self._load_late(self._library)

    def imported(self, module: ModuleType) -> None:
        """After a submodule was imported: when the kernel has an assembly without its types, they go into the next one."""
        library = self._library
        if library is None or self._loaded is None or self._whole:
            return
        fqns = {
            fqn
            for fqn in self._kernel.registered(f"{library.name}.")
            if _submodule(library.name, fqn) not in self._loaded
        }
        if not fqns:
            return
        alias = self._alias(library)
        self._kernel.rename(fqns, module, library.name, alias)
        self._late |= {_submodule(library.name, fqn) for fqn in fqns}
        self._aliases[alias] = library.name
        self._kernel.look_again()

    def _load_first(self, library: Library) -> None:
        submodules = {_submodule(library.name, fqn) for fqn in self._kernel.registered(f"{library.name}.")}
        try:
            with library.slim_tarball(submodules, library.name) as tarball:
                self._hand_over(library, library.name, tarball, submodules)
        except (UnknownLayoutError, OSError) as error:
            say_once(f"{self._package.name} uses the stock loader, which is slower: {error}")
            self._whole = True
            self._hand_over(library, library.name, library.tarball, submodules)

    def _load_late(self, library: Library) -> None:
        alias = self._alias(library)
        try:
            with library.slim_tarball(self._late, alias) as tarball:
                self._hand_over(library, alias, tarball, self._late)
        except (UnknownLayoutError, OSError) as error:
            raise ImportError(
                f"{', '.join(sorted(self._late))} of {self._package.name} were imported after the first resource was created, and "
                f"cannot be loaded then: {error}. Import them at the top of your program, or set {STOCK}=1."
            ) from error

    def _hand_over(self, library: Library, name: str, tarball: Path, submodules: set[str]) -> None:
        self._loaded = (self._loaded or set()) | submodules
        self._late = set()
        try:
            self._kernel.load(name, library.version, tarball, self._package.name)
        except Exception as error:
            error.add_note(f"Loaded by slim bindings; {STOCK}=1 turns them off.")
            raise

    def _alias(self, library: Library) -> str:
        return f"{library.name}-late{len(self._aliases) + (0 if self._late else 1)}"


def _submodule(name: str, fqn: str) -> str:
    return fqn.removeprefix(f"{name}.").partition(".")[0]
