"""`cairn manifest`: the states of an environment on an emulated AWS, as one document."""

import json
from typing import Any

import jsonschema
import pytest

from tests.operations.small_project import FIRST, SECOND, SmallProject


def manifest(project: SmallProject, *arguments: str) -> Any:
    answer = project.cairn("manifest", "dev", *arguments, "--json")
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


@pytest.mark.apply
@pytest.mark.timeout(900)
def test_what_is_deployed_is_told_and_kept(emulated_project: SmallProject) -> None:
    project = emulated_project
    project.write(dev="FirstConfig(), SecondConfig()")

    assert project.cairn("deploy", "dev", FIRST, "--auto-approve").returncode == 0
    told = project.cairn("manifest", "dev", "--output", "release/manifest.json")
    kept = json.loads((project.root / "release" / "manifest.json").read_text(encoding="utf-8"))
    first = kept["stacks"][FIRST]
    topic = next(each for each in first["resources"] if each["type"] == "aws_sns_topic")

    assert told.stdout.splitlines()[-1] == "written to release/manifest.json"
    assert (first["account_id"], first["region"], first["deployed"]) == ("111111111111", "us-east-1", True)
    assert first["outputs"] == {"Note": "as it was", "TopicArn": "arn:aws:sns:us-east-1:111111111111:one"}
    assert (topic["name"], topic["arns"]["arn"]) == ("one", "arn:aws:sns:us-east-1:111111111111:one")
    assert not kept["stacks"][SECOND]["deployed"]
    # the same to a machine that asks, every time, and as its schema says
    assert manifest(project) == kept
    jsonschema.validate(kept, json.loads(project.cairn("manifest", "--schema").stdout))


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
