"""Terraform's rights on contracts."""

from constructs_lib.account.access import contract


def test_contracts_of_this_environment_only() -> None:
    written = {resource for statement in contract.writes("111111111111", "dev") for resource in statement.resources}

    assert written == {"arn:aws:ssm:*:111111111111:parameter/cairn/dev/*"}
