"""Loaders around the real ones: what is imported is the official code, before or after it runs something of ours."""

from __future__ import annotations

import importlib
from importlib.abc import Loader
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any, cast

from .kernel import attach
from .node import prepare_process
from .notice import say_once
from .package import Package
from .provider import Provider
from .typecheck import quicken_checks


class _WrappedLoader(Loader):
    def __init__(self, real: object) -> None:
        self.real = cast("Loader", real)

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self.real.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        # From here on nothing sees that there was another loader: resources and sources are found through the real one.
        module.__loader__ = self.real
        if module.__spec__ is not None:
            module.__spec__.loader = self.real


class FollowedLoader(_WrappedLoader):
    """Runs a generated module as always, then quickens its checks and tells the provider it belongs to."""

    def __init__(self, real: object, provider: Provider | None) -> None:
        super().__init__(real)
        self._provider = provider

    def exec_module(self, module: ModuleType) -> None:
        super().exec_module(module)
        self.real.exec_module(module)
        quicken_checks(module)
        if self._provider is not None:
            self._provider.imported(module)


class RootLoader(_WrappedLoader):
    """Makes a provider's root without its thousands of imports: a submodule is imported when it is asked for."""

    def __init__(self, real: object, package: Package, providers: dict[str, Provider]) -> None:
        super().__init__(real)
        self._package = package
        self._providers = providers

    def exec_module(self, module: ModuleType) -> None:
        super().exec_module(module)
        prepare_process()  # again, for a program that imported jsii before this library
        package = self._package
        try:
            kernel = attach()
        except (ImportError, AttributeError) as error:
            say_once(f"{package.name} uses the stock loader, which is slower: this jsii is not known ({error})")
            self.real.exec_module(module)
            return
        provider = Provider(package, kernel)
        kernel.watch(provider)
        self._providers[package.name] = provider
        submodules = frozenset(package.submodules)

        def get_attribute(name: str) -> Any:
            if name in submodules:
                return importlib.import_module(f"{package.name}.{name}")
            raise AttributeError(f"module {package.name!r} has no attribute {name!r}")

        def list_attributes() -> list[str]:
            return sorted({*vars(module), *submodules})

        vars(module).update(
            __all__=list(package.submodules),
            __getattr__=get_attribute,
            __dir__=list_attributes,
        )
