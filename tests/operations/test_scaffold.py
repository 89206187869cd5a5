"""A new construct and its test work at once."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.operations.small_project import SmallProject


def run_tests(project: SmallProject, *paths: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-W", "error", *paths],
        cwd=project.root,
        env=project.environment(),
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_new_construct_passes_its_test_at_once(small_project: SmallProject) -> None:
    answer = small_project.cairn("new", "shop", "prefix_list")

    assert answer.returncode == 0, answer.stderr
    assert "shop/__init__.py" in answer.stdout
    done = run_tests(small_project, "tests/shop/test_prefix_list.py")
    assert (done.returncode, "3 passed" in done.stdout) == (0, True), done.stdout


def test_in_the_library_it_goes_where_its_domain_is_and_fits_the_rules(
    small_project: SmallProject, project: Path
) -> None:
    home = small_project.root / "constructs_lib" / "network"
    home.mkdir(parents=True)
    (home / "__init__.py").touch()

    answer = small_project.cairn("new", "network", "prefix_list", "--json")

    assert answer.returncode == 0, answer.stderr
    source = home / "prefix_list.py"
    assert "class PrefixList(Construct):" in source.read_text()
    test = small_project.root / "tests" / "network" / "test_prefix_list.py"
    assert "from constructs_lib.network.prefix_list import PrefixList" in test.read_text()
    for tool in (["check", "--quiet"], ["format", "--check", "--quiet"]):
        checked = subprocess.run(
            [sys.executable, "-m", "ruff", *tool, "--config", str(project / "pyproject.toml"), str(source)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert checked.returncode == 0, checked.stdout


def test_nothing_is_overwritten(small_project: SmallProject) -> None:
    small_project.cairn("new", "shop", "prefix_list")

    answer = small_project.cairn("new", "shop", "prefix_list")

    assert (answer.returncode, "prefix_list.py exists" in answer.stderr) == (1, True)


@pytest.mark.parametrize(
    ("domain", "noun"),
    [
        *[("shop", name) for name in ("utils", "helpers", "common", "misc", "base", "manager")],
        *[("shop", name) for name in ("stack", "config", "PrefixList", "prefix-list", "1st", "class", "../evil")],
        ("utils", "prefix_list"),
        ("Shop", "prefix_list"),
    ],
)
def test_names_that_say_nothing_are_refused(small_project: SmallProject, domain: str, noun: str) -> None:
    answer = small_project.cairn("new", domain, noun)

    assert answer.returncode == 2
    assert "prefix_list" in answer.stderr
    assert not (small_project.root / domain).exists()
