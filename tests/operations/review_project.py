"""The small project under git: what it is at its base, and what a change makes of it."""

import subprocess
from pathlib import Path

from tests.operations.small_project import SmallProject


def git(root: Path, *arguments: str) -> str:
    author = ("-c", "user.name=cairn", "-c", "user.email=cairn@example.com")
    done = subprocess.run(["git", *author, *arguments], cwd=root, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def commit(project: SmallProject, message: str) -> str:
    """Commit everything there; the commit's id."""
    if not (project.root / ".git").exists():
        git(project.root, "init", "--quiet", "--initial-branch", "main")
    git(project.root, "add", "--all")
    git(project.root, "commit", "--quiet", "--allow-empty", "--message", message)
    return git(project.root, "rev-parse", "HEAD")
