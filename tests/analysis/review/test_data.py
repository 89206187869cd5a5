"""What holds data, and what happens to it."""

from typing import Any

import pytest

from constructs_lib.analysis.review.data import data_findings, gone_finding, readers_of
from tests.analysis.review.plan_json import resource, short


def test_a_replaced_table_tells_the_attribute_and_its_readers() -> None:
    found = resource("aws_dynamodb_table.t", {"hash_key": "a"}, {"hash_key": "b"}, replaced_by="hash_key")

    assert short(data_findings(found, readers=("dev-us-east-1-service-api",))) == [
        (
            "data",
            "danger",
            "is destroyed and made again, empty",
            "hash_key cannot be changed in place",
            "read by dev-us-east-1-service-api",
        )
    ]


def test_a_deleted_database() -> None:
    gone = resource("aws_db_instance.d", {"id": "d"}, None, action_reason="delete_because_no_resource_config")

    assert short(data_findings(gone)) == [("data", "danger", "is destroyed", "it is no longer in the configuration")]


def test_what_is_in_use_is_an_interruption_and_the_rest_is_nothing() -> None:
    service = resource("aws_ecs_service.s", {"name": "a"}, {"name": "b"}, replaced_by="name")
    revision = resource("aws_ecs_task_definition.t", {"cpu": 1}, {"cpu": 2}, replaced_by="cpu")

    assert short(data_findings(service)) == [
        (
            "interruption",
            "look",
            "is replaced: whoever uses it is cut off meanwhile",
            "name cannot be changed in place",
        )
    ]
    assert short(data_findings(revision)) == []


@pytest.mark.parametrize("address", ["aws_cloudtrail.t", "aws_guardduty_detector.d"])
def test_who_stops_watching_is_looked_at(address: str) -> None:
    gone = resource(address, {"id": "x"}, None)

    assert [found[:3] for found in short(data_findings(gone))] == [("interruption", "look", "is destroyed")]


@pytest.mark.parametrize(
    ("kind", "before", "after", "severity", "what"),
    [
        (
            "aws_db_instance",
            {"deletion_protection": True},
            {"deletion_protection": False},
            "danger",
            "is less protected",
        ),
        (
            "aws_db_instance",
            {"skip_final_snapshot": False},
            {"skip_final_snapshot": True},
            "danger",
            "is less protected",
        ),
        ("aws_db_instance", {"backup_retention_period": 30}, {"backup_retention_period": 7}, "look", "keeps less"),
        ("aws_db_instance", {"backup_retention_period": 30}, {"backup_retention_period": 0}, "danger", "keeps less"),
        (
            "aws_dynamodb_table",
            {"point_in_time_recovery": [{"enabled": True}]},
            {"point_in_time_recovery": [{"enabled": False}]},
            "danger",
            "is less protected",
        ),
        (
            "aws_s3_bucket_versioning",
            {"versioning_configuration": [{"status": "Enabled"}]},
            {"versioning_configuration": [{"status": "Suspended"}]},
            "danger",
            "no longer keeps former versions",
        ),
        ("aws_cloudwatch_log_group", {"retention_in_days": 0}, {"retention_in_days": 30}, "look", "keeps less"),
    ],
)
def test_what_protects_less(kind: str, before: dict[str, Any], after: dict[str, Any], severity: str, what: str) -> None:
    assert [each[1:3] for each in short(data_findings(resource(f"{kind}.x", before, after)))] == [(severity, what)]
    assert short(data_findings(resource(f"{kind}.x", after, before))) == []


def test_what_nothing_manages_any_more() -> None:
    left = resource("aws_s3_bucket.b", {"id": "b"}, None, change={"actions": ["forget"]})

    assert short(data_findings(left)) == [("data", "look", "stays in AWS, but nothing manages it any more")]


def test_a_stack_that_goes_tells_how_to_destroy_it_first() -> None:
    assert gone_finding("dev-us-east-1-queue").details == (
        "before this is merged: cairn destroy dev dev-us-east-1-queue",
    )


def test_readers_are_sorted() -> None:
    reads = {"b": frozenset({"n"}), "a": frozenset({"n"}), "c": frozenset({"x"})}

    assert readers_of("n", reads) == ("a", "b")
