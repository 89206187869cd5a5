"""The form in which Checkov reads a stack."""

from typing import Any

from constructs_lib.analysis.checkov.scannable import scannable, without_nulls


def resources(document: Any) -> list[tuple[str, str, Any]]:
    made = scannable(document)["planned_values"]["root_module"]["resources"]
    return [(each["address"], each["mode"], each["values"]) for each in made]


def test_what_is_not_set_is_left_out_at_any_depth() -> None:
    body = {"a": None, "b": [None], "c": [{"d": None, "e": False}, None], "f": 0, "g": ""}

    assert without_nulls(body) == {"b": [], "c": [{"e": False}], "f": 0, "g": ""}


def test_every_resource_and_every_data_source_is_in_it() -> None:
    document = {
        "resource": {"aws_x": {"one": {"a": 1}, "two": [{"a": 2}]}, "aws_y": {"one": {"ref": "${aws_x.one.arn}"}}},
        "data": {"aws_z": {"one": {"a": None}}},
    }

    assert resources(document) == [
        ("aws_x.one", "managed", {"a": 1}),
        ("aws_x.two", "managed", {"a": 2}),
        ("aws_y.one", "managed", {"ref": "${aws_x.one.arn}"}),
        ("data.aws_z.one", "data", {}),
    ]


def test_so_is_every_provider() -> None:
    document = {"provider": {"aws": [{"region": "us-east-1"}, {"alias": "west", "region": "us-west-2", "retries": 3}]}}

    assert scannable(document)["configuration"]["provider_config"] == {
        "aws": {"name": "aws", "expressions": {"region": {"constant_value": "us-east-1"}}},
        "aws.west": {
            "name": "aws",
            "alias": "west",
            "expressions": {"alias": {"constant_value": "west"}, "region": {"constant_value": "us-west-2"}},
        },
    }


def test_the_stack_itself_is_not_touched() -> None:
    document = {"resource": {"aws_x": {"one": {"a": None, "b": [None]}}}}
    scannable(document)

    assert document == {"resource": {"aws_x": {"one": {"a": None, "b": [None]}}}}
