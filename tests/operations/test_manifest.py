"""`cairn manifest`: the states of an environment as one document. tests/nightly/test_lifecycle.py shows it full."""

import json

from tests.operations.small_project import SmallProject


def test_wants_an_environment(small_project: SmallProject) -> None:
    answer = small_project.cairn("manifest")

    assert answer.returncode == 2
    assert "allowed  dev" in answer.stderr


def test_the_schema_can_be_had_anywhere(small_project: SmallProject) -> None:
    """Whoever reads manifests has no project."""
    project = SmallProject(small_project.root.parent)
    answer = project.cairn("manifest", "--schema")

    assert (answer.returncode, json.loads(answer.stdout)["properties"]["format_version"]["const"]) == (0, "1.0")


def test_half_a_manifest_is_none(small_project: SmallProject) -> None:
    """Where a state cannot be read nothing is written: it would look as if the stack were not there."""
    small_project.settings["CAIRN_EMULATOR"] = "http://127.0.0.1:9"
    answer = small_project.cairn("manifest", "dev", "--output", "manifest.json")

    assert answer.returncode != 0
    assert not (small_project.root / "manifest.json").exists()
