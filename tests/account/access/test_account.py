"""Terraform's rights on what every account has."""

from constructs_lib.account.access import account


def test_buckets_and_topics_of_this_environment_only() -> None:
    named = {
        resource
        for statement in (*account.reads("111111111111", "dev"), *account.writes("111111111111", "dev"))
        for resource in statement.resources
        if ":s3:" in resource or ":sns:" in resource
    }

    assert named == {"arn:aws:s3:::dev-*", "arn:aws:sns:*:111111111111:dev-*"}
