"""`cairn review` from plans made before, and where it is told; test_review_of_real_plans.py makes the plans."""

import json
from pathlib import Path

from constructs_lib.operations.kept_plans import KeptPlan, keep
from tests.analysis.review.plan_json import entry
from tests.operations.git_hub import git_hub
from tests.operations.review_project import commit
from tests.operations.small_project import FIRST, SECOND, THIRD, SmallProject

TAG = entry("aws_sns_topic.topic", {"tags": {}}, {"tags": {"a": "b"}})


def plans(project: SmallProject, *stack_ids: str) -> Path:
    folder = project.root / "plans"
    for stack_id in stack_ids:
        plan = {"format_version": "1.2", "resource_changes": [TAG] if stack_id == FIRST else []}
        keep(folder, KeptPlan(stack_id=stack_id, plan=plan, because_of=() if stack_id == FIRST else (FIRST,)))
    return folder


def test_plans_of_before_are_judged_and_written_to_a_file(small_project: SmallProject) -> None:
    plans(small_project, FIRST, SECOND, THIRD)

    answer = small_project.cairn("review", "dev", "--plans", "plans", "--output", "out/review.md")

    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.splitlines()[1] == "## dev: ⏳ provisional"
    assert (small_project.root / "out" / "review.md").read_text() == answer.stdout.removesuffix("\n")


def test_only_what_is_affected_is_looked_at_and_a_missing_plan_is_no_success(small_project: SmallProject) -> None:
    commit(small_project, "base")
    small_project.write(dev="FirstConfig(note='new'), SecondConfig()")
    plans(small_project, FIRST, THIRD)

    answer = small_project.cairn("review", "--base", "main", "--plans", "plans", "--json")

    assert answer.returncode == 1
    [told] = json.loads(answer.stdout)["reviews"]
    assert (told["environment"], told["verdict"]) == ("dev", "dangerous")
    assert told["failed"] == {SECOND: "no plan of it is among those given"}
    assert [stack["stack"] for stack in told["stacks"]] == [FIRST]
    assert [finding["stack_id"] for finding in told["findings"]] == [THIRD]


def test_it_is_posted_once_and_then_written_anew(small_project: SmallProject) -> None:
    plans(small_project, FIRST, SECOND, THIRD)
    with git_hub() as hub:
        job = {
            "GITHUB_API_URL": hub.url,
            "GITHUB_REPOSITORY": "acme/platform",
            "GITHUB_REF": "refs/pull/7/merge",
            "GITHUB_TOKEN": "made-up",
        }
        first = small_project.cairn("review", "dev", "--plans", "plans", "--post", **job)
        keep(small_project.root / "plans", KeptPlan(stack_id=SECOND, plan={"format_version": "1.2"}))
        keep(small_project.root / "plans", KeptPlan(stack_id=THIRD, plan={"format_version": "1.2"}))
        second = small_project.cairn("review", "dev", "--plans", "plans", "--post", **job)

        assert "dev: provisional, comment created" in first.stderr
        assert "dev: safe, comment updated" in second.stderr
        assert [comment["body"].splitlines()[1] for comment in hub.comments] == ["## dev: ✅ safe"]


def test_a_fork_gets_it_in_the_summary_of_its_job(small_project: SmallProject, tmp_path: Path) -> None:
    plans(small_project, FIRST, SECOND, THIRD)
    summary = tmp_path / "summary.md"
    job = {"GITHUB_REPOSITORY": "a/b", "GITHUB_REF": "refs/pull/7/merge", "GITHUB_STEP_SUMMARY": str(summary)}

    answer = small_project.cairn("review", "dev", "--plans", "plans", "--post", GITHUB_TOKEN="", **job)

    assert "without a token: in the summary of the job" in answer.stderr
    assert summary.read_text().splitlines()[1] == "## dev: ⏳ provisional"


def test_posting_from_no_job_is_refused_before_anything_is_planned(small_project: SmallProject) -> None:
    answer = small_project.cairn("review", "--post", GITHUB_REPOSITORY="")

    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr.startswith("--post finds no pull request here")
    assert "synthesizing" not in answer.stderr


def test_an_unknown_environment(small_project: SmallProject) -> None:
    answer = small_project.cairn("review", "production")

    assert answer.returncode == 2
    assert "unknown environment 'production'" in answer.stderr
