"""What a program sees of a provider whose root was replaced: the official package."""

from __future__ import annotations

import json
from importlib.abc import Loader
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from constructs_lib.foundation.bindings import loaders, notice
from constructs_lib.foundation.bindings.kernel import Kernel
from constructs_lib.foundation.bindings.loaders import RootLoader
from constructs_lib.foundation.bindings.package import Package
from constructs_lib.foundation.bindings.provider import Provider

if TYPE_CHECKING:
    from .conftest import Result, Runner


def test_the_root_looks_as_published(run: Runner, mini: Path) -> None:
    stock = run("root.py", path=mini, env={"CAIRN_STOCK_BINDINGS": "1"})
    fast = run("root.py", path=mini)

    expected, actual = json.loads(stock.stdout), json.loads(fast.stdout)
    assert (actual.pop("imported"), expected.pop("imported")) == ([], ["provider", "s3_bucket", "sqs_queue", "vpc"])
    assert actual == expected
    assert expected["loader"] == "SourceFileLoader"
    assert expected["missing"] == "module 'cdktf_cdktf_provider_aws' has no attribute 'nope'"


def test_a_jsii_of_another_make_is_left_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Real(Loader):
        def exec_module(self, module: ModuleType) -> None:
            vars(module)["ran"] = "as published"

    def attach() -> Kernel:
        raise AttributeError("no such kernel")

    monkeypatch.setattr(loaders, "attach", attach)
    monkeypatch.setattr(loaders, "prepare_process", lambda: None)
    monkeypatch.setattr(notice, "_said", set[str]())
    package = Package(name="provider", root=Path("/provider"), submodules=())
    module, providers = ModuleType("provider"), dict[str, Provider]()

    RootLoader(Real(), package, providers).exec_module(module)

    assert (vars(module)["ran"], providers) == ("as published", {})
    assert capsys.readouterr().err == (
        "slim bindings: provider uses the stock loader, which is slower: this jsii is not known (no such kernel)\n"
    )


def test_a_late_import_goes_into_an_assembly_of_its_own(run: Runner, mini: Path, small_stock: Result) -> None:
    result = run("small.py", "late", path=mini)

    assert (result.output, result.stderr) == (small_stock.output, "")
    assert [name for name in result.loads if name.startswith("@")] == [
        "@cdktf/provider-aws",
        "@cdktf/provider-aws-late1",
    ]
