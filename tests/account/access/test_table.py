"""Terraform's rights on DynamoDB tables."""

from constructs_lib.account.access import table


def test_tables_of_this_environment_only_and_none_of_their_items() -> None:
    statements = (*table.reads("111111111111", "dev"), *table.writes("111111111111", "dev"))
    actions = {action for each in statements for action in each.actions if action.startswith("dynamodb:")}
    named = {resource for each in statements for resource in each.resources if ":dynamodb:" in resource}

    assert named == {"arn:aws:dynamodb:*:111111111111:table/dev-*"}
    assert actions & {"dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:Scan"} == set()


def test_keys_are_used_through_tables_only() -> None:
    """Making an encrypted table uses its key in the name of whoever makes it."""
    [using] = [each for each in table.writes("111111111111", "dev") if "kms:CreateGrant" in each.actions]

    assert using.conditions == {"StringLike": {"kms:ViaService": "dynamodb.*.amazonaws.com"}}
