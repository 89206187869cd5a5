"""Resources of a plan, before and after."""

from constructs_lib.analysis.changes import UNKNOWN
from constructs_lib.analysis.review.planned import planned_resources
from tests.analysis.review.plan_json import entry, resource, stack


def test_what_only_an_apply_can_tell_says_so() -> None:
    found = resource(
        "aws_sqs_queue.q",
        {"arn": "a", "tags": {"a": "1"}, "rule": [{"x": 1}]},
        {"tags": {"a": "2"}, "rule": [{"x": 1}]},
        unknown={"arn": True, "rule": [{"y": True}]},
    )

    assert found.after == {"arn": UNKNOWN, "tags": {"a": "2"}, "rule": [{"x": 1, "y": UNKNOWN}]}
    assert found.before["arn"] == "a"


def test_no_secret_is_in_it() -> None:
    found = resource(
        "aws_db_instance.d",
        {"password": "hunter2"},
        {"password": "hunter3"},
        change={"before_sensitive": {"password": True}, "after_sensitive": {"password": True}},
    )

    assert (found.before, found.after) == ({"password": "(sensitive)"}, {"password": "(sensitive, changed)"})


def test_what_stays_is_there_too_and_data_is_not() -> None:
    read = entry("aws_ami.a", {}, {}) | {"mode": "data"}

    found = planned_resources(stack(entry("aws_vpc.v", {"id": "v"}, {"id": "v"}), read))

    assert [(each.address, each.action) for each in found] == [("aws_vpc.v", "none")]


def test_what_is_written_comes_along() -> None:
    written = {"resource": {"aws_vpc": {"v": {"cidr_block": "${local.x}"}}}}
    [found] = planned_resources(stack(entry("aws_vpc.v", None, {"id": "v"}), document=written))

    assert (found.written, found.written_before, found.before) == ({"cidr_block": "${local.x}"}, {}, {})


def test_protection_is_read_from_the_stack() -> None:
    assert stack(document={"//": {"cairn": {"protected": True}}}).protected
    assert not stack().protected
