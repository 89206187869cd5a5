"""Planning what does not exist yet, what changes together, and what nobody published."""

import json
from typing import Any

import pytest

from constructs_lib.operations.changes import Changes
from constructs_lib.operations.emulator import Emulator, isolated_environment
from constructs_lib.operations.plan import StackPlan, told_in_short, total
from tests.operations.small_project import FIRST, SECOND, THIRD, SmallProject


def plans(project: SmallProject, *arguments: str, **extra: str) -> dict[str, dict[str, Any]]:
    answer = project.cairn("plan", "dev", *arguments, "--json", **extra)
    assert answer.returncode == 0, answer.stderr
    return {entry["stack"]: entry for entry in json.loads(answer.stdout)["stacks"]}


@pytest.mark.apply
@pytest.mark.timeout(900)
def test_plans_are_right_before_with_and_after_their_producers(emulated_project: SmallProject, aws: Emulator) -> None:
    # nothing exists
    before = plans(emulated_project)
    assert {name: entry["provisional"] for name, entry in before.items()} == {
        FIRST: False,
        SECOND: True,
        THIRD: False,
    }
    assert before[SECOND]["because_of"] == [FIRST]
    assert before[SECOND]["placeholders"] == ["/cairn/dev/us-east-1/first/topic_arn"]
    assert emulated_project.cairn("plan", "dev", "--exit-code").returncode == 3

    # the producer changes: readers are planned on what it will publish
    deployed = emulated_project.cairn("deploy", "dev", "--auto-approve")
    assert deployed.returncode == 0, deployed.stderr
    emulated_project.write(dev="FirstConfig(note='${new}'), SecondConfig(), ThirdConfig()")
    with_change = plans(emulated_project)
    assert (with_change[SECOND]["provisional"], with_change[SECOND]["placeholders"]) == (True, [])
    [copy] = with_change[SECOND]["changes"]
    values = {each["path"]: each["after"] for each in copy["attributes"]}
    assert values["insecure_value"] == "${new} arn:aws:sns:us-east-1:111111111111:one"
    assert values["value"] == "(sensitive)"
    text = emulated_project.cairn("plan", "dev").stdout
    assert "provisional: planned on the planned values of dev-us-east-1-first" in text

    # somebody removed what the producer still thinks it publishes, and nobody plans to publish it again
    aws.session("111111111111").client("ssm").delete_parameter(Name="/cairn/dev/us-east-1/first/note")
    emulated_project.write()
    alone = emulated_project.cairn("plan", "dev", SECOND)
    assert alone.returncode == 1
    assert alone.stderr.splitlines()[-2:] == [
        f"{SECOND}: reads parameters that do not exist, published by {FIRST}",
        f"    fix      deploy the producer first: cairn deploy dev {FIRST}",
    ]


@pytest.mark.apply
@pytest.mark.timeout(600)
def test_a_fresh_account_without_a_state_bucket_can_be_planned(small_project: SmallProject, aws: Emulator) -> None:
    """As on the real AWS, where nobody makes the bucket on the way: only the environment leads to the emulator."""
    isolated = isolated_environment({}, aws.endpoint)
    small_project.settings |= {name: value for name, value in isolated.items() if name != "TF_CLI_CONFIG_FILE"}

    answer = small_project.cairn("plan", "dev", "--out", "reviews", "--json")

    assert answer.returncode == 0, answer.stderr
    found = json.loads(answer.stdout)
    assert {entry["no_state"] for entry in found["stacks"]} == {True}
    assert (found["counts"]["add"], found["provisional"]) == (5, True)
    assert aws.session("111111111111").client("s3").list_buckets()["Buckets"] == []
    kept = json.loads((small_project.root / "reviews" / f"{FIRST}.json").read_text())
    assert kept["format_version"]
    assert list((small_project.root / ".cairn" / "work").iterdir()) == []


def test_one_line_says_whether_to_trust_it() -> None:
    assert told_in_short(StackPlan(stack_id="s", changes=Changes())) == "no changes"
    assert told_in_short(StackPlan(stack_id="s", changes=Changes(), because_of=("p",))) == "no changes, provisional"


def test_counts_add_up() -> None:
    assert total([]) == Changes().counts
