import json
from pathlib import Path

from constructs_lib.operations.diagram import page, pictures_of
from tests.analysis.reachability.networks import simple_document
from tests.operations.small_project import SmallProject
from tests.operations.test_reach import elsewhere

__all__ = ["elsewhere"]

NAMED = {"//": {"cairn": {"placement": {"environment": "dev"}}}}


def test_each_environment_has_a_picture_and_the_rest_one() -> None:
    found = pictures_of({"dev-net": NAMED | simple_document(), "other": simple_document()})

    assert list(found) == ["dev", "estate"]
    assert page(found).count("```mermaid") == 2


def test_diagrams_are_printed_or_written(small_project: SmallProject, elsewhere: str, tmp_path: Path) -> None:
    printed = small_project.cairn("diagram", "--dir", elsewhere)
    drawn = small_project.cairn("diagram", "estate", "--dir", elsewhere, "--svg", str(tmp_path / "a" / "b.svg"))
    data = small_project.cairn("diagram", "--dir", elsewhere, "--json")

    assert "flowchart LR" in printed.stdout
    assert drawn.returncode == 0
    assert (tmp_path / "a" / "b.svg").read_text(encoding="utf-8").startswith("<svg")
    assert list(json.loads(data.stdout)) == ["estate"]


def test_an_unknown_environment_is_told(small_project: SmallProject, elsewhere: str) -> None:
    assert small_project.cairn("diagram", "nope", "--dir", elsewhere).returncode == 2
