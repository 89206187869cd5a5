"""The audit stack: what it puts together, for whom."""

from dataclasses import replace
from typing import Any

import pytest

from constructs_lib.account.audit.config import AnalyzerConfig, AuditConfig, DetectorConfig, ExistingDetectorConfig
from constructs_lib.account.audit.hub_config import SecurityHubConfig
from constructs_lib.account.audit.stack import AuditStack
from constructs_lib.account.audit.trail_config import DataEventsConfig, TrailConfig
from tests.placements import VIRGINIA
from tests.synthesis import resource, resources, synthesized_stack

ALL = AuditConfig(
    trail=TrailConfig(data_events=(DataEventsConfig(bucket="audit"),)),
    detector=DetectorConfig(),
    security_hub=SecurityHubConfig(),
    analyzer=AnalyzerConfig(),
)


def audit(config: AuditConfig = ALL, *, protected: bool = True) -> tuple[AuditStack, Any]:
    placement = replace(VIRGINIA, protected=protected)
    return synthesized_stack(lambda app: AuditStack(app, placement, config))


def test_needs_the_account_layer_alone_and_tells_nobody() -> None:
    stack, document = audit()

    assert [(read.source, read.record) for read in stack.reads] == [("test-us-east-1-account", "AccountOutputs")]
    assert "output" not in document


def test_names_carry_environment_and_region_and_the_bucket_its_account() -> None:
    _, document = audit()

    assert resource(document, "aws_cloudtrail")["name"] == "test-use1-trail"
    assert resource(document, "aws_s3_bucket")["bucket"] == "test-use1-trail-111111111111"
    assert resource(document, "aws_accessanalyzer_analyzer")["analyzer_name"] == "test-use1-analyzer"
    assert {body["name"] for body in resources(document, "aws_cloudwatch_event_rule").values()} == {
        "test-use1-analyzer-open",
        "test-use1-detector-high",
        "test-use1-detector-medium",
        "test-use1-security-hub-critical",
        "test-use1-security-hub-high",
    }


def test_the_trail_waits_until_it_may_write() -> None:
    _, document = audit()

    assert {each.partition(".")[0] for each in resource(document, "aws_cloudtrail")["depends_on"]} == {
        "aws_iam_role_policy",
        "aws_s3_bucket_policy",
    }


def test_what_is_not_asked_for_is_not_there() -> None:
    _, document = audit(AuditConfig(analyzer=AnalyzerConfig()))

    assert sorted(document["resource"]) == [
        "aws_accessanalyzer_analyzer",
        "aws_cloudwatch_event_rule",
        "aws_cloudwatch_event_target",
    ]


def test_somebody_elses_detector_is_listened_to_and_left_alone() -> None:
    _, document = audit(AuditConfig(detector=ExistingDetectorConfig(administrator_account="999999999999")))

    assert sorted(document["resource"]) == ["aws_cloudwatch_event_rule", "aws_cloudwatch_event_target"]
    assert len(resources(document, "aws_cloudwatch_event_rule")) == 2


@pytest.mark.parametrize("protected", [True, False])
def test_protection_is_the_placements(*, protected: bool) -> None:
    _, document = audit(protected=protected)
    guarded = [
        body["lifecycle"]["prevent_destroy"]
        for kind in ("aws_s3_bucket", "aws_kms_key", "aws_cloudwatch_log_group")
        for body in resources(document, kind).values()
    ]

    assert guarded == [protected] * 3


def test_addresses_say_nothing_of_environment_or_region() -> None:
    _, document = audit()
    names = [name for named in document["resource"].values() for name in named]

    assert [name for name in names if "test" in name or "us-east-1" in name or "use1" in name] == []
