"""Real plans, made by Terraform on an emulated AWS, and what a person reads of them. The golden files are the comments."""

import re

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from constructs_lib.analysis.document import read_stacks
from constructs_lib.analysis.review.judge import review
from constructs_lib.analysis.review.markdown import LIMIT, render
from constructs_lib.analysis.review.planned import PlannedStack
from constructs_lib.operations.kept_plans import KeptPlan, read_kept
from tests.operations.review_project import commit
from tests.operations.review_stacks import CASES
from tests.operations.small_project import ENVIRONMENTS, SmallProject

DOMAINS = '{"case": "tests.operations.review_stacks:CaseStack"}'
SECRETS = ("hunter2-secret", "hunter3-rotated")


class Comment(SingleFileSnapshotExtension):
    _write_mode = WriteMode.TEXT
    file_extension = "md"


@pytest.fixture
def project(emulated_project: SmallProject) -> SmallProject:
    main = emulated_project.root / "main.py"
    text = main.read_text(encoding="utf-8")
    main.write_text(re.sub(r"OWN: dict\[str, str\] = .*", f"OWN: dict[str, str] = {DOMAINS}", text), encoding="utf-8")
    return emulated_project


def write(project: SmallProject, *, changed: bool) -> None:
    configs = ", ".join(f"CaseConfig(component={name!r}, changed={changed})" for name in CASES)
    text = re.sub("from small import .*", "from tests.operations.review_stacks import CaseConfig", ENVIRONMENTS)
    text += f"\nALL = (environment('dev', '111111111111', False, {configs}),)\n"
    (project.root / "environments" / "__init__.py").write_text(text, encoding="utf-8")


def run(project: SmallProject, *arguments: str) -> str:
    answer = project.cairn(*arguments)
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


def told(kept: KeptPlan, project: SmallProject) -> str:
    """The comment on one stack alone."""
    stacks = read_stacks(project.root / "now")
    stack = PlannedStack(
        stack_id=kept.stack_id,
        plan=kept.plan,
        document=stacks[kept.stack_id],
        because_of=kept.because_of,
        placeholders=kept.placeholders,
    )
    return render(review("dev", [stack]))


def readable(text: str) -> str:
    """Ids as AWS makes them up are different each time."""
    return re.sub(r"\b(vpc|subnet|sg|rtb|pcx)-[0-9a-f]{8,17}\b", r"\1-…", re.sub(r"`[0-9a-f]{12}`", "`base`", text))


@pytest.mark.apply
@pytest.mark.timeout(1200)
def test_what_a_person_reads_of_real_plans(project: SmallProject, snapshot: SnapshotAssertion) -> None:
    write(project, changed=False)
    commit(project, "base")
    run(project, "deploy", "dev", "--auto-approve")
    write(project, changed=True)
    run(project, "synth", "dev", "--output", "now")

    run(project, "plan", "dev", "--out", "plans")
    whole = run(project, "review", "dev", "--base", "HEAD", "--plans", "plans")

    plans = {
        stack_id.removeprefix("dev-us-east-1-case-"): kept
        for stack_id, kept in read_kept(project.root / "plans").items()
    }
    texts = {name: readable(told(kept, project)) for name, kept in plans.items()} | {"whole": readable(whole)}
    assert texts.keys() == {*CASES, "whole"}
    for name, text in texts.items():
        assert text.rstrip("\n") == snapshot(name=name, extension_class=Comment)
        assert len(text) <= LIMIT
    kept_text = "".join(path.read_text(encoding="utf-8") for path in (project.root / "plans").iterdir())
    assert [secret for secret in SECRETS if secret in kept_text + whole] == []
