"""Values: known, not known, known from a plan."""

import pytest

from constructs_lib.analysis.policies.blocks import Block, NotKnown, is_expression, listed, walk


@pytest.mark.parametrize("value", ["${a.b.c}", "x-${a}", ["x", "${a}"], {"x": ["%{if a}"]}])
def test_an_expression(value: object) -> None:
    assert is_expression(value)


@pytest.mark.parametrize("value", ["plain", "$${account-id}", "%%{x}", 1, None, ["x"], {"x": True}])
def test_no_expression(value: object) -> None:
    assert not is_expression(value)


def test_a_block_alone_and_a_list_of_one_are_the_same() -> None:
    assert walk({"a": {"b": 1}}, "a.b") == walk({"a": [{"b": 1}]}, "a.b") == 1
    assert walk({"a": [{"b": 1}, {"b": 2}]}, "a.b") is None
    assert listed({"b": 1}) == [{"b": 1}]


def test_a_missing_value_is_its_default() -> None:
    assert Block({}).get("a", 3) == 3
    assert Block({"a": None}).number("a", 3) == 3
    assert not Block({}).on("a")


def test_terraform_s_text_is_a_number_and_a_switch() -> None:
    block = Block({"cpu": "256", "on": "true", "off": "false"})

    assert block.number("cpu", 0) == 256
    assert (block.on("on"), block.on("off")) == (True, False)


def test_an_expression_is_not_known_before_a_plan() -> None:
    with pytest.raises(NotKnown) as caught:
        Block({"a": {"b": "${aws_x.y.z}"}}).get("a.b")

    assert caught.value.attribute == "a.b"
    assert Block({"a": "${aws_x.y.z}"}).raw("a") == "${aws_x.y.z}"


def test_a_plan_makes_it_known() -> None:
    assert Block({"a": {"b": "${aws_x.y.z}"}}, {"a": [{"b": 7}]}).get("a.b") == 7


def test_blocks_know_their_place() -> None:
    block = Block({"rule": [{"a": {}}, {"a": {}}], "one": {"x": 1}})

    assert [each.place for each in block.blocks("rule")] == ["rule[0]", "rule[1]"]
    assert [each.place for each in block.blocks("rule")[1].blocks("a")] == ["rule[1].a"]
    assert [each.named("x") for each in block.blocks("one")] == ["one.x"]


def test_a_list_terraform_makes_is_not_known() -> None:
    with pytest.raises(NotKnown):
        Block({"rule": "${[for each in local.x : each]}"}).blocks("rule")


def test_blocks_of_a_plan_are_those_that_agree() -> None:
    written = {"rule": [{"name": "a", "size": "${x.y.z}"}, {"name": "b", "size": 1}]}
    same = {"rule": [{"name": "a", "size": 5}, {"name": "b", "size": 1}]}
    turned = {"rule": [{"name": "b", "size": 1}, {"name": "a", "size": 5}]}

    assert Block(written, same).blocks("rule")[0].get("size") == 5
    with pytest.raises(NotKnown):
        Block(written, turned).blocks("rule")[0].get("size")


def test_a_policy_is_read_whatever_it_names() -> None:
    assert Block({"policy": '{"Statement": [{"Resource": "${aws_x.y.arn}"}]}'}).document("policy")["Statement"]
    assert Block({}).document("policy") == {}
    with pytest.raises(NotKnown, match="policy"):
        Block({"policy": "${data.aws_iam_policy_document.x.json}"}).document("policy")
    assert Block({"policy": "${x.y.z}"}, {"policy": '{"Version": "1"}'}).document("policy") == {"Version": "1"}
