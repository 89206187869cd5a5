"""Addresses that may not get lost."""

from constructs_lib.analysis.addresses import addresses, lost
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
            fix="give the new resource move_from_id(…), or acknowledge the loss with a written reason",
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
