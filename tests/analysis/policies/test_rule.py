"""What rules are written with."""

from collections.abc import Iterable

from constructs_lib.analysis.policies.blocks import Block
from constructs_lib.analysis.policies.model import Resource
from constructs_lib.analysis.policies.rule import Fault, Faults, at_least, expect, listed, needs, rule, shown


def told(faults: Iterable[Fault]) -> list[tuple[str, str, str]]:
    return [(fault.what, fault.got, fault.allowed) for fault in faults]


def test_a_rule_is_made_of_a_function() -> None:
    @rule("some-rule", on="aws_x", why="Because.", fix="do it")
    def made(resource: Resource) -> Faults:
        yield Fault(what=resource.address)

    assert (made.id, made.on, made.severity, made.remedies) == ("some-rule", ("aws_x",), "error", ())
    assert told(made.judge(Resource({}, type="aws_x", name="y"))) == [("aws_x.y", "", "")]


def test_expect() -> None:
    assert told(expect(Block({"a": True}), "a", True)) == []
    assert told(expect(Block({"a": "true"}), "a", True)) == []
    assert told(expect(Block({}), "a", False, default=False)) == []
    assert told(expect(Block({"a": "x"}, place="b"), "a", "y", "z")) == [("b.a is x", "", "y or z")]
    assert told(expect(Block({}), "a", True)) == [("a is not set", "", "true")]


def test_at_least() -> None:
    assert told(at_least(Block({"a": "7"}), "a", 7)) == []
    assert told(at_least(Block({"a": 1}), "a", 7, unit=" days")) == [("a is too small", "1 days", "at least 7 days")]


def test_needs() -> None:
    assert told(needs(Block({"a": "${x.y.z}"}), "a")) == []
    assert told(needs(Block({"a": []}), "a")) == [("a is missing", "", "")]


def test_values_for_a_person() -> None:
    assert [shown(None), shown(True), shown(3), listed(["a", False])] == ["not set", "true", "3", "a, false"]
