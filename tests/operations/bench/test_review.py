"""Thirty plans of a hundred resources are reviewed in three seconds."""

import json

import pytest

from constructs_lib.analysis.review.judge import review
from constructs_lib.analysis.review.planned import PlannedStack
from constructs_lib.operations.bench.review import RESOURCES, bench_review, sample_plan
from constructs_lib.operations.console import Console


def test_it_keeps_its_time_and_the_platforms_limit(capsys: pytest.CaptureFixture[str]) -> None:
    assert bench_review(Console(as_json=True), repeats=2) == 0

    told = json.loads(capsys.readouterr().out)
    assert (told["plans"], told["resources"], len(told["seconds"])) == (30, 100, 2)
    assert told["bytes"] > 50_000


def test_every_resource_changes_and_most_of_it_is_found() -> None:
    made = review("dev", [PlannedStack(stack_id="dev-a", plan=sample_plan(0))])

    assert len(made.stacks[0].changes.resources) == RESOURCES
    assert {finding.topic for finding in made.findings} == {"access", "network", "data"}
    assert len(made.findings) == RESOURCES * 3 / 4
