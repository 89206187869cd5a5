"""Rules about what watches an account."""

from typing import Any

import pytest

from constructs_lib.analysis.document import Document
from constructs_lib.analysis.policies.judge import judge
from constructs_lib.analysis.policies.model import Estate
from constructs_lib.analysis.policies.packs import RULES
from tests.analysis.policies.cases import Case, both, holds, one, provider

TRAIL = "aws_cloudtrail"


def recorded(*arns: str, **more: Any) -> Document:
    """A trail of objects, of some or of all buckets."""
    fields = [
        {"field": "eventCategory", "equals": ["Data"]},
        {"field": "resources.type", "equals": ["AWS::S3::Object"]},
    ]
    if arns:
        fields.append({"field": "resources.ARN", "starts_with": list(arns)})
    return one(TRAIL, advanced_event_selector=[{"field_selector": [*fields, *more.get("fields", [])]}])


CASES = (
    Case(rule="trail-encrypted", good=one(TRAIL, kms_key_id="k"), bad=one(TRAIL), says="kms_key_id is missing"),
    Case(
        rule="trail-validated",
        good=one(TRAIL, enable_log_file_validation=True),
        bad=one(TRAIL),
        says="enable_log_file_validation is false",
    ),
    Case(rule="trail-logging", good=one(TRAIL), bad=one(TRAIL, enable_logging=False), says="enable_logging is false"),
    Case(
        rule="trail-multi-region",
        good=both(one(TRAIL, is_multi_region_trail=True)),
        bad=one(TRAIL),
        says="no trail of the account records all regions",
    ),
    Case(
        rule="trail-log-group",
        good=one(TRAIL, cloud_watch_logs_group_arn="arn"),
        bad=one(TRAIL),
        says="cloud_watch_logs_group_arn is missing",
    ),
    Case(
        rule="trail-own-files",
        good=recorded("arn:aws:s3:::audit/"),
        bad=recorded(),
        says="records objects of every bucket",
    ),
    Case(
        rule="trail-own-files",
        good=recorded(fields=[{"field": "resources.ARN", "not_starts_with": ["arn:aws:s3:::trail/"]}]),
        bad=recorded("arn:aws:s3:::"),
        says="records objects of every bucket",
    ),
    Case(
        rule="trail-own-files",
        good=one(
            TRAIL,
            event_selector=[
                {
                    "data_resource": [
                        {"type": "AWS::S3::Object", "values": ["arn:aws:s3:::audit/"]},
                        {"type": "AWS::Lambda::Function", "values": ["arn:aws:lambda"]},
                    ]
                }
            ],
        ),
        bad=one(TRAIL, event_selector=[{"data_resource": [{"type": "AWS::S3::Object", "values": ["arn:aws:s3"]}]}]),
        says="records objects of every bucket",
    ),
    Case(
        rule="detector-enabled",
        good=one("aws_guardduty_detector"),
        bad=one("aws_guardduty_detector", enable=False),
        says="enable is false",
    ),
    Case(
        rule="hub-standards-named",
        good=one("aws_securityhub_account", enable_default_standards=False),
        bad=one("aws_securityhub_account"),
        says="enable_default_standards is true",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.says}")
def test_rule(case: Case) -> None:
    holds(case)


@pytest.mark.parametrize(("other", "found"), [("111111111111", 0), ("222222222222", 1)])
def test_one_trail_of_all_regions_is_enough_for_an_account_and_for_no_other(other: str, found: int) -> None:
    here = both(one(TRAIL), provider(allowed_account_ids=["111111111111"]))
    there = both(one(TRAIL, is_multi_region_trail=True), provider(allowed_account_ids=[other]))
    rules = [RULES["trail-multi-region"]]

    assert len(judge(Estate({"here": here, "there": there}), {"here": rules, "there": rules}).findings) == found
