"""Settings of a database: what is refused before AWS would."""

from dataclasses import replace
from typing import Any

import pytest

from constructs_lib.data.database.config import ApplicationConfig, DatabaseConfig, StorageConfig
from constructs_lib.foundation.config import check
from tests.placements import VIRGINIA

CONFIG = DatabaseConfig(
    database_name="payments", application=ApplicationConfig(name="payments"), instance_class="db.t4g.small"
)


def told(**changes: Any) -> list[str]:
    return [f"{problem.where}: {problem.what}" for problem in check(replace(CONFIG, **changes))]


def test_the_defaults_have_no_mistakes() -> None:
    assert check(CONFIG) == ()


def test_the_defaults_are_the_safe_ones() -> None:
    assert (CONFIG.multi_zone, CONFIG.backup_days, CONFIG.performance_insights_days) == (True, 7, 7)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"backup_days": 0}, "backup_days: is out of range"),
        ({"backup_days": 36}, "backup_days: is out of range"),
        ({"master_rotation_days": 1001}, "master_rotation_days: is out of range"),
        ({"performance_insights_days": 30}, "performance_insights_days: is not one of the choices"),
        ({"log_retention_days": 100}, "log_retention_days: is not one of the choices"),
        ({"engine_version": "14"}, "engine_version: has the wrong form"),
        ({"engine_version": "17.4.1"}, "engine_version: has the wrong form"),
        ({"component": "Orders"}, "component: has the wrong form"),
        ({"component": "a" * 21}, "component: has the wrong length"),
        ({"database_name": "1st"}, "database_name: has the wrong form"),
        ({"storage": StorageConfig(gib=19)}, "storage.gib: is out of range"),
        ({"application": ApplicationConfig(name="p" * 62)}, "application.name: has the wrong form"),
        ({"application": ApplicationConfig(name="p", rotation_days=0)}, "application.rotation_days: is out of range"),
    ],
    ids=str,
)
def test_a_field_out_of_its_range_is_told(changes: dict[str, Any], problem: str) -> None:
    assert told(**changes) == [problem]


@pytest.mark.parametrize(
    "instance_class", ["db.t4g.nano", "db.m7g.medium", "t4g.small", "db.t4g", "db.x9.large", "cache.t4g.small"]
)
def test_an_unknown_class_is_told(instance_class: str) -> None:
    assert told(instance_class=instance_class) == ["instance_class: is no known class for PostgreSQL"]


@pytest.mark.parametrize(
    ("instance_class", "gib"),
    [("db.t4g.micro", 1), ("db.t3.2xlarge", 32), ("db.m7g.large", 8), ("db.r7g.large", 16), ("db.r6i.4xlarge", 128)],
)
def test_memory_follows_from_the_class(instance_class: str, gib: int) -> None:
    assert replace(CONFIG, instance_class=instance_class).memory_gib == gib


@pytest.mark.parametrize(("gib", "max_gib", "enough"), [(100, 109, False), (100, 110, True), (25, 27, False)])
def test_storage_needs_a_tenth_to_grow(gib: int, max_gib: int, *, enough: bool) -> None:
    assert (told(storage=StorageConfig(gib=gib, max_gib=max_gib)) == []) is enough


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("master_username", "rdsadmin"),
        ("master_username", "admin"),
        ("master_username", "pg_master"),
        ("master_username", "rds_superuser"),
        ("database_name", "rdsadmin"),
        ("database_name", "template1"),
    ],
)
def test_names_of_rds_are_refused(field: str, name: str) -> None:
    assert told(**{field: name}) == [f"{field}: is a name that RDS keeps for itself"]


def test_the_applications_name_is_no_name_of_rds_either() -> None:
    application = ApplicationConfig(name="rds_iam")

    assert told(application=application) == ["application.name: is a name that RDS keeps for itself"]


def test_the_database_every_server_has_may_be_used() -> None:
    assert told(database_name="postgres") == []


@pytest.mark.parametrize("name", ["payments", "payments_a", "payments_b"])
def test_the_master_is_none_of_the_applications_roles(name: str) -> None:
    """A rotation would change the master's password."""
    assert told(master_username=name) == ["master_username: is one of the application's roles"]


@pytest.mark.parametrize(
    ("backup", "maintenance", "problems"),
    [
        ("03:00-04:00", "sun:04:00-sun:05:00", []),
        ("23:30-00:30", "sun:00:30-sun:01:30", []),
        ("03:00-04:00", "sun:03:30-sun:04:30", ["maintenance_window: overlaps the backup window, which is every day"]),
        ("23:45-00:15", "wed:00:00-wed:00:30", ["maintenance_window: overlaps the backup window, which is every day"]),
        ("00:00-00:30", "sun:23:45-mon:00:15", ["maintenance_window: overlaps the backup window, which is every day"]),
        ("03:00-03:29", "sun:05:00-sun:05:20", ["backup_window: is too short", "maintenance_window: is too short"]),
        ("3:00-4:00", "sun:05:00-sun:06:00", ["backup_window: is no window"]),
        ("03:00-04:00", "05:00-06:00", ["maintenance_window: is no window"]),
        (
            "24:00-25:00",
            "sunday:05:00-sunday:06:00",
            ["backup_window: is no window", "maintenance_window: is no window"],
        ),
    ],
)
def test_windows_are_whole_and_apart(backup: str, maintenance: str, problems: list[str]) -> None:
    assert told(backup_window=backup, maintenance_window=maintenance) == problems


def test_protected_placements_get_no_micro_class() -> None:
    """Never in production, whatever the environment is called."""
    micro = replace(CONFIG, instance_class="db.t4g.micro")

    assert check(micro) == ()
    assert [problem.where for problem in micro.problems_at(VIRGINIA)] == ["instance_class"]
    assert list(micro.problems_at(replace(VIRGINIA, protected=False))) == []
    assert list(CONFIG.problems_at(VIRGINIA)) == []


def test_the_rotation_function_calls_secrets_manager() -> None:
    assert CONFIG.aws_services == ("secretsmanager",)
