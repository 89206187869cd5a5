"""What a plan's JSON says it would do."""

from typing import Any

import pytest

from constructs_lib.analysis.changes import SENSITIVE, UNKNOWN, AttributeChange, Changes, changes_of, changes_told


def entry(actions: list[str], **change: Any) -> dict[str, Any]:
    outside = {key: change.pop(key) for key in ("action_reason", "previous_address", "mode") if key in change}
    return {
        "address": "aws_vpc.a",
        "type": "aws_vpc",
        "mode": "managed",
        "change": {"actions": actions, **change},
        **outside,
    }


def changes(*entries: dict[str, Any], **outputs: list[str]) -> Changes:
    return changes_of(
        {
            "resource_changes": list(entries),
            "output_changes": {name: {"actions": actions} for name, actions in outputs.items()},
        }
    )


@pytest.mark.parametrize(
    ("change", "action"),
    [
        (entry(["create"]), "create"),
        (entry(["update"]), "update"),
        (entry(["delete"]), "delete"),
        (entry(["delete", "create"]), "replace"),
        (entry(["create", "delete"]), "replace"),
        (entry(["forget"]), "forget"),
        (entry(["no-op"], importing={"id": "x"}), "import"),
        (entry(["no-op"], previous_address="aws_vpc.old"), "move"),
    ],
)
def test_actions(change: dict[str, Any], action: str) -> None:
    assert [each.action for each in changes(change).resources] == [action]


@pytest.mark.parametrize("change", [entry(["no-op"]), entry(["read"]), entry(["read"], mode="data")])
def test_what_changes_nothing_is_left_out(change: dict[str, Any]) -> None:
    assert not changes(change, Same=["no-op"]).any


def test_counts_are_terraforms() -> None:
    found = changes(entry(["create"]), entry(["delete", "create"]), entry(["update"]), entry(["delete"]))

    assert {name: found.counts[name] for name in ("add", "change", "destroy", "replace")} == {
        "add": 2,
        "change": 1,
        "destroy": 2,
        "replace": 1,
    }
    assert found.summary == "2 to add, 1 to change, 2 to destroy (1 replaced)"


def test_an_output_alone_is_a_change() -> None:
    found = changes(VpcId=["create"])

    assert (found.any, found.outputs, found.summary) == (True, ("VpcId",), "outputs change")


def test_no_change_says_so() -> None:
    assert changes().summary == "no changes"


def test_why_something_is_replaced() -> None:
    [change] = changes(entry(["delete", "create"], replace_paths=[["cidr_block"], ["ebs", 0, "size"]])).resources

    assert change.why == "cidr_block, ebs[0].size cannot be changed in place"
    assert change.destroys


def test_why_something_is_deleted() -> None:
    [change] = changes(entry(["delete"], action_reason="delete_because_no_resource_config")).resources

    assert change.why == "it is no longer in the configuration"


def attributes(**change: Any) -> tuple[AttributeChange, ...]:
    return changes(entry(["update"], **change)).resources[0].attributes


def test_only_leaves_that_differ_are_told() -> None:
    found = attributes(
        before={"name": "a", "tags": {"One": "1", "Two": "2"}, "rules": [{"port": 1}, {"port": 2}]},
        after={"name": "a", "tags": {"One": "1", "Two": "3"}, "rules": [{"port": 1}, {"port": 9}]},
    )

    assert found == (
        AttributeChange(path="rules[1].port", before=2, after=9),
        AttributeChange(path="tags.Two", before="2", after="3"),
    )


def test_what_only_an_apply_can_tell_says_so() -> None:
    assert attributes(before={"arn": "x"}, after={}, after_unknown={"arn": True}) == (
        AttributeChange(path="arn", before="x", after=UNKNOWN),
    )


def test_what_the_provider_fills_with_nothing_is_no_change() -> None:
    assert attributes(before={"description": "", "count": 0}, after={"description": None, "count": None}) == ()


@pytest.mark.parametrize(
    "mask",
    [
        {"before_sensitive": {"password": True}, "after_sensitive": {}},
        {"before_sensitive": {}, "after_sensitive": {"password": True}},
        {"before_sensitive": False, "after_sensitive": True},
    ],
)
def test_a_secret_is_never_told(mask: dict[str, Any]) -> None:
    found = attributes(before={"password": "old-secret"}, after={"password": "new-secret"}, **mask)

    assert [(each.before, each.after) for each in found] == [(SENSITIVE, SENSITIVE)]


def test_a_secret_inside_a_list_that_grew_is_never_told() -> None:
    found = attributes(
        before={"users": [{"password": "secret"}]},
        after={"users": [{"password": "secret"}, {"password": "secret"}]},
        before_sensitive={"users": [{"password": True}]},
        after_sensitive={"users": [{"password": True}, {"password": True}]},
    )

    assert "secret" not in str([(each.before, each.after) for each in found]).replace(SENSITIVE, "")


def told(action: str) -> dict[str, Any]:
    resource = {"addr": f"aws_sns_topic.{action}", "resource_type": "aws_sns_topic"}
    return {"type": "planned_change", "change": {"resource": resource, "action": action}}


def test_changes_as_terraform_tells_them_while_it_plans() -> None:
    events = [{"type": "version"}, *map(told, ["create", "update", "replace", "delete", "import", "read", "noop"])]

    changes = changes_told(events)

    assert [change.action for change in changes.resources] == ["create", "update", "replace", "delete", "import"]
    assert changes.counts["add"] == 2
    assert changes.destroys


def test_outputs_that_change_are_told_too() -> None:
    outputs = {"Same": {"action": "noop"}, "New": {"action": "create"}}

    assert changes_told([{"type": "outputs", "outputs": outputs}]).outputs == ("New",)
    assert not changes_told([told("create")]).destroys
