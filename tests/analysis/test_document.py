"""Reading synthesized JSON."""

import json
from pathlib import Path

from constructs_lib.analysis.document import read_stacks, resources, without_notes


def test_reads_every_stack_by_its_id(tmp_path: Path) -> None:
    """The folder's name is the stack's id."""
    for stack in ("two", "one"):
        (tmp_path / "stacks" / stack).mkdir(parents=True)
        (tmp_path / "stacks" / stack / "cdk.tf.json").write_text(json.dumps({"is": stack}))

    assert read_stacks(tmp_path) == {"one": {"is": "one"}, "two": {"is": "two"}}


def test_notes_are_left_out_at_every_depth() -> None:
    """What Terraform does not read is no part of a snapshot."""
    document = {"//": 1, "resource": {"a": {"b": {"//": {"metadata": 1}, "list": [{"//": 1, "kept": 2}]}}}}

    assert without_notes(document) == {"resource": {"a": {"b": {"list": [{"kept": 2}]}}}}


def test_lists_managed_resources_and_no_data_sources() -> None:
    """Data sources are read, not owned."""
    document = {"resource": {"aws_vpc": {"main": {"x": 1}}}, "data": {"aws_region": {"here": {}}}}

    assert list(resources(document)) == [("aws_vpc", "main", {"x": 1})]
