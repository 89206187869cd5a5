"""The base of a change: found, synthesized with its own code, and gone without a trace."""

from pathlib import Path

import pytest

from constructs_lib.operations.base_commit import compare
from constructs_lib.operations.console import Console
from constructs_lib.operations.project import Project
from constructs_lib.operations.refusal import BadInput, Refused
from tests.operations.review_project import commit, git
from tests.operations.small_project import FIRST, SECOND, THIRD, SmallProject


def left_behind(project: SmallProject) -> list[str]:
    listed = git(project.root, "worktree", "list", "--porcelain").split("\n\n")
    return [*listed[1:], *(path.name for path in (project.root / ".cairn" / "work").iterdir())]


def test_what_differs_what_is_new_what_goes_and_who_reads(
    small_project: SmallProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", small_project.environment()["PYTHONPATH"])
    small_project.write(dev="FirstConfig(), SecondConfig(), ThirdConfig()")
    base = commit(small_project, "base")
    # the base gets on: what it got since is nobody's change here
    git(small_project.root, "checkout", "--quiet", "-b", "change")
    git(small_project.root, "checkout", "--quiet", "main")
    small_project.write(dev="FirstConfig(), SecondConfig(), ThirdConfig(name='other')")
    commit(small_project, "later")
    git(small_project.root, "checkout", "--quiet", "change")
    # the code changes, not only the data: the base is synthesized with its own
    stacks = small_project.root / "small.py"
    stacks.write_text(stacks.read_text().replace('"topic", name=', '"topic", display_name="new", name='))
    small_project.write(dev="FirstConfig(), SecondConfig()")

    comparison = compare(Project(small_project.root), Console(as_json=True), "main")

    assert comparison.base == base
    found = comparison.affected
    assert (found.changed, found.readers, found.gone) == ((FIRST,), (SECOND,), (THIRD,))
    assert left_behind(small_project) == []
    assert git(small_project.root, "status", "--porcelain").split() == [
        "M",
        "environments/__init__.py",
        "M",
        "small.py",
    ]


def test_a_base_that_does_not_synthesize_is_told_and_cleaned_up(
    small_project: SmallProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", small_project.environment()["PYTHONPATH"])
    right = (small_project.root / "small.py").read_text()
    (small_project.root / "small.py").write_text("import nothing_of_that_name\n")
    commit(small_project, "base")
    (small_project.root / "small.py").write_text(right)

    with pytest.raises(Refused, match="cannot be synthesized with what is installed here"):
        compare(Project(small_project.root), Console(as_json=True), "main")
    assert left_behind(small_project) == []


def test_a_name_that_is_no_commit(small_project: SmallProject) -> None:
    commit(small_project, "base")

    for name in ("nowhere", "--help", "HEAD:small.py"):
        with pytest.raises(BadInput, match="is no commit of this repository"):
            compare(Project(small_project.root), Console(as_json=True), name)


def test_a_shallow_clone_says_what_to_fetch(small_project: SmallProject, tmp_path: Path) -> None:
    commit(small_project, "base")
    commit(small_project, "more")
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{small_project.root}", str(shallow))

    with pytest.raises(Refused, match="fetch-depth: 0"):
        compare(Project(shallow), Console(as_json=True), "HEAD~1")


def test_no_repository_and_no_git(small_project: SmallProject, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Refused, match="in no git repository"):
        compare(Project(small_project.root), Console(as_json=True), "main")
    monkeypatch.setenv("PATH", str(small_project.root))
    with pytest.raises(Refused, match="git is not installed"):
        compare(Project(small_project.root), Console(as_json=True), "main")
