"""Settings of a trail that cannot work."""

from dataclasses import replace
from typing import Any

import pytest

from constructs_lib.account.audit.trail_config import (
    DataEventsConfig,
    OrganizationConfig,
    TrailConfig,
    TrailLockConfig,
    log_buckets,
)
from constructs_lib.foundation.config import check
from constructs_lib.foundation.placement import Account
from constructs_lib.foundation.state import LocalState
from tests.placements import VIRGINIA

OREGON = replace(VIRGINIA, region="us-west-2")
ELSEWHERE = replace(VIRGINIA, account=Account(name="shop-other", id="222222222222", state=LocalState()))


def told(config: object) -> list[tuple[str, str]]:
    return [(problem.where, problem.what) for problem in check(config)]


def told_at_virginia(**settings: Any) -> list[tuple[str, str]]:
    config = TrailConfig(**settings)
    assert told(config) == []
    return [(problem.where, problem.what) for problem in config.problems_at(VIRGINIA)]


def test_keeps_a_year_of_evidence_that_nobody_deletes() -> None:
    config = TrailConfig()

    assert (config.expiry_days, config.log_retention_days, config.multi_region) == (400, 400, True)
    assert config.object_lock == TrailLockConfig(days=365, mode="GOVERNANCE")
    assert told(config) == []


@pytest.mark.parametrize(
    ("settings", "where", "what"),
    [
        (
            {"expiry_days": 100},
            "expiry_days",
            "comes before the lock ends: an expired file would be hidden, and kept",
        ),
        ({"expiry_days": 30, "object_lock": None}, "expiry_days", "is out of range"),
        ({"insights": ("ApiCallRateInsight",) * 2}, "insights", "names one twice"),
        ({"data_events": (DataEventsConfig(bucket="audit"),) * 2}, "data_events[1]", "is there already"),
        ({"alarms_left_out": {"root-use": "why not"}}, "alarms_left_out", "has the wrong length"),
        ({"alarms_left_out": {"full-moon": "nobody is awake then"}}, "alarms_left_out", "is not one of the choices"),
    ],
)
def test_refuses(settings: Any, where: str, what: str) -> None:
    assert told(TrailConfig(**settings)) == [(where, what)]


@pytest.mark.parametrize(
    ("settings", "what"),
    [
        ({}, "names nothing"),
        ({"bucket": "audit", "table": "session"}, "names several things"),
        ({"arn": "arn:aws:s3:::others/", "at": OREGON}, "says where something is whose ARN says it"),
    ],
)
def test_what_is_recorded_is_one_thing(settings: Any, what: str) -> None:
    assert [said for _, said in told(DataEventsConfig(**settings))] == [what]


@pytest.mark.parametrize(
    "arn", ["arn:aws:s3", "arn:aws:s3:::", "arn:aws:s3:::bucket", "arn:aws:dynamodb", "arn:aws:lambda:us-east-1:x"]
)
def test_never_everything_of_a_kind_is_recorded(arn: str) -> None:
    assert [where for where, _ in told(DataEventsConfig(arn=arn))] == ["arn"]


def test_things_of_another_place_are_recorded_where_the_trail_can_see_them() -> None:
    there = (DataEventsConfig(bucket="audit", at=OREGON),)

    assert told_at_virginia(data_events=there) == []
    assert told_at_virginia(data_events=there, multi_region=False) == [
        ("data_events[0].at", "is another region, and the trail records its own only")
    ]


def test_other_accounts_are_recorded_by_the_organizations_trail_alone() -> None:
    there = (DataEventsConfig(bucket="audit", at=ELSEWHERE),)
    ours = OrganizationConfig(id="o-abcdefghij", management_account=VIRGINIA.account.id)

    assert told_at_virginia(data_events=there) == [
        ("data_events[0].at", "is another account, which this trail does not record")
    ]
    assert told_at_virginia(data_events=there, organization=ours) == []


def test_an_organization_is_recorded_from_its_management_account() -> None:
    theirs = OrganizationConfig(id="o-abcdefghij", management_account="999999999999")

    assert told_at_virginia(organization=theirs) == [
        ("organization", "is recorded from an account that does not own it")
    ]


@pytest.mark.parametrize("bucket", log_buckets(VIRGINIA))
def test_no_log_bucket_is_recorded(bucket: str) -> None:
    """Each file that is written would be an event in the next one."""
    assert told_at_virginia(data_events=(DataEventsConfig(arn=f"arn:aws:s3:::{bucket}/"),)) == [
        ("data_events[0].arn", "records the writing of logs, which is logged again, for ever")
    ]
