"""Terraform's rights on what every account has."""

from constructs_lib.account.access import account


def test_buckets_topics_and_budgets_of_this_environment_only() -> None:
    named = {
        resource
        for statement in (*account.reads("111111111111", "dev"), *account.writes("111111111111", "dev"))
        for resource in statement.resources
        if any(service in resource for service in (":budgets:", ":s3:", ":sns:"))
    }

    assert named == {
        "arn:aws:budgets::111111111111:budget/dev-*",
        "arn:aws:s3:::dev-*",
        "arn:aws:sns:*:111111111111:dev-*",
    }
