"""The application's secret alone in somebody's stack."""

from typing import Any

import pytest
from cdktf import TerraformStack

from constructs_lib.data.database.application_secret import OWN_LABEL, ApplicationSecret
from constructs_lib.data.database.config import ApplicationConfig
from constructs_lib.foundation.errors import ConfigError
from tests.synthesis import resource, synthesized

FUNCTION = "arn:aws:lambda:us-east-1:111111111111:function:shop-rotation"


def secret(
    stack: TerraformStack,
    config: ApplicationConfig = ApplicationConfig(name="shop"),  # noqa: B008 - configs are frozen
    *,
    protected: bool = True,
) -> ApplicationSecret:
    made = ApplicationSecret(
        stack,
        "application",
        config,
        name="shop-application",
        key_arn="arn:aws:kms:us-east-1:111111111111:key/1",
        host="shop.example.com",
        port=5432,
        database_name="shop",
        database_identifier="shop-database",
        master_secret_arn="arn:aws:secretsmanager:us-east-1:111111111111:secret:rds!db-1",
        protected=protected,
    )
    made.rotate_by(FUNCTION, after=())
    return made


def document(*, protected: bool = True) -> Any:
    return synthesized(lambda stack: secret(stack, protected=protected))


def test_says_where_the_database_is_and_holds_no_password() -> None:
    version = resource(document(), "aws_secretsmanager_secret_version")

    assert "password" not in str(version)
    for part in ('"host" = "shop.example.com"', '"port" = 5432', '"owner" = "shop"', '"masterarn"', '"engine"'):
        assert part in version["secret_string_wo"]
    assert not {"secret_string", "secret_binary"} & version.keys()


def test_the_first_version_is_never_written_again() -> None:
    """It keeps a label of its own, so AWS never deletes it; labels that rotations move are nobody's drift."""
    version = resource(document(), "aws_secretsmanager_secret_version")

    assert version["version_stages"] == ["AWSCURRENT", OWN_LABEL]
    assert version["lifecycle"]["ignore_changes"] == ["version_stages"]
    assert version["secret_string_wo_version"] == 1


def test_rotates_at_once_and_after_the_first_version() -> None:
    rotation = resource(document(), "aws_secretsmanager_secret_rotation")

    assert (rotation["rotation_lambda_arn"], rotation["rotate_immediately"]) == (FUNCTION, True)
    assert rotation["rotation_rules"] == {"automatically_after_days": 30}
    assert [each.split(".")[0] for each in rotation["depends_on"]] == ["aws_secretsmanager_secret_version"]


@pytest.mark.parametrize(("protected", "days"), [(True, 30), (False, 0)])
def test_a_protected_one_can_be_had_back(*, protected: bool, days: int) -> None:
    made = resource(document(protected=protected), "aws_secretsmanager_secret")

    assert (made["lifecycle"]["prevent_destroy"], made["recovery_window_in_days"]) == (protected, days)
    assert made["kms_key_id"].endswith("key/1")


def test_refuses_a_config_that_cannot_work() -> None:
    with pytest.raises(ConfigError, match=r"alone/application\.name: has the wrong form"):
        synthesized(lambda stack: secret(stack, ApplicationConfig(name="Shop")))
