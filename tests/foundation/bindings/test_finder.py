"""The import hook: what it acts on, and what a program sees of it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from constructs_lib.foundation.bindings import use_slim_bindings
from constructs_lib.foundation.bindings.finder import BindingsFinder
from constructs_lib.foundation.bindings.node import wheel_node

if TYPE_CHECKING:
    from .conftest import Result, Runner


def evaluate(project: Path, *statements: str) -> object:
    """What the last statement, an expression, is worth in a process of its own."""
    *before, last = statements
    program = "\n".join(["import json", *before, f"print(json.dumps({last}))"])
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=project, capture_output=True, text=True, check=True, timeout=60
    )
    return json.loads(done.stdout)


def test_the_library_imports_neither_jsii_nor_cdktf(project: Path) -> None:
    loaded = evaluate(
        project,
        "import sys",
        "before = set(sys.modules)",
        "import constructs_lib",
        "sorted(set(sys.modules) - before)",
    )

    assert loaded == [
        "__future__",
        "constructs_lib",
        "constructs_lib.foundation",
        "constructs_lib.foundation.bindings",
        "constructs_lib.foundation.bindings.finder",
        "constructs_lib.foundation.bindings.switch",
    ]


def test_there_is_one_finder_however_often_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "meta_path", [])

    use_slim_bindings("one_provider")
    use_slim_bindings("another_provider")
    use_slim_bindings("sys")  # imported already: left alone

    (finder,) = sys.meta_path
    assert isinstance(finder, BindingsFinder)
    assert finder.packages == {"one_provider", "another_provider"}


def test_only_what_is_used_is_imported(run: Runner, mini: Path) -> None:
    result = run("small.py", path=mini)

    assert result.imported == ["provider", "s3_bucket", "vpc"]


def test_the_variable_turns_everything_off(run: Runner, mini: Path, small_stock: Result) -> None:
    result = run("small.py", path=mini, env={"CAIRN_STOCK_BINDINGS": "1"})

    assert result.output == small_stock.output
    assert result.imported == ["provider", "s3_bucket", "sqs_queue", "vpc"]
    assert result.provider.name == "provider-aws@20.1.0.jsii.tgz"
    assert not (run.folder / "cache").exists()


def test_a_provider_imported_before_is_left_alone(run: Runner, mini: Path, small_stock: Result) -> None:
    node = wheel_node()  # chosen when jsii is imported, which here is before the library is
    result = run("small.py", "provider-first", path=mini, env={"JSII_NODE": str(node)})

    assert (result.output, result.stderr) == (small_stock.output, "")
    assert "sqs_queue" in result.imported
    assert not (run.folder / "cache").exists()
