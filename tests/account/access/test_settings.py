"""Terraform's rights on settings."""

from constructs_lib.account.access import settings


def test_settings_of_this_environment_only() -> None:
    named = {
        resource
        for statement in (*settings.reads("111111111111", "dev"), *settings.writes("111111111111", "dev"))
        for resource in statement.resources
    }

    assert named == {"arn:aws:ssm:*:111111111111:parameter/*/dev/*"}
