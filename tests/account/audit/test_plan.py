"""Names of what is recorded: the same that the stacks of those things give them."""

from dataclasses import replace
from typing import Any

import pytest
from cdktf import App

from constructs_lib.account.audit.config import AuditConfig, DetectorConfig, ExistingDetectorConfig
from constructs_lib.account.audit.hub_config import SecurityHubConfig
from constructs_lib.account.audit.plan import (
    Audited,
    Recorded,
    recorded,
    recorded_arn,
    standard_arn,
    trail_arn,
    watch_problems,
)
from constructs_lib.account.audit.trail_config import DataEventsConfig, TrailConfig
from constructs_lib.data.bucket.config import BucketConfig
from constructs_lib.data.bucket.stack import BucketStack
from constructs_lib.data.table.config import AttributeConfig, TableConfig
from constructs_lib.data.table.stack import TableStack
from constructs_lib.foundation.placement import Placement
from tests.placements import VIRGINIA
from tests.synthesis import resources, synthesized_stack

OREGON = replace(VIRGINIA, region="us-west-2")


@pytest.mark.parametrize("place", [VIRGINIA, OREGON], ids=lambda place: place.region)
def test_a_bucket_is_recorded_under_the_name_it_has(place: Any) -> None:
    def bucket(app: App) -> BucketStack:
        return BucketStack(app, place, BucketConfig(component="audit", inventory=None))

    _, document = synthesized_stack(bucket)
    [body] = resources(document, "aws_s3_bucket").values()

    assert recorded_arn(DataEventsConfig(bucket="audit", at=place), VIRGINIA) == f"arn:aws:s3:::{body['bucket']}/"


def test_a_table_is_recorded_under_the_name_it_has() -> None:
    config = TableConfig(component="session", partition_key=AttributeConfig(name="id"))
    _, document = synthesized_stack(lambda app: TableStack(app, VIRGINIA, config))
    [body] = resources(document, "aws_dynamodb_table").values()

    assert recorded_arn(DataEventsConfig(table="session"), VIRGINIA) == (
        f"arn:aws:dynamodb:us-east-1:111111111111:table/{body['name']}"
    )


def test_what_is_recorded_alike_is_one_selector() -> None:
    config = TrailConfig(
        data_events=(
            DataEventsConfig(bucket="audit", at=OREGON),
            DataEventsConfig(bucket="audit"),
            DataEventsConfig(arn="arn:aws:s3:::others/incoming/", only="WriteOnly"),
            DataEventsConfig(table="session", only="ReadOnly"),
        )
    )

    assert recorded(config, VIRGINIA) == (
        Recorded(
            name="Reads and writes of objects",
            type="AWS::S3::Object",
            arns=(
                "arn:aws:s3:::test-use1-data-audit-111111111111/",
                "arn:aws:s3:::test-usw2-data-audit-111111111111/",
            ),
            read_only=None,
        ),
        Recorded(
            name="Writes of objects", type="AWS::S3::Object", arns=("arn:aws:s3:::others/incoming/",), read_only=False
        ),
        Recorded(
            name="Reads of items",
            type="AWS::DynamoDB::Table",
            arns=("arn:aws:dynamodb:us-east-1:111111111111:table/test-use1-session-table",),
            read_only=True,
        ),
    )


def test_nothing_of_contents_is_recorded_unless_told() -> None:
    assert recorded(TrailConfig(), VIRGINIA) == ()


def test_arns_that_are_known_before_their_things() -> None:
    assert trail_arn(VIRGINIA) == "arn:aws:cloudtrail:us-east-1:111111111111:trail/test-use1-trail"
    assert standard_arn("pci-dss-4.0.1", "us-west-2") == "arn:aws:securityhub:us-west-2::standards/pci-dss/v/4.0.1"


PROD = replace(VIRGINIA, protected=True)
DETECTOR = AuditConfig(detector=DetectorConfig())


def audited(place: Placement, config: AuditConfig) -> Audited:
    return Audited(stack_id=place.stack_id("audit"), placement=place, config=config)


def told(*watched: Audited, stacks: tuple[str, ...] = (), places: tuple[Placement, ...] = ()) -> list[tuple[str, str]]:
    return [(problem.where, problem.what) for problem in watch_problems(watched, stacks=stacks, places=places)]


def test_what_is_recorded_is_there() -> None:
    trail = TrailConfig(
        data_events=(
            DataEventsConfig(bucket="audit"),
            DataEventsConfig(bucket="audit", at=OREGON),
            DataEventsConfig(table="session"),
            DataEventsConfig(arn="arn:aws:s3:::others/"),
        )
    )
    here = audited(VIRGINIA, AuditConfig(trail=trail))
    there = ("test-us-east-1-bucket-audit", "test-us-west-2-bucket-audit", "test-us-east-1-table-session")

    assert told(here, stacks=there) == []
    assert told(here, stacks=there[:1]) == [
        ("test-us-east-1-audit.trail.data_events[1].bucket", "is no bucket there"),
        ("test-us-east-1-audit.trail.data_events[2].table", "is no table there"),
    ]


def test_some_trail_of_an_account_records_every_region() -> None:
    one, all_ = (AuditConfig(trail=TrailConfig(multi_region=each)) for each in (False, True))

    assert told(audited(VIRGINIA, one), audited(OREGON, all_)) == []
    assert told(audited(VIRGINIA, one), audited(OREGON, one)) == [
        (
            "test-us-east-1-audit and test-us-west-2-audit",
            "record single regions, and the account's others are recorded by nobody",
        )
    ]


def test_findings_are_gathered_from_regions_that_have_some() -> None:
    gathers = AuditConfig(security_hub=SecurityHubConfig(gathers_from=("us-west-2",)))
    hub = AuditConfig(security_hub=SecurityHubConfig())

    assert told(audited(VIRGINIA, gathers), audited(OREGON, hub)) == []
    assert told(audited(VIRGINIA, gathers), audited(OREGON, DETECTOR)) == [
        ("test-us-east-1-audit.security_hub.gathers_from", "is a region without Security Hub")
    ]


@pytest.mark.parametrize(("protected", "problems"), [(True, 1), (False, 0)])
def test_no_protected_place_of_a_watched_account_is_forgotten(*, protected: bool, problems: int) -> None:
    forgotten = replace(OREGON, protected=protected)

    assert len(told(audited(PROD, DETECTOR), places=(PROD, forgotten))) == problems
    assert told(audited(PROD, DETECTOR), audited(forgotten, DETECTOR), places=(PROD, forgotten)) == []


def test_somebody_elses_detector_watches_too() -> None:
    theirs = AuditConfig(detector=ExistingDetectorConfig(administrator_account="999999999999"))

    assert told(audited(PROD, DETECTOR), audited(OREGON, theirs), places=(PROD, OREGON)) == []


def test_an_account_where_nobody_looks_is_its_owners_choice() -> None:
    assert told(audited(PROD, AuditConfig(trail=TrailConfig())), places=(PROD, OREGON)) == []
