"""Terraform's rights on what watches spending."""

from constructs_lib.account.access import spending

STATEMENTS = (*spending.reads("111111111111", "dev"), *spending.writes("111111111111", "dev"))


def test_denials_are_made_and_never_attached() -> None:
    """Whoever could attach policies could give itself any right."""
    actions = {action for each in STATEMENTS for action in each.actions if action.startswith("iam:")}

    assert [action for action in actions if "Attach" in action or "Role" in action or "User" in action] == []
    assert {resource for each in STATEMENTS for resource in each.resources if ":iam:" in resource} == {
        "arn:aws:iam::111111111111:policy/dev-*"
    }


def test_actions_are_of_this_environments_budgets() -> None:
    assert {resource for each in STATEMENTS for resource in each.resources if ":budgets:" in resource} == {
        "arn:aws:budgets::111111111111:budget/dev-*/action/*"
    }


def test_planning_changes_nothing() -> None:
    actions = [action.split(":")[1] for each in spending.reads("111111111111", "dev") for action in each.actions]

    assert [action for action in actions if not action.startswith(("Describe", "Get", "List"))] == []
