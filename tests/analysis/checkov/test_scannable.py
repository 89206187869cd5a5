"""The copy that Checkov reads."""

from constructs_lib.analysis.checkov.scannable import scannable


def test_what_is_not_set_is_left_out_at_any_depth() -> None:
    document = {
        "resource": {"aws_x": {"one": {"a": None, "b": [None], "c": [{"d": None, "e": False}, None], "f": 0, "g": ""}}}
    }

    assert scannable(document) == {
        "resource": {"aws_x": {"one": {"b": [], "c": [{"e": False}], "f": 0, "g": ""}}},
    }


def test_only_blocks_stay_of_terraforms_own_settings() -> None:
    own = {"required_version": ">= 1.11", "backend": {"s3": {"bucket": "b"}}, "required_providers": {"aws": {}}}

    assert scannable({"terraform": own, "resource": {}}) == {
        "terraform": {"backend": {"s3": {"bucket": "b"}}, "required_providers": {"aws": {}}},
        "resource": {},
    }


def test_the_stack_itself_is_not_touched() -> None:
    document = {"terraform": {"required_version": "1"}, "resource": {"aws_x": {"one": {"a": None}}}}
    scannable(document)

    assert document == {"terraform": {"required_version": "1"}, "resource": {"aws_x": {"one": {"a": None}}}}
