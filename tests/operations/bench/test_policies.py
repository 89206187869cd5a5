"""Measuring what judging costs."""

import json

from tests.operations.small_project import SmallProject


def test_it_is_measured(small_project: SmallProject) -> None:
    answer = small_project.cairn("bench", "policies", "--repeats", "2", "--json")

    found = json.loads(answer.stdout)
    assert (found["stacks"], len(found["seconds"])) == (3, 2)
    assert found["judged"] > 10
