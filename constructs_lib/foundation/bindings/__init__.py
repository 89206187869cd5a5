"""Fast start for prebuilt cdktf provider bindings; the official packages stay as they are.

A provider package as published imports thousands of modules, has Node parse a description of all their types, and loads all
their JavaScript, on every run. `use_slim_bindings("the_provider_package")`, called before the package is imported, changes three
things and nothing else: submodules import on their own, Node gets an assembly with only the types of the imported modules (built
once, kept in the user's cache directory), and what the type checks of constructors look up is looked up once.

The synthesized JSON is byte for byte that of the stock loader. Whatever cannot be done safely ends in the stock loader, said in
one line on stderr. `CAIRN_STOCK_BINDINGS=1` turns everything off; `CAIRN_CACHE_DIR` moves the cache.

This package imports only the standard library, and knows no provider: it can be used on its own.
"""

from __future__ import annotations

import sys

from .finder import BindingsFinder

__all__ = ["use_slim_bindings"]


def use_slim_bindings(package: str) -> None:
    """Make `package`, a prebuilt provider that is not imported yet, load only what a program uses; cheap, imports nothing."""
    finder = next((found for found in sys.meta_path if isinstance(found, BindingsFinder)), None)
    if finder is None:
        finder = BindingsFinder()
        sys.meta_path.insert(0, finder)
    if package not in sys.modules:
        finder.packages.add(package)
