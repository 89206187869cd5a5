"""An instance alone in somebody's stack."""

import json
from dataclasses import replace
from typing import Any

import pytest
from cdktf import TerraformStack

from constructs_lib.data.database.config import ApplicationConfig, DatabaseConfig
from constructs_lib.data.database.instance import Instance
from constructs_lib.foundation.errors import ConfigError
from tests.iam_linter import findings
from tests.synthesis import resource, resources, synthesized

CONFIG = DatabaseConfig(
    database_name="payments", application=ApplicationConfig(name="payments"), instance_class="db.t4g.small"
)
STORAGE_KEY, SECRETS_KEY = (f"arn:aws:kms:us-east-1:111111111111:key/{name}" for name in ("storage", "secrets"))


def instance(stack: TerraformStack, config: DatabaseConfig = CONFIG, *, protected: bool = True) -> Instance:
    return Instance(
        stack,
        "database",
        config,
        name="shop-database",
        vpc_id="vpc-1",
        subnet_ids=["subnet-1", "subnet-2"],
        storage_key_arn=STORAGE_KEY,
        secrets_key_arn=SECRETS_KEY,
        log_key_arn="arn:aws:kms:us-east-1:111111111111:key/logs",
        account_id="111111111111",
        protected=protected,
    )


def document(config: DatabaseConfig = CONFIG, *, protected: bool = True) -> Any:
    return synthesized(lambda stack: instance(stack, config, protected=protected))


def body(config: DatabaseConfig = CONFIG, *, protected: bool = True) -> Any:
    return resource(document(config, protected=protected), "aws_db_instance")


def test_is_private_encrypted_and_in_the_subnets_given() -> None:
    made = document()
    settings = resource(made, "aws_db_instance")

    assert (settings["publicly_accessible"], settings["storage_encrypted"]) == (False, True)
    assert settings["kms_key_id"] == settings["performance_insights_kms_key_id"] == STORAGE_KEY
    assert resource(made, "aws_db_subnet_group")["subnet_ids"] == ["subnet-1", "subnet-2"]
    # a second modification, and as long a wait again
    assert "ca_cert_identifier" not in settings


def test_nobody_is_let_in_yet() -> None:
    made = document()

    assert len(resources(made, "aws_security_group")) == 1
    assert resources(made, "aws_vpc_security_group_ingress_rule") == {}


def test_no_password_is_anywhere() -> None:
    """RDS makes the master's, keeps it in Secrets Manager under our key, and changes it."""
    made = document()
    settings = resource(made, "aws_db_instance")

    assert settings["manage_master_user_password"] is True
    assert settings["master_user_secret_kms_key_id"] == SECRETS_KEY
    assert not {"password", "password_wo", "password_wo_version"} & settings.keys()
    rotation = resource(made, "aws_secretsmanager_secret_rotation")
    assert rotation["rotation_rules"] == {"automatically_after_days": 30}
    assert rotation["secret_id"].endswith(".master_user_secret[0].secret_arn}")


def test_nothing_rds_refuses_with_a_managed_password_is_asked_for() -> None:
    assert not {"blue_green_update", "replicate_source_db", "custom_iam_instance_profile"} & body().keys()


def test_tls_is_forced_by_a_group_that_survives_a_change_of_family() -> None:
    group = resource(document(replace(CONFIG, engine_version="16")), "aws_db_parameter_group")

    assert (group["family"], group["name_prefix"]) == ("postgres16", "shop-database-postgres16-")
    assert group["lifecycle"] == {"create_before_destroy": True}
    assert {"name": "rds.force_ssl", "value": "1", "apply_method": "pending-reboot"} in group["parameter"]


def test_logs_have_their_groups_first() -> None:
    made = document()
    groups = resources(made, "aws_cloudwatch_log_group")

    assert {each["name"] for each in groups.values()} == {
        "/aws/rds/instance/shop-database/postgresql",
        "/aws/rds/instance/shop-database/upgrade",
    }
    waits = resource(made, "aws_db_instance")["depends_on"]
    assert len([each for each in waits if each.startswith("aws_cloudwatch_log_group.")]) == 2
    assert resource(made, "aws_db_instance")["enabled_cloudwatch_logs_exports"] == ["postgresql", "upgrade"]


def test_is_monitored_through_a_role_for_this_account() -> None:
    made = document()
    [trust] = json.loads(resource(made, "aws_iam_role")["assume_role_policy"])["Statement"]

    assert resource(made, "aws_db_instance")["monitoring_interval"] == 60
    assert trust["Principal"] == {"Service": "monitoring.rds.amazonaws.com"}
    assert trust["Condition"] == {"StringEquals": {"aws:SourceAccount": "111111111111"}}
    assert findings(made) == []


def test_grows_by_itself_and_keeps_backups() -> None:
    settings = body(replace(CONFIG, backup_days=35))

    assert (settings["allocated_storage"], settings["max_allocated_storage"], settings["storage_type"]) == (
        *(20, 100),
        "gp3",
    )
    assert (settings["backup_retention_period"], settings["copy_tags_to_snapshot"]) == (35, True)


def test_a_protected_one_cannot_go_and_leaves_a_snapshot_when_it_must() -> None:
    settings = body()

    assert (settings["deletion_protection"], settings["lifecycle"]["prevent_destroy"]) == (True, True)
    assert (settings["skip_final_snapshot"], settings["delete_automated_backups"]) == (False, False)


def test_an_unprotected_one_leaves_nothing() -> None:
    settings = body(protected=False)

    assert (settings["deletion_protection"], settings["lifecycle"]["prevent_destroy"]) == (False, False)
    assert (settings["skip_final_snapshot"], settings["delete_automated_backups"]) == (True, True)


def test_no_two_final_snapshots_are_called_the_same() -> None:
    """Terraform thinks of an id for each instance it makes, and the synthesized text is always the same."""
    settings = body()

    assert settings["final_snapshot_identifier"] == "shop-database-final-${uuid()}"
    assert settings["lifecycle"]["ignore_changes"] == ["final_snapshot_identifier"]


def test_a_reviewed_change_is_applied_at_once_and_upgrades_are_never_refused() -> None:
    settings = body()

    assert (settings["apply_immediately"], settings["allow_major_version_upgrade"]) == (True, True)


def test_without_performance_insights_no_key_is_named() -> None:
    settings = body(replace(CONFIG, performance_insights_days=None))

    assert settings["performance_insights_enabled"] is False
    assert not {"performance_insights_kms_key_id", "performance_insights_retention_period"} & settings.keys()


def test_refuses_a_config_that_cannot_work() -> None:
    with pytest.raises(ConfigError, match=r"alone/database\.backup_days: is out of range"):
        body(replace(CONFIG, backup_days=0))
