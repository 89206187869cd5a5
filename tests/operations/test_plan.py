"""Planning what does not exist yet, what changes together, and what nobody published."""

from pathlib import Path

from constructs_lib.analysis.changes import Changes
from constructs_lib.operations.plan import StackPlan, nothing_published, told_in_short, total
from constructs_lib.operations.stack_graph import Stack
from constructs_lib.operations.terraform import TerraformFailed


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
