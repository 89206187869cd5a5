"""Terraform's rights on clocks."""

from constructs_lib.account.access import schedule


def test_rules_of_this_environment_only() -> None:
    statements = (*schedule.reads("111111111111", "dev"), *schedule.writes("111111111111", "dev"))

    assert {resource for each in statements for resource in each.resources} == {
        "arn:aws:events:*:111111111111:rule/dev-*",
        "arn:aws:scheduler:*:111111111111:schedule/default/dev-*",
    }
    assert "events:PutEvents" not in {action for each in statements for action in each.actions}
