"""Flows are proven before anything is planned, on the whole estate."""

import pytest

from tests.operations.small_project import SmallProject


def with_flow(project: SmallProject, flow: str) -> None:
    project.write()
    path = project.root / "environments" / "__init__.py"
    text = path.read_text(encoding="utf-8").replace(
        "stacks={place: configs})", f"stacks={{place: configs}}, flows=({flow},))"
    )
    path.write_text(f"from constructs_lib.foundation.flows import must, never\n{text}", encoding="utf-8")


@pytest.mark.parametrize("verb", ["plan", "deploy"])
def test_nothing_is_planned_that_breaks_a_flow(small_project: SmallProject, verb: str) -> None:
    with_flow(small_project, 'must("internet", "10.0.0.1", 443)')
    answer = small_project.cairn(verb, "dev", *(["--auto-approve"] if verb == "deploy" else []))

    assert answer.returncode == 1
    assert "proving the flow of the estate" in answer.stderr
    assert "dev.flows[0]: internet must reach 10.0.0.1 on tcp 443: the network disagrees" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_an_unknown_environment_is_told_first(small_project: SmallProject) -> None:
    with_flow(small_project, 'must("internet", "10.0.0.1", 443)')

    assert small_project.cairn("plan", "nope").returncode == 2
