"""Terraform's rights on buckets of data."""

from constructs_lib.account.access import buckets


def test_buckets_of_this_environment_only() -> None:
    statements = (*buckets.reads("111111111111", "dev"), *buckets.writes("111111111111", "dev"))

    assert {resource for each in statements for resource in each.resources} == {"arn:aws:s3:::dev-*"}


def test_objects_are_nobodys_business() -> None:
    """Terraform sets buckets up; what is in them it neither reads nor writes, nor lifts their lock."""
    actions = {
        action
        for each in (*buckets.reads("111111111111", "dev"), *buckets.writes("111111111111", "dev"))
        for action in each.actions
    }

    assert [action for action in actions if "Object" in action.replace("ObjectLockConfiguration", "")] == []
    assert "s3:BypassGovernanceRetention" not in actions
