"""A trail alone in somebody's stack."""

import json
from typing import Any

from constructs_lib.account.audit.plan import Recorded
from constructs_lib.account.audit.trail import Trail
from constructs_lib.account.audit.trail_config import OrganizationConfig, TrailConfig
from tests.synthesis import resource, statements, synthesized

TRAIL = "arn:aws:cloudtrail:us-east-1:111111111111:trail/shop-trail"
OBJECTS = Recorded(name="Reads of objects", type="AWS::S3::Object", arns=("arn:aws:s3:::shop-audit/",), read_only=True)
ITEMS = Recorded(name="Reads and writes of items", type="AWS::DynamoDB::Table", arns=("arn:t",), read_only=None)


def trail(*recorded: Recorded, **settings: Any) -> Any:
    return synthesized(
        lambda stack: Trail(
            stack,
            "trail",
            TrailConfig(**settings),
            name="shop-trail",
            trail_arn=TRAIL,
            account_id="111111111111",
            recorded=recorded,
            bucket_name="shop-trail-111111111111",
            key_arn="arn:aws:kms:us-east-1:111111111111:key/1",
            log_key_arn="arn:aws:kms:us-east-1:111111111111:key/2",
        )
    )


def selectors(document: Any) -> dict[str, dict[str, Any]]:
    """By name, what each field must be."""
    return {
        each["name"]: {field["field"]: field.get("equals") or field["starts_with"] for field in each["field_selector"]}
        for each in resource(document, "aws_cloudtrail")["advanced_event_selector"]
    }


def test_records_every_region_with_digests_under_a_key() -> None:
    body = resource(trail(), "aws_cloudtrail")

    assert {key: value for key, value in body.items() if isinstance(value, bool)} == {
        "enable_log_file_validation": True,
        "enable_logging": True,
        "include_global_service_events": True,
        "is_multi_region_trail": True,
        "is_organization_trail": False,
    }
    assert body["kms_key_id"] == "arn:aws:kms:us-east-1:111111111111:key/1"
    assert "insight_selector" not in body
    assert "sns_topic_name" not in body


def test_records_calls_and_of_contents_what_it_is_told() -> None:
    assert selectors(trail(OBJECTS, ITEMS)) == {
        "Management events": {"eventCategory": ["Management"]},
        "Reads of objects": {
            "eventCategory": ["Data"],
            "resources.type": ["AWS::S3::Object"],
            "resources.ARN": ["arn:aws:s3:::shop-audit/"],
            "readOnly": ["true"],
        },
        "Reads and writes of items": {
            "eventCategory": ["Data"],
            "resources.type": ["AWS::DynamoDB::Table"],
            "resources.ARN": ["arn:t"],
        },
    }


def test_of_one_region_it_leaves_what_is_in_none_to_the_trail_of_all() -> None:
    body = resource(trail(multi_region=False), "aws_cloudtrail")

    assert (body["is_multi_region_trail"], body["include_global_service_events"]) == (False, False)


def test_asks_for_what_costs_more_only_when_told() -> None:
    body = resource(trail(insights=("ApiErrorRateInsight",), delivery_topic_name="collector"), "aws_cloudtrail")

    assert body["insight_selector"] == [{"insight_type": "ApiErrorRateInsight"}]
    assert body["sns_topic_name"] == "collector"


def test_its_log_group_is_there_before_it_and_the_role_is_its_alone() -> None:
    document = trail()
    group = resource(document, "aws_cloudwatch_log_group")
    body = resource(document, "aws_cloudtrail")
    [trusted] = json.loads(resource(document, "aws_iam_role")["assume_role_policy"])["Statement"]

    assert (group["name"], group["retention_in_days"]) == ("/aws/cloudtrail/shop-trail", 400)
    assert body["cloud_watch_logs_group_arn"].endswith(".arn}:*")
    assert any(each.startswith("aws_iam_role_policy.") for each in body["depends_on"])
    assert trusted["Condition"] == {"StringEquals": {"aws:SourceArn": TRAIL}}


def streams(document: Any) -> Any:
    """The log streams the role may write to."""
    written = statements(resource(document, "aws_iam_role_policy")["policy"])["WriteEvents"]["Resource"]
    return [each.partition(":log-stream:")[2] for each in ([written] if isinstance(written, str) else written)]


def test_writes_to_streams_of_its_account_and_its_organization() -> None:
    organization = OrganizationConfig(id="o-abcdefghij", management_account="111111111111")

    assert streams(trail()) == ["111111111111_*"]
    assert streams(trail(organization=organization)) == ["111111111111_*", "o-abcdefghij_*"]
    assert resource(trail(organization=organization), "aws_cloudtrail")["is_organization_trail"] is True
