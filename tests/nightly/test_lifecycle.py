"""The life of an environment on an emulated AWS, told by one applied project: every verb, each where it belongs."""

import json
from typing import Any

import jsonschema
import pytest

from constructs_lib.operations.emulator import Emulator, isolated_environment
from tests.operations.small_project import FIRST, SECOND, SmallProject


def stacks(project: SmallProject, verb: str, *arguments: str) -> dict[str, dict[str, Any]]:
    answer = project.cairn(verb, "dev", *arguments, "--json")
    assert answer.returncode == 0, answer.stderr
    return {entry["stack"]: entry for entry in json.loads(answer.stdout)["stacks"]}


def results(project: SmallProject, verb: str, *arguments: str) -> dict[str, str]:
    return {name: entry["result"] for name, entry in stacks(project, verb, *arguments, "--auto-approve").items()}


@pytest.mark.apply
@pytest.mark.timeout(900)
def test_an_environment_from_nothing_to_nothing(emulated_project: SmallProject, aws: Emulator) -> None:
    project, session = emulated_project, aws.session("111111111111")
    ssm = session.client("ssm")
    project.write(dev="FirstConfig(), SecondConfig()")

    # before anything exists, a reader is planned on placeholders
    planned = stacks(project, "plan")
    assert (planned[FIRST]["provisional"], planned[FIRST]["counts"]["add"]) == (False, 3)
    assert (planned[SECOND]["provisional"], planned[SECOND]["because_of"]) == (True, [FIRST])
    assert planned[SECOND]["placeholders"] == ["/cairn/dev/us-east-1/first/topic_arn"]

    # deployed in order, the reader gets what was published a moment ago
    assert results(project, "deploy") == {FIRST: "deployed", SECOND: "deployed"}
    assert ssm.get_parameter(Name="/copy")["Parameter"]["Value"] == "as it was arn:aws:sns:us-east-1:111111111111:one"
    states = session.client("s3").get_bucket_versioning(Bucket="small-dev-state")
    assert states["Status"] == "Enabled"
    assert results(project, "deploy") == {FIRST: "unchanged", SECOND: "unchanged"}

    outputs = project.cairn("outputs", "dev", "--json")
    assert json.loads(outputs.stdout) == {
        FIRST: {"Note": "as it was", "TopicArn": "arn:aws:sns:us-east-1:111111111111:one"},
        SECOND: {},
    }

    # what is there, as one document
    assert project.cairn("manifest", "dev", "--output", "release/manifest.json").returncode == 0
    kept = json.loads((project.root / "release" / "manifest.json").read_text(encoding="utf-8"))
    jsonschema.validate(kept, json.loads(project.cairn("manifest", "--schema").stdout))
    first = kept["stacks"][FIRST]
    topic = next(each for each in first["resources"] if each["type"] == "aws_sns_topic")
    assert (first["account_id"], first["region"], first["deployed"]) == ("111111111111", "us-east-1", True)
    assert first["outputs"] == json.loads(outputs.stdout)[FIRST]
    assert (topic["name"], topic["arns"]["arn"]) == ("one", "arn:aws:sns:us-east-1:111111111111:one")

    # the producer changes: its reader is planned on what it will publish, and nothing of that is called safe
    project.write(dev="FirstConfig(note='new'), SecondConfig()")
    changed = project.cairn("plan", "dev", "--exit-code", "--json")
    assert changed.returncode == 3
    reader = {entry["stack"]: entry for entry in json.loads(changed.stdout)["stacks"]}[SECOND]
    assert (reader["provisional"], reader["placeholders"]) == (True, [])
    values = {each["path"]: each["after"] for each in reader["changes"][0]["attributes"]}
    assert values == {"insecure_value": "new arn:aws:sns:us-east-1:111111111111:one", "value": "(sensitive)"}

    # somebody removed what the producer published, and nobody is about to publish it again
    ssm.delete_parameter(Name="/cairn/dev/us-east-1/first/note")
    alone = project.cairn("plan", "dev", SECOND)
    assert alone.returncode == 1
    assert alone.stderr.splitlines()[-2:] == [
        f"{SECOND}: reads parameters that do not exist, published by {FIRST}",
        f"    fix      deploy the producer first: cairn deploy dev {FIRST}",
    ]

    # a producer stays while somebody reads from it; a reader goes although what it read is gone
    refused = project.cairn("destroy", "dev", FIRST, "--auto-approve")
    assert refused.returncode == 1
    assert f"{SECOND} exists and reads from {FIRST}" in refused.stderr
    assert results(project, "destroy") == {FIRST: "destroyed", SECOND: "destroyed"}
    assert ssm.describe_parameters()["Parameters"] == []
    assert session.client("sns").list_topics()["Topics"] == []
    assert results(project, "destroy") == {FIRST: "nothing there", SECOND: "nothing there"}
    gone = json.loads(project.cairn("manifest", "dev", "--json").stdout)
    assert {name: stack["deployed"] for name, stack in gone["stacks"].items()} == {FIRST: False, SECOND: False}
    assert project.cairn("outputs", "dev").stdout == "nothing is deployed\n"
    assert json.loads(project.cairn("outputs", "dev", "--json").stdout) == {FIRST: {}, SECOND: {}}


@pytest.mark.apply
@pytest.mark.timeout(600)
def test_a_fresh_account_without_a_state_bucket_can_be_planned(small_project: SmallProject, aws: Emulator) -> None:
    """As on the real AWS, where nobody makes the bucket on the way: only the environment leads to the emulator."""
    isolated = isolated_environment({}, aws.endpoint)
    small_project.settings |= {name: value for name, value in isolated.items() if name != "TF_CLI_CONFIG_FILE"}

    small_project.write(dev="FirstConfig(), SecondConfig()")
    answer = small_project.cairn("plan", "dev", "--out", "reviews", "--json")

    assert answer.returncode == 0, answer.stderr
    found = json.loads(answer.stdout)
    assert {entry["no_state"] for entry in found["stacks"]} == {True}
    assert (found["counts"]["add"], found["provisional"]) == (4, True)
    assert aws.session("111111111111").client("s3").list_buckets()["Buckets"] == []
    kept = json.loads((small_project.root / "reviews" / f"{FIRST}.json").read_text())
    assert kept["format_version"]
    assert list((small_project.root / ".cairn" / "work").iterdir()) == []
