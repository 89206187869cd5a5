"""What is recorded, and what AWS would refuse."""

from dataclasses import replace
from typing import Any

import pytest
from botocore.loaders import Loader

from constructs_lib.account.recorder.recording import GLOBAL_TYPES, DeliveryConfig, RecordingConfig, known_types
from constructs_lib.foundation.config import check
from tests.placements import VIRGINIA

BUCKET, GROUP, ROLE = "AWS::S3::Bucket", "AWS::EC2::SecurityGroup", "AWS::IAM::Role"


def refused(**settings: Any) -> list[tuple[str, str]]:
    return [(problem.where, problem.what) for problem in check(RecordingConfig(**settings))]


def test_the_types_are_those_of_awss_own_client() -> None:
    model = Loader().load_service_model("config", "service-2")

    assert known_types() == set(model["shapes"]["ResourceType"]["enum"])


@pytest.mark.parametrize(
    ("settings", "recorded"),
    [
        ({}, {BUCKET, GROUP, ROLE}),
        ({"global_types": False}, {BUCKET, GROUP}),
        ({"types": (BUCKET,)}, {BUCKET}),
        ({"types": (BUCKET, ROLE)}, {BUCKET, ROLE}),
        ({"excluded_types": (BUCKET,)}, {GROUP, ROLE}),
        ({"excluded_types": (BUCKET,), "global_types": False}, {GROUP}),
        ({"excluded_types": GLOBAL_TYPES}, {BUCKET, GROUP}),
    ],
)
def test_what_is_recorded(settings: Any, recorded: set[str]) -> None:
    config = RecordingConfig(**settings)

    assert check(config) == ()
    assert {kind for kind in (BUCKET, GROUP, ROLE) if config.records(kind)} == recorded
    assert config.records_global_types == (ROLE in recorded)


def test_with_exclusions_aws_records_iam_unless_it_is_one() -> None:
    assert RecordingConfig(excluded_types=(BUCKET,)).left_out == (BUCKET,)
    assert RecordingConfig(excluded_types=(BUCKET,), global_types=False).left_out == (*GLOBAL_TYPES, BUCKET)


def test_types_are_chosen_in_one_way() -> None:
    assert refused(types=(BUCKET,), excluded_types=(GROUP,)) == [
        ("excluded_types", "are left out of a list that does not have them")
    ]


def test_types_are_ones_that_there_are() -> None:
    assert refused(types=("AWS::S3::Buckets",)) == [("types", "has a type that AWS Config does not know")]
    assert refused(excluded_types=(BUCKET, BUCKET)) == [("excluded_types", "names a type twice")]
    assert refused(types=("S3",)) == [("types[0]", "has the wrong form")]


def test_only_what_is_recorded_has_another_frequency() -> None:
    missing = [("other_frequency_types", "has a type that is not recorded")]

    assert refused(other_frequency_types=(BUCKET,)) == []
    assert refused(types=(GROUP,), other_frequency_types=(BUCKET,)) == missing
    assert refused(excluded_types=(BUCKET,), other_frequency_types=(BUCKET,)) == missing


def test_some_types_are_never_daily() -> None:
    compliance = ("AWS::Config::ResourceCompliance",)

    assert refused(other_frequency_types=compliance) == [
        ("other_frequency_types", "has a type that AWS never records daily")
    ]
    assert refused(frequency="DAILY", other_frequency_types=compliance) == []


def test_a_list_that_has_global_types_means_them() -> None:
    assert refused(types=(ROLE,), global_types=False) == [("global_types", "is False, and types has some of them")]


def test_younger_regions_do_not_see_iam() -> None:
    zurich = replace(VIRGINIA, region="eu-central-2")

    assert [problem.got for problem in RecordingConfig().problems_at(zurich)] == ["eu-central-2"]
    assert list(RecordingConfig(global_types=False).problems_at(zurich)) == []
    assert list(RecordingConfig().problems_at(VIRGINIA)) == []


@pytest.mark.parametrize(
    ("settings", "whats"),
    [
        ({"bucket": "own", "prefix": "evidence"}, []),
        ({"bucket": "own", "prefix": "awslogs/evidence"}, ["has AWSLogs, which AWS Config adds itself"]),
        (
            {"prefix": "evidence"},
            ["is for a bucket of its own: the policy of the account's lets AWS Config write without one only"],
        ),
        ({"bucket": "own", "prefix": "AWSLogs"}, ["has the wrong form"]),
    ],
)
def test_prefixes(settings: Any, whats: list[str]) -> None:
    assert [problem.what for problem in check(DeliveryConfig(**settings))] == whats
