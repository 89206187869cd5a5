"""What follows from a database's settings."""

from dataclasses import replace

import pytest

from constructs_lib.data.database.config import ApplicationConfig, DatabaseConfig, StorageConfig
from constructs_lib.data.database.plan import (
    Thresholds,
    family,
    follows_minor_versions,
    log_group_names,
    parameters,
    thresholds,
)

CONFIG = DatabaseConfig(
    database_name="payments", application=ApplicationConfig(name="payments"), instance_class="db.t4g.small"
)


@pytest.mark.parametrize(("version", "name"), [("17", "postgres17"), ("16.4", "postgres16")])
def test_the_family_is_the_major_version(version: str, name: str) -> None:
    assert family(replace(CONFIG, engine_version=version)) == name


def test_a_pinned_minor_version_is_not_followed() -> None:
    """AWS would upgrade it, and Terraform want to go back."""
    assert [follows_minor_versions(replace(CONFIG, engine_version=each)) for each in ("17", "17.4")] == [True, False]


def test_nobody_gets_in_without_tls_or_with_an_md5_password() -> None:
    values = {each.name: each.value for each in parameters(CONFIG)}

    assert values["rds.force_ssl"] == "1"
    assert values["password_encryption"] == "scram-sha-256"
    assert values["rds.accepted_password_auth_method"] == "scram"


def test_static_parameters_wait_for_a_start() -> None:
    """AWS refuses `immediate` for them."""
    waiting = {each.name for each in parameters(CONFIG) if each.apply_method == "pending-reboot"}

    assert "shared_preload_libraries" in waiting


def test_log_groups_are_where_rds_writes() -> None:
    assert log_group_names("shop") == {
        "postgresql": "/aws/rds/instance/shop/postgresql",
        "upgrade": "/aws/rds/instance/shop/upgrade",
    }


def test_alarms_ring_by_the_size_of_the_instance() -> None:
    assert thresholds(replace(CONFIG, storage=StorageConfig(gib=40))) == Thresholds(
        cpu_percent=80, connections=180, free_memory_bytes=107_374_182, free_storage_bytes=2 * 2**30
    )


def test_a_large_instance_takes_five_thousand_connections_at_most() -> None:
    assert thresholds(replace(CONFIG, instance_class="db.r7g.4xlarge")).connections == 4000
