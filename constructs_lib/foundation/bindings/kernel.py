"""The one place that reaches into jsii: what its kernel is told, and which Python class stands for which type.

Private parts of jsii are named here only, in protocols that say what is relied upon.
"""

# Private parts are what this file is for.
# ruff: noqa: SLF001
# pyright: reportPrivateUsage=false

from __future__ import annotations

import functools
import importlib
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from pathlib import Path
from types import ModuleType
from typing import Any, Final, Protocol, cast
from weakref import WeakKeyDictionary


class Deferred(Protocol):
    """A provider whose assembly is loaded when a message to the kernel first names one of its types."""

    def owns(self, tarball: Path) -> bool:
        """Whether this is the tarball that the provider's own loader asks for."""
        ...

    def declare(self, name: str, version: str, tarball: Path) -> None:
        """Note what is to be loaded, instead of loading it."""
        ...

    def load(self) -> None:
        """Load what waits."""
        ...

    def waits_for(self) -> str | None:
        """What names of types not loaded yet start with."""
        ...

    def aliases(self) -> Mapping[str, str]:
        """Names made up here, and the real name to show in their place."""
        ...


class _ReferenceMap(Protocol):
    _types: MutableMapping[str, Any]
    _data_types: MutableMapping[str, Any]
    _enums: MutableMapping[str, Any]
    _interfaces: MutableMapping[str, Any]
    _assembly_to_module: MutableMapping[str, str]


# Where a construct stands in the tree, and what it is called there: settled when it is made, and asked for all the time.
_NODE: Final = "constructs.Node@"
_OF_A_NODE: Final = frozenset({"id", "path"})

_Load = Callable[[str, str, str], None]
_Send = Callable[[Any, object, Any], Any]


class Kernel:
    """jsii's kernel with its two doors watched: the loading of assemblies and the sending of messages."""

    def __init__(self) -> None:
        runtime: Any = importlib.import_module("jsii._runtime")
        process: Any = importlib.import_module("jsii._kernel.providers.process")
        self._map: _ReferenceMap = cast("Any", importlib.import_module("jsii._reference_map"))
        self._load: _Load = runtime.kernel.load
        self._send: _Send = process._NodeProcess.send
        self._watched: list[Deferred] = []
        self._waiting: tuple[str, ...] = ()
        self._settled: WeakKeyDictionary[Any, dict[tuple[str, str], Any]] = WeakKeyDictionary()
        _ = (
            self._registries(),
            self._map._assembly_to_module,
        )  # a jsii without them fails here, before anything is changed
        runtime.kernel.load = self._on_load
        # A method of the class, so that it also serves a process that is running already.
        process._NodeProcess.send = self._sender()

    def watch(self, deferred: Deferred) -> None:
        """Let this provider decide when and how its assembly is loaded."""
        self._watched.append(deferred)

    def load(self, name: str, version: str, tarball: Path, module: str) -> None:
        """Load an assembly at once, whose types are classes of that Python package."""
        self._load(name, version, str(tarball))
        self._map._assembly_to_module[name] = module
        self.look_again()

    def look_again(self) -> None:
        """Note that what a provider waits for may have changed."""
        self._waiting = tuple(prefix for deferred in self._watched if (prefix := deferred.waits_for()) is not None)

    def registered(self, prefix: str) -> set[str]:
        """The names of all types with a Python class that start so."""
        return {fqn for registry in self._registries() for fqn in registry if fqn.startswith(prefix)}

    def rename(self, fqns: Iterable[str], module: ModuleType, name: str, alias: str) -> None:
        """Let the Python classes of these types stand for the types of the assembly `alias` instead of `name`."""
        for fqn in fqns:
            for registry in self._registries():
                if fqn in registry:
                    registry[_renamed(fqn, name, alias)] = registry.pop(fqn)
        for class_ in _classes(module):
            for attribute in ("__jsii_type__", "__jsii_declared_type__"):
                fqn = vars(class_).get(attribute)
                if isinstance(fqn, str) and fqn.startswith(f"{name}."):
                    setattr(class_, attribute, _renamed(fqn, name, alias))

    def _registries(self) -> tuple[MutableMapping[str, Any], ...]:
        known = self._map
        return known._types, known._data_types, known._enums, known._interfaces

    def _on_load(self, name: str, version: str, tarball: str) -> None:
        for deferred in self._watched:
            if deferred.owns(Path(tarball)):
                deferred.declare(name, version, Path(tarball))
                self.look_again()
                return
        self._load(name, version, tarball)

    def _sender(self) -> _Send:
        @functools.wraps(self._send)
        def send(node: Any, request: object, response_type: Any) -> Any:
            asked = _settled(request)
            if asked is None:
                return self._on_send(node, request, response_type)
            known = self._settled.setdefault(node, {})
            if asked not in known:
                answer = self._on_send(node, request, response_type)
                if asked[1] == "node" and not _reference(getattr(answer, "value", None)).startswith(_NODE):
                    return answer
                known[asked] = answer
            return known[asked]

        return send

    def _on_send(self, node: Any, request: object, kind: Any) -> Any:
        if self._waiting and _mentions(request, self._waiting):
            for deferred in self._watched:
                prefix = deferred.waits_for()
                if prefix is not None and _mentions(request, (prefix,)):
                    deferred.load()
        try:
            return self._send(node, request, kind)
        except Exception as error:
            for deferred in self._watched:
                _show_real_names(error, deferred.aliases())
            raise


@functools.cache
def attach() -> Kernel:
    """The one kernel of this process; imports jsii."""
    return Kernel()


def _settled(request: object) -> tuple[str, str] | None:
    """What a message asks for whose answer never changes: a construct's node, a node's path and id."""
    wanted = getattr(request, "property", "")
    if (wanted != "node" and wanted not in _OF_A_NODE) or hasattr(request, "value"):
        return None
    reference = _reference(getattr(request, "objref", None))
    if not reference or (wanted in _OF_A_NODE and not reference.startswith(_NODE)):
        return None
    return reference, wanted


def _reference(value: object) -> str:
    return str(getattr(value, "ref", ""))


def _mentions(value: object, prefixes: tuple[str, ...]) -> bool:
    """Whether a message names such a type, anywhere: as what to create, as a struct, an enum, an interface."""
    if isinstance(value, str):
        return value.startswith(prefixes)
    if isinstance(value, Mapping):
        return any(_mentions(item, prefixes) for item in cast("Mapping[str, object]", value).values())
    if isinstance(value, list | tuple):
        return any(_mentions(item, prefixes) for item in cast("Iterable[object]", value))
    # Messages are attrs classes with slots; anything else is an object the kernel knows by number.
    if type(value).__module__ in (
        "jsii._kernel.types",
        "jsii._kernel.providers.process",
    ):
        fields: tuple[Any, ...] = getattr(value, "__attrs_attrs__", ())
        return any(_mentions(getattr(value, field.name), prefixes) for field in fields)
    return False


def _classes(module: ModuleType) -> Iterator[type]:
    """All classes a module defines, those inside classes included."""
    waiting: list[object] = list(vars(module).values())
    while waiting:
        value = waiting.pop()
        if isinstance(value, type) and value.__module__ == module.__name__:
            yield value
            waiting += [inner for name, inner in vars(value).items() if not name.startswith("__")]


def _renamed(fqn: str, name: str, alias: str) -> str:
    return alias + fqn.removeprefix(name)


def _show_real_names(error: Exception, aliases: Mapping[str, str]) -> None:
    for alias, name in aliases.items():
        error.args = tuple(part.replace(alias, name) if isinstance(part, str) else part for part in error.args)
