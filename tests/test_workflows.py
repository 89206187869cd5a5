"""The workflows: linted, pinned, with no right too many, and each of their steps runs here too."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.operations.git_hub import git_hub
from tests.operations.review_project import commit
from tests.operations.small_project import SmallProject, small_project_in

ROOT = Path(__file__).parent.parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
RUNS = {"make setup", "make review", "make scan", ".ci/run"}


def jobs(path: Path) -> dict[str, Any]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]


def steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in jobs(path).values() for step in job["steps"]]


def test_zizmor_finds_nothing_offline() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("zizmor"), "--offline", "--no-progress", "--persona=pedantic", *WORKFLOWS],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_and_say_what_they_are(path: Path) -> None:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if "uses:" in line]

    assert lines
    assert [line for line in lines if not re.search(r"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_steps_are_what_this_test_knows_and_hold_no_expression(path: Path) -> None:
    """What an expression holds may be a stranger's; in an environment variable it stays text."""
    assert {step["run"] for step in steps(path) if "run" in step} <= RUNS


def test_the_review_may_read_comment_and_take_its_role_and_nothing_else() -> None:
    whole = yaml.safe_load((ROOT / ".github/workflows/plan-review.yml").read_text(encoding="utf-8"))

    assert whole["permissions"] == {}
    assert whole["jobs"]["review"]["permissions"] == {
        "contents": "read",
        "id-token": "write",
        "pull-requests": "write",
    }
    # `on` is what YAML 1.1 calls true
    assert list(whole[True]) == ["pull_request"]


def recipe(target: str, *variables: str) -> str:
    """What make would run for it, without its prerequisites."""
    done = subprocess.run(
        ["make", "--dry-run", "--old-file=setup", target, *variables],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()[-1]


@pytest.fixture
def project(tmp_path: Path) -> SmallProject:
    return small_project_in(tmp_path)


def test_the_step_that_reviews_runs_here(project: SmallProject) -> None:
    """The command of `make review` as the job has it, on a small project and a GitHub on loopback."""
    commit(project, "base")
    command = recipe("review", "GITHUB_ACTIONS=true")
    here = command.replace(".venv/bin/cairn", f"{sys.executable} -m constructs_lib.operations.command_line")
    with git_hub() as hub:
        job = {
            "BASE": "main",
            "GITHUB_API_URL": hub.url,
            "GITHUB_REPOSITORY": "acme/platform",
            "GITHUB_REF": "refs/pull/7/merge",
            "GITHUB_TOKEN": "made-up",
        }
        done = subprocess.run(
            ["sh", "-c", here],
            cwd=project.root,
            env=project.environment(job),
            capture_output=True,
            text=True,
            check=False,
        )

        assert done.returncode == 0, done.stderr
        assert "dev: nothing, comment nothing to say" in done.stderr
        assert hub.asked == ["GET /repos/acme/platform/issues/7/comments"]


def test_the_step_that_scans_is_the_verb() -> None:
    """What it says of the project is in tests/nightly/test_checkov.py."""
    assert recipe("scan") == ".venv/bin/cairn scan"


def test_at_a_desk_nothing_is_posted() -> None:
    assert recipe("review", "GITHUB_ACTIONS=").rstrip().endswith('--base "${BASE:-origin/main}"')
