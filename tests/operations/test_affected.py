"""`cairn affected`, as a workflow calls it."""

import json

from tests.operations.review_project import commit
from tests.operations.small_project import FIRST, SECOND, THIRD, SmallProject


def test_stacks_and_why(small_project: SmallProject) -> None:
    base = commit(small_project, "base")
    small_project.write(dev="FirstConfig(note='new'), SecondConfig()")

    told = small_project.cairn("affected", "--base", "main")
    answer = json.loads(small_project.here("affected", "--base", "main", "--json").stdout)

    assert told.stdout.splitlines() == [
        f"{FIRST}   changed",
        f"{SECOND}  reads what changed",
        f"{THIRD}   gone",
    ]
    assert answer == {
        "base": base,
        "changed": [FIRST],
        "readers": [SECOND],
        "gone": [THIRD],
        "environments": {"dev": [FIRST, SECOND]},
    }


def test_nothing_differs(small_project: SmallProject) -> None:
    base = commit(small_project, "base")

    assert small_project.here("affected", "--base", "HEAD").stdout == f"no stack differs from {base[:12]}\n"
