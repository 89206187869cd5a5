"""Terraform's rights on functions."""

from constructs_lib.account.access import function


def test_changes_functions_of_its_environment_only() -> None:
    changed = {resource for each in function.writes("111111111111", "dev") for resource in each.resources}

    assert changed == {"arn:aws:lambda:*:111111111111:function:dev-*"}


def test_calls_none_of_them() -> None:
    statements = [*function.reads("111111111111", "dev"), *function.writes("111111111111", "dev")]

    assert [action for each in statements for action in each.actions if "Invoke" in action] == []
