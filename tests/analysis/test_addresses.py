"""Addresses that may not get lost."""

from constructs_lib.analysis.addresses import addresses, lost, moves, promises
from constructs_lib.foundation.errors import Problem

STACK = "dev-us-east-1-data"
NOW = {"resource": {"aws_s3_bucket": {"audit": {}}, "aws_s3_bucket_policy": {"audit": {}}}}


def test_addresses_are_sorted() -> None:
    """So that a file of them has one order."""
    assert addresses(NOW) == ("aws_s3_bucket.audit", "aws_s3_bucket_policy.audit")


def test_refuses_to_lose_a_stateful_address() -> None:
    """A renamed construct is a destroyed bucket."""
    found = lost(("aws_s3_bucket.old", "aws_s3_bucket.audit"), NOW, stack_id=STACK, acknowledged={})

    assert found == (
        Problem(
            where=f"{STACK}/aws_s3_bucket.old",
            what="a stateful resource is gone: Terraform will destroy it",
            fix="say where it is now, by a Moved(…), or acknowledge the loss with a written reason",
        ),
    )


def test_a_policy_may_go() -> None:
    """What holds no state is made again without loss."""
    assert lost(("aws_s3_bucket_policy.old",), NOW, stack_id=STACK, acknowledged={}) == ()


def test_a_moved_block_keeps_the_resource() -> None:
    """Terraform then renames instead of destroying."""
    moved = {**NOW, "moved": [{"from": "aws_s3_bucket.old", "to": "aws_s3_bucket.audit"}]}

    assert lost(("aws_s3_bucket.old",), moved, stack_id=STACK, acknowledged={}) == ()


def test_a_written_reason_is_enough_and_an_empty_one_is_not() -> None:
    """Losing something on purpose is said, not implied."""
    before, key = ("aws_s3_bucket.old",), f"{STACK}/aws_s3_bucket.old"

    assert lost(before, NOW, stack_id=STACK, acknowledged={key: "replaced by audit, emptied in March"}) == ()
    assert len(lost(before, NOW, stack_id=STACK, acknowledged={key: ""})) == 1


def table(name: str = "orders", **settings: object) -> dict[str, object]:
    return {"resource": {"aws_dynamodb_table": {name: {"name": "orders", "hash_key": "id", **settings}}}}


CANNOT = "hash_key cannot be changed in place: Terraform will destroy the resource and make it again, empty"
TABLE_LINES = ("aws_dynamodb_table.orders", '  hash_key = "id"', '  name = "orders"')


def test_what_cannot_change_stands_below_its_address() -> None:
    assert promises(table(billing_mode="PAY_PER_REQUEST")) == TABLE_LINES


def test_refuses_to_replace_what_holds_data() -> None:
    """Terraform would make an empty one."""
    [problem] = lost(TABLE_LINES, table(hash_key="tenant"), stack_id=STACK, acknowledged={})

    assert str(problem).splitlines() == [
        f"{STACK}/aws_dynamodb_table.orders: {CANNOT}",
        '    got      "tenant"',
        '    allowed  "id"',
        "    fix      change it back, or acknowledge the loss with a written reason",
    ]


def test_one_more_and_one_less_replace_too() -> None:
    more = lost(TABLE_LINES, table(range_key="at"), stack_id=STACK, acknowledged={})
    less = lost((*TABLE_LINES, '  range_key = "at"'), table(), stack_id=STACK, acknowledged={})

    assert [(each.allowed, each.got) for each in (*more, *less)] == [("not set", '"at"'), ('"at"', "not set")]


def test_what_may_change_and_what_is_acknowledged_passes() -> None:
    key = f"{STACK}/aws_dynamodb_table.orders"

    assert lost(TABLE_LINES, table(billing_mode="PROVISIONED"), stack_id=STACK, acknowledged={}) == ()
    assert lost(TABLE_LINES, table(hash_key="x"), stack_id=STACK, acknowledged={key: "it is empty"}) == ()


def test_a_file_of_before_knows_addresses_only() -> None:
    assert lost(("aws_dynamodb_table.orders",), table(), stack_id=STACK, acknowledged={}) == ()


def test_what_is_moved_keeps_its_promises_under_its_new_address() -> None:
    moved = [{"from": "aws_dynamodb_table.orders", "to": "aws_dynamodb_table.mid"}]
    moved += [{"from": "aws_dynamodb_table.mid", "to": "aws_dynamodb_table.new"}]

    assert lost(TABLE_LINES, {**table("new"), "moved": moved}, stack_id=STACK, acknowledged={}) == ()
    [problem] = lost(TABLE_LINES, {**table("new", hash_key="x"), "moved": moved}, stack_id=STACK, acknowledged={})
    assert problem.where == f"{STACK}/aws_dynamodb_table.orders"


def test_a_move_to_nowhere_is_a_loss() -> None:
    """Terraform moves it in the state, finds nothing written there, and destroys it."""
    moved = [{"from": "aws_dynamodb_table.orders", "to": "aws_dynamodb_table.typo"}]
    [problem] = lost(TABLE_LINES, {**table("new"), "moved": moved}, stack_id=STACK, acknowledged={})

    assert (problem.what, problem.got) == (
        "is moved to an address that does not exist: Terraform will destroy it",
        "aws_dynamodb_table.typo",
    )


def test_a_reference_to_what_was_moved_is_the_same_reference() -> None:
    lines = ("aws_s3_bucket.b", '  bucket = "${aws_kms_key.old.id}"', "aws_kms_key.old")
    now = {
        "resource": {"aws_s3_bucket": {"b": {"bucket": "${aws_kms_key.new.id}"}}, "aws_kms_key": {"new": {}}},
        "moved": {"from": "aws_kms_key.old", "to": "aws_kms_key.new"},
    }

    assert lost(lines, now, stack_id=STACK, acknowledged={}) == ()


def test_moves_in_a_circle_end() -> None:
    circle = {"moved": [{"from": "a.x", "to": "a.y"}, {"from": "a.y", "to": "a.x"}]}

    assert moves(circle) == {"a.x": "a.x", "a.y": "a.y"}
