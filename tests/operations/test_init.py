"""A new project works at once and nothing is overwritten."""

import subprocess
import sys
from pathlib import Path

import pytest

from constructs_lib.operations.console import Console
from constructs_lib.operations.init import init
from constructs_lib.operations.refusal import BadInput
from constructs_lib.operations.stack_graph import read_graph
from tests.operations.small_project import SmallProject


@pytest.fixture
def fresh(tmp_path: Path) -> SmallProject:
    init(Console(as_json=True), tmp_path / "shop")
    return SmallProject(tmp_path / "shop")


def test_a_new_project_synthesizes_checks_and_passes_its_test(fresh: SmallProject) -> None:
    answer = fresh.cairn("synth")
    assert answer.returncode == 0, answer.stderr
    assert set(read_graph(fresh.root / "cdktf.out").stacks) == {"dev-us-east-1-account", "dev-us-east-1-network"}
    assert fresh.cairn("check").returncode == 0
    tests = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"],
        cwd=fresh.root,
        env=fresh.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert tests.returncode == 0, tests.stdout


def test_nothing_of_a_template_is_left_unfilled(fresh: SmallProject) -> None:
    files = [path for path in fresh.root.rglob("*") if path.is_file()]

    assert not [path.name for path in files if "$name" in path.read_text() or path.suffix == ".txt"]
    assert (fresh.root / ".gitignore").exists()


def test_what_exists_is_not_overwritten(fresh: SmallProject) -> None:
    with pytest.raises(BadInput, match="not empty"):
        init(Console(), fresh.root)


@pytest.mark.parametrize("name", ["Shop", "1shop", "my shop", "x", "a" * 30])
def test_a_name_that_no_account_could_have_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput, match="cannot name a project"):
        init(Console(), tmp_path / name)
