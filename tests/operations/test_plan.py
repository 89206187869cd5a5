"""Planning what does not exist yet, what changes together, and what nobody published."""

import json
from pathlib import Path

import pytest

from constructs_lib.analysis.changes import Changes
from constructs_lib.operations.emulator import Emulator, isolated_environment
from constructs_lib.operations.plan import StackPlan, nothing_published, told_in_short, total
from constructs_lib.operations.stack_graph import Stack
from constructs_lib.operations.terraform import TerraformFailed
from tests.operations.small_project import FIRST, SmallProject


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


def test_one_line_says_whether_to_trust_it() -> None:
    assert told_in_short(StackPlan(stack_id="s", changes=Changes())) == "no changes"
    assert told_in_short(StackPlan(stack_id="s", changes=Changes(), because_of=("p",))) == "no changes, provisional"


def test_counts_add_up() -> None:
    assert total([]) == Changes().counts


def test_who_must_be_deployed_first_and_where(tmp_path: Path) -> None:
    stack = Stack(
        id="dev-us-east-1-peering-tools",
        directory=tmp_path,
        reads={
            "dev-us-east-1-network": {"/cairn/dev/us-east-1/network/cidr": "x"},
            "tools-us-east-1-network": {"/cairn/tools/us-east-1/network/cidr": "x"},
        },
    )
    said = "reading SSM Parameter (/cairn/tools/us-east-1/network/cidr): couldn't find resource"

    refused = nothing_published(stack, TerraformFailed(stack.id, "plan", said, log=tmp_path))

    assert str(refused).splitlines()[-1].strip() == (
        "fix      deploy the producer first: cairn deploy tools tools-us-east-1-network"
    )
