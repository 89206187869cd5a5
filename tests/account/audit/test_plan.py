"""Names of what is recorded: the same that the stacks of those things give them."""

from dataclasses import replace
from typing import Any

import pytest
from cdktf import App

from constructs_lib.account.audit.plan import Recorded, recorded, recorded_arn, standard_arn, trail_arn
from constructs_lib.account.audit.trail_config import DataEventsConfig, TrailConfig
from constructs_lib.data.bucket.config import BucketConfig
from constructs_lib.data.bucket.stack import BucketStack
from constructs_lib.data.table.config import AttributeConfig, TableConfig
from constructs_lib.data.table.stack import TableStack
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
