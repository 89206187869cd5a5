"""The stacks as another commit synthesizes them: with its own code, in a folder of its own, gone afterwards."""

import os
import subprocess
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from constructs_lib.analysis.affected import Affected, affected
from constructs_lib.analysis.document import Document, read_stacks
from constructs_lib.operations.console import Console
from constructs_lib.operations.project import Project
from constructs_lib.operations.refusal import BadInput, Refused, Reported
from constructs_lib.operations.run import private_folder

# What git itself tells the programs it starts, such as hooks: it would lead to another repository than the project's.
_FOREIGN: Final = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """The project now and at its base."""

    base: str
    """The full id of the commit that is compared with."""
    before: Mapping[str, Document]
    after: Mapping[str, Document]

    @property
    def affected(self) -> Affected:
        """What differs, and who reads from that."""
        return affected(self.before, self.after)


def compare(project: Project, console: Console, ref: str) -> Comparison:
    """Synthesize both. The base is where this branch left `ref`: what `ref` got since then is nobody's change here."""
    base = _branching_point(project.root, ref)
    after = synthesized(project, console, "what is here")
    with _checked_out(project, base) as root:
        try:
            before = synthesized(Project(root), console, f"the base {base[:12]}", home=project)
        except (Reported, FileNotFoundError):
            raise Refused(
                f"the base commit {base[:12]} cannot be synthesized with what is installed here",
                fix="name a newer --base, or leave --base out to look at every stack",
            ) from None
    return Comparison(base=base, before=before, after=after)


def synthesized(
    project: Project, console: Console, what: str, *, home: Project | None = None
) -> Mapping[str, Document]:
    """Every stack of a project, as its own main.py writes it."""
    with private_folder(home or project, "synthesized") as output:
        console.tell(f"synthesizing {what}")
        project.synthesize(output)
        return read_stacks(output)


def _branching_point(root: Path, ref: str) -> str:
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    if not commit:
        raise _unknown_base(root, ref)
    point = _git(root, "merge-base", commit, "HEAD")
    if not point:
        if _shallow(root):
            raise _unknown_base(root, ref)
        raise Refused(
            f"--base {ref!r} and what is checked out have no commit in common", fix="name a commit of this branch"
        )
    return point


def _unknown_base(root: Path, ref: str) -> Refused:
    if _git(root, "rev-parse", "--is-inside-work-tree") != "true":
        return Refused("the project is in no git repository, so there is no base", fix="leave --base out")
    if _shallow(root):
        return Refused(
            f"the history between --base {ref!r} and what is checked out is not in this shallow clone",
            fix="git fetch --unshallow; with actions/checkout: fetch-depth: 0",
        )
    return BadInput(
        f"--base {ref!r} is no commit of this repository", fix="name a branch, a tag or a commit: origin/main"
    )


def _shallow(root: Path) -> bool:
    return _git(root, "rev-parse", "--is-shallow-repository") == "true"


@contextmanager
def _checked_out(project: Project, commit: str) -> Generator[Path]:
    """The project's folder as it was in a commit."""
    below = _git(project.root, "rev-parse", "--show-prefix")
    with private_folder(project, "base") as folder:
        tree = folder / "tree"
        # what a killed run left registered has no folder any more
        _git(project.root, "worktree", "prune")
        made = _run(project.root, "worktree", "add", "--detach", "--quiet", str(tree), commit)
        if made.returncode:
            raise Refused(f"git could not check out {commit[:12]}: {made.stderr.strip()}")
        try:
            yield tree / below
        finally:
            _git(project.root, "worktree", "remove", "--force", str(tree))


def _git(root: Path, *arguments: str) -> str:
    """What git answers; empty where it says no."""
    done = _run(root, *arguments)
    return done.stdout.strip() if done.returncode == 0 else ""


def _run(root: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    environment = {name: value for name, value in os.environ.items() if name not in _FOREIGN}
    try:
        return subprocess.run(
            ["git", *arguments], cwd=root, env=environment, capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        raise Refused("git is not installed, and --base needs it", fix="install git, or leave --base out") from None
