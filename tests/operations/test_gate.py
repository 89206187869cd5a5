"""What a deployment may destroy."""

from pathlib import Path

import pytest

from constructs_lib.analysis.changes import Change, Changes
from constructs_lib.operations.gate import Gate
from constructs_lib.operations.refusal import Refused
from constructs_lib.operations.stack_graph import Stack

PROTECTED = Stack(id="prod-data", directory=Path(), protected=True)
FREE = Stack(id="dev-data", directory=Path())
TABLE = Change(address="aws_dynamodb_table.t", type="aws_dynamodb_table", action="replace", why="hash_key")
ALARM = Change(address="aws_cloudwatch_metric_alarm.a", type="aws_cloudwatch_metric_alarm", action="delete")


def test_what_holds_data_stays_in_a_protected_stack() -> None:
    with pytest.raises(Refused, match=r"--approve-destroy 'aws_dynamodb_table\.t'"):
        Gate().require(PROTECTED, Changes(resources=(TABLE, ALARM)))


@pytest.mark.parametrize(
    ("gate", "stack", "change"),
    [
        (Gate(), FREE, TABLE),
        (Gate(), PROTECTED, ALARM),
        (Gate(approved=("aws_dynamodb_table.t",)), PROTECTED, TABLE),
        (Gate(foreseen=frozenset({("dev-data", "aws_dynamodb_table.t")})), FREE, TABLE),
    ],
    ids=["unprotected", "without data", "approved by name", "seen before"],
)
def test_the_rest_goes(gate: Gate, stack: Stack, change: Change) -> None:
    gate.require(stack, Changes(resources=(change,)))


def test_more_than_a_person_agreed_to_is_refused() -> None:
    with pytest.raises(Refused, match="more than was approved"):
        Gate(foreseen=frozenset()).require(FREE, Changes(resources=(ALARM,)))


def test_creating_and_changing_need_no_approval() -> None:
    created = Change(address="aws_s3_bucket.b", type="aws_s3_bucket", action="create")

    Gate(foreseen=frozenset()).require(PROTECTED, Changes(resources=(created,)))


def test_how_to_keep_it_follows_from_what_makes_it_go() -> None:
    """What is replaced has an attribute to change back; what is deleted may only have another id."""
    gone = Change(address="aws_s3_bucket.b", type="aws_s3_bucket", action="delete")

    with pytest.raises(Refused) as replaced:
        Gate().require(PROTECTED, Changes(resources=(TABLE,)))
    with pytest.raises(Refused) as both:
        Gate().require(PROTECTED, Changes(resources=(TABLE, gone)))

    assert "aws_dynamodb_table.t (hash_key)" in replaced.value.what
    assert replaced.value.fix.startswith(
        "change back what cannot be changed in place (aws_dynamodb_table.t); or approve"
    )
    assert "; keep it, or say where it is now by a Moved(…)" in both.value.fix
