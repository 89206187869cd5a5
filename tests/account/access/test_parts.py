"""Terraform's rights on roles, log groups and alarms."""

from constructs_lib.account.access import parts


def test_roles_are_handed_to_named_services_only() -> None:
    """Who may hand any role to anything can do whatever any role can."""
    [handing] = [statement for statement in parts.writes("111111111111", "dev") if "iam:PassRole" in statement.actions]

    assert handing.resources == ("arn:aws:iam::111111111111:role/dev-*",)
    assert "ecs-tasks.amazonaws.com" in handing.conditions["StringEquals"]["iam:PassedToService"]


def test_changes_what_is_named_after_the_environment_only() -> None:
    changed = [resource for statement in parts.writes("111111111111", "dev") for resource in statement.resources]

    assert [resource for resource in changed if "dev-*" not in resource] == []
