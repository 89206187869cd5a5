"""The application's secret alone in somebody's stack."""

from typing import Any

import pytest
from cdktf import TerraformStack

from constructs_lib.data.database.application_secret import ApplicationSecret
from constructs_lib.data.database.config import ApplicationConfig
from constructs_lib.data.database.rotation_function import RotationFunction
from constructs_lib.foundation.errors import ConfigError
from constructs_lib.parts.security_group import SecurityGroup
from tests.synthesis import resource, resources, synthesized

KEY = "arn:aws:kms:us-east-1:111111111111:key/1"
MASTER = "arn:aws:secretsmanager:us-east-1:111111111111:secret:rds!db-1"


def secret(stack: TerraformStack, *, name: str = "shop", protected: bool = True) -> None:
    made = ApplicationSecret(
        stack,
        "application",
        ApplicationConfig(name=name),
        name="shop-application",
        key_arn=KEY,
        host="shop.example.com",
        port=5432,
        database_name="shop",
        database_identifier="shop-database",
        master_secret_arn=MASTER,
        protected=protected,
    )
    function = RotationFunction(
        stack,
        "rotation",
        name="shop-rotation",
        application_secret_arn=made.arn,
        master_secret_arn=MASTER,
        secrets_key_arn=KEY,
        vpc_id="vpc-1",
        subnet_ids=["subnet-1"],
        database_group=SecurityGroup(stack, "database", name="shop", description="The database", vpc_id="vpc-1"),
        database_port=5432,
        account_id="111111111111",
        region="us-east-1",
        log_key_arn=KEY,
        log_retention_days=90,
        topic_arn="arn:aws:sns:us-east-1:111111111111:warning",
    )
    made.rotate_by(function)


def document(*, protected: bool = True) -> Any:
    return synthesized(lambda stack: secret(stack, protected=protected))


def test_begins_with_where_the_database_is_and_no_password() -> None:
    first = resource(document(), "aws_lambda_invocation")

    assert "password" not in first["input"]
    for part in ('"host" = "shop.example.com"', '"port" = 5432', '"owner" = "shop"', f'"masterarn" = "{MASTER}"'):
        assert part in first["input"]


def test_no_apply_touches_a_version_of_it() -> None:
    """Nothing reads one back, nothing can write one over a password: there is no version in Terraform."""
    made = document()
    first = resource(made, "aws_lambda_invocation")

    assert resources(made, "aws_secretsmanager_secret_version") == {}
    assert (first["lifecycle_scope"], first["lifecycle"]) == ("CREATE_ONLY", {"ignore_changes": ["input"]})


def test_rotates_at_once_and_after_the_first_version() -> None:
    rotation = resource(document(), "aws_secretsmanager_secret_rotation")

    assert rotation["rotation_lambda_arn"].startswith("${aws_lambda_function.")
    assert (rotation["rotate_immediately"], rotation["rotation_rules"]) == (True, {"automatically_after_days": 30})
    assert "aws_lambda_invocation.application_first-version" in rotation["depends_on"][0]


def test_the_function_is_called_when_it_can_reach_the_secret() -> None:
    assert {each.split(".")[0] for each in resource(document(), "aws_lambda_invocation")["depends_on"]} == {
        "aws_lambda_permission",
        "aws_vpc_security_group_egress_rule",
        "aws_vpc_security_group_ingress_rule",
    }


@pytest.mark.parametrize(("protected", "days"), [(True, 30), (False, 0)])
def test_a_protected_one_can_be_had_back(*, protected: bool, days: int) -> None:
    made = resource(document(protected=protected), "aws_secretsmanager_secret")

    assert (made["lifecycle"]["prevent_destroy"], made["recovery_window_in_days"]) == (protected, days)
    assert made["kms_key_id"].endswith("key/1")


def test_refuses_a_config_that_cannot_work() -> None:
    with pytest.raises(ConfigError, match=r"alone/application\.name: has the wrong form"):
        synthesized(lambda stack: secret(stack, name="Shop"))
