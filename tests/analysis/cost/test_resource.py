"""What a meter sees of a resource."""

from typing import Any

import pytest

from constructs_lib.analysis.cost.resource import Unclear
from tests.analysis.cost.metering import resource


def body(**settings: Any) -> Any:
    return resource("aws_thing", settings, beside={"aws_other": {"one": {"size": 1}}})


def test_numbers_may_be_text() -> None:
    assert (body(size="20").number("size"), body().number("size", 3)) == (20, 3)


@pytest.mark.parametrize("value", ["${aws_x.y.size}", None, "much", []])
def test_a_number_known_only_later_is_unclear(value: Any) -> None:
    with pytest.raises(Unclear, match="size"):
        body(size=value).number("size")


def test_text_known_only_later_is_unclear() -> None:
    assert body(kind="a").text("kind") == "a"
    with pytest.raises(Unclear, match="kind"):
        body(kind="${var.kind}").text("kind")


def test_blocks_are_one_or_many() -> None:
    assert body(block={"a": 1}).blocks("block") == ({"a": 1},)
    assert body(block=[{"a": 1}, {"a": 2}]).blocks("block") == ({"a": 1}, {"a": 2})
    assert body().blocks("block") == ()


def test_lists_that_are_read_from_elsewhere_cannot_be_counted() -> None:
    assert (body(zones=["a", "b"]).count("zones"), body(zones="${data.x}").count("zones")) == (2, None)


def test_finds_what_a_setting_names() -> None:
    found = body(other="${aws_other.one.id}").referenced("other", "aws_other")

    assert found is not None
    assert (found.address, found.number("size")) == ("aws_other.one", 1)
    assert body(other="${aws_other.two.id}").referenced("other", "aws_other") is None
    assert body(other="${aws_another.one.id}").referenced("other", "aws_other") is None
    assert body(other="arn:aws:…").referenced("other", "aws_other") is None


def test_flags() -> None:
    assert [body(on=value).flag("on") for value in (True, "true", False, None)] == [True, True, False, False]
    assert body().flag("on", default=True)
