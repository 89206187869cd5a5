"""A recorder alone in somebody's stack."""

from typing import Any

import pytest

from constructs_lib.account.recorder.recorder import Recorder
from constructs_lib.account.recorder.recording import DeliveryConfig, RecordingConfig
from constructs_lib.foundation.errors import ConfigError
from tests.synthesis import resource, resources, synthesized

RECORDER, CHANNEL, STATUS = (
    "aws_config_configuration_recorder",
    "aws_config_delivery_channel",
    "aws_config_configuration_recorder_status",
)


def recorder(topic_arn: str | None = None, **settings: Any) -> Any:
    return synthesized(
        lambda stack: Recorder(
            stack,
            "recorder",
            RecordingConfig(**settings),
            name="shop-recorder",
            account_id="111111111111",
            bucket_name="shop-logs",
            key_arn="arn:aws:kms:us-east-1:111111111111:key/1",
            topic_arn=topic_arn,
        )
    )


def test_channel_after_recorder_and_switch_after_channel() -> None:
    """Destroyed the other way round: off, channel, recorder."""
    document = recorder()

    assert resource(document, CHANNEL)["depends_on"] == [f"{RECORDER}.recorder"]
    (waited,) = resource(document, STATUS)["depends_on"]
    assert waited.startswith(f"{CHANNEL}.recorder_channel_")
    assert resource(document, STATUS)["is_enabled"] is True


def test_everything_and_what_is_global() -> None:
    group = resource(recorder(), RECORDER)["recording_group"]

    assert (group["all_supported"], group["include_global_resource_types"]) == (True, True)
    assert "resource_types" not in group
    assert resource(recorder(global_types=False), RECORDER)["recording_group"]["include_global_resource_types"] is False


def test_only_some_types() -> None:
    group = resource(recorder(types=("AWS::S3::Bucket", "AWS::KMS::Key")), RECORDER)["recording_group"]

    assert group["resource_types"] == ["AWS::KMS::Key", "AWS::S3::Bucket"]
    assert (group["all_supported"], group["include_global_resource_types"]) == (False, False)
    assert group["recording_strategy"] == [{"use_only": "INCLUSION_BY_RESOURCE_TYPES"}]


def test_all_but_some_types() -> None:
    group = resource(recorder(excluded_types=("AWS::S3::Bucket",), global_types=False), RECORDER)["recording_group"]

    assert group["exclusion_by_resource_types"] == [
        {
            "resource_types": [
                "AWS::IAM::Group",
                "AWS::IAM::Policy",
                "AWS::IAM::Role",
                "AWS::IAM::User",
                "AWS::S3::Bucket",
            ]
        }
    ]
    assert group["recording_strategy"] == [{"use_only": "EXCLUSION_BY_RESOURCE_TYPES"}]


@pytest.mark.parametrize(("frequency", "other"), [("CONTINUOUS", "DAILY"), ("DAILY", "CONTINUOUS")])
def test_two_frequencies(frequency: str, other: str) -> None:
    mode = resource(recorder(frequency=frequency, other_frequency_types=("AWS::S3::Bucket",)), RECORDER)[
        "recording_mode"
    ]

    assert mode["recording_frequency"] == frequency
    assert mode["recording_mode_override"]["recording_frequency"] == other
    assert mode["recording_mode_override"]["resource_types"] == ["AWS::S3::Bucket"]


def test_the_role_is_there_or_made() -> None:
    linked = "arn:aws:iam::111111111111:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"

    assert resource(recorder(), RECORDER)["role_arn"] == linked
    assert resources(recorder(), "aws_iam_service_linked_role") == {}
    made = recorder(service_linked_role="created")
    assert resource(made, "aws_iam_service_linked_role")["aws_service_name"] == "config.amazonaws.com"
    assert resource(made, RECORDER)["role_arn"].startswith("${aws_iam_service_linked_role.recorder_role_")


def test_where_it_delivers() -> None:
    delivery = DeliveryConfig(bucket="own", prefix="evidence", snapshot_frequency="One_Hour")
    channel = resource(recorder(topic_arn="arn:aws:sns:us-east-1:111111111111:all", delivery=delivery), CHANNEL)

    assert channel["s3_bucket_name"] == "shop-logs"
    assert channel["s3_key_prefix"] == "evidence"
    assert channel["s3_kms_key_arn"].endswith(":key/1")
    assert channel["sns_topic_arn"].endswith(":all")
    assert channel["snapshot_delivery_properties"] == {"delivery_frequency": "One_Hour"}
    assert "sns_topic_arn" not in resource(recorder(), CHANNEL)


def test_mistaken_settings_are_refused() -> None:
    with pytest.raises(ConfigError, match="does not know"):
        recorder(types=("AWS::S3::Pail",))
