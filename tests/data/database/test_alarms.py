"""The alarms of a database alone in somebody's stack."""

from typing import Any

from constructs_lib.data.database.alarms import DatabaseAlarms
from constructs_lib.data.database.config import ApplicationConfig, DatabaseConfig
from tests.synthesis import resources, synthesized

CONFIG = DatabaseConfig(
    database_name="payments", application=ApplicationConfig(name="payments"), instance_class="db.t4g.small"
)


def alarms() -> dict[str, Any]:
    document = synthesized(
        lambda stack: DatabaseAlarms(
            stack,
            "alarms",
            CONFIG,
            name="shop",
            database_identifier="shop-database",
            critical_topic_arn="critical",
            warning_topic_arn="warning",
        )
    )
    return {each["metric_name"]: each for each in resources(document, "aws_cloudwatch_metric_alarm").values()}


def test_what_stops_a_database_pages_somebody() -> None:
    assert {name: each["alarm_actions"] for name, each in alarms().items()} == {
        "CPUUtilization": ["warning"],
        "FreeableMemory": ["warning"],
        "FreeStorageSpace": ["critical"],
        "DatabaseConnections": ["critical"],
    }


def test_what_runs_out_rings_below_and_what_fills_rings_above() -> None:
    assert {name: each["comparison_operator"] for name, each in alarms().items()} == {
        "CPUUtilization": "GreaterThanThreshold",
        "FreeableMemory": "LessThanThreshold",
        "FreeStorageSpace": "LessThanThreshold",
        "DatabaseConnections": "GreaterThanThreshold",
    }


def test_they_are_about_this_instance() -> None:
    assert {str(each["dimensions"]) for each in alarms().values()} == {"{'DBInstanceIdentifier': 'shop-database'}"}


def test_a_silent_database_is_a_lost_one() -> None:
    assert alarms()["FreeStorageSpace"]["treat_missing_data"] == "breaching"
