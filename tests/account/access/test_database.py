"""Terraform's rights on databases and secrets."""

from constructs_lib.account.access import database

READS = list(database.reads("111111111111", "dev"))
WRITES = list(database.writes("111111111111", "dev"))


def test_no_value_of_a_secret_is_read_or_written() -> None:
    """Neither to plan nor to deploy."""
    allowed = {action for each in (*READS, *WRITES) for action in each.actions}

    assert [action for action in allowed if action.startswith("secretsmanager:") and "Value" in action] == []


def test_keys_are_used_by_way_of_a_service_only() -> None:
    using = [each for each in (*READS, *WRITES) if any(action.startswith("kms:") for action in each.actions)]

    assert len(using) == 2
    assert all("kms:ViaService" in each.conditions["StringLike"] for each in using)


def test_changes_what_is_named_after_the_environment_only() -> None:
    """Apart from what RDS names: default option groups, backups, its own role, the masters' secrets."""
    changed = {
        resource for each in WRITES for resource in each.resources if "dev-" not in resource and "key/*" not in resource
    }

    assert changed == {
        "arn:aws:iam::111111111111:role/aws-service-role/rds.amazonaws.com/AWSServiceRoleForRDS",
        "arn:aws:rds:*:111111111111:auto-backup:*",
        "arn:aws:rds:*:111111111111:og:default:*",
        "arn:aws:secretsmanager:*:111111111111:secret:rds!db-*",
    }


def test_functions_are_called_for_rotations_only() -> None:
    [calling] = [each for each in WRITES if "lambda:InvokeFunction" in each.actions]

    assert calling.resources == ("arn:aws:lambda:*:111111111111:function:dev-*-rotation",)
