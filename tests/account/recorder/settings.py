"""A recorder that has everything: what constructs are tried with, and what is applied."""

from constructs_lib.account.recorder.config import AggregatorConfig, RecorderConfig, RemediationConfig
from constructs_lib.account.recorder.recording import DeliveryConfig, RecordingConfig
from tests.placements import VIRGINIA

EVERYTHING = RecorderConfig(
    recording=RecordingConfig(
        frequency="DAILY",
        other_frequency_types=("AWS::S3::Bucket", "AWS::EC2::SecurityGroup"),
        excluded_types=("AWS::EC2::NetworkInterface",),
        service_linked_role="created",
        delivery=DeliveryConfig(bucket="own", prefix="evidence", snapshot_frequency="Six_Hours", changes_topic=True),
    ),
    excluded_rules=("ecs-insights",),
    packs=("cis", "pci-dss"),
    remediations=(
        RemediationConfig(rule="s3-public-access-block", automatic=True, max_attempts=5, retry_seconds=60),
        RemediationConfig(rule="kms-rotation"),
        RemediationConfig(rule="rds-public"),
        RemediationConfig(rule="vpc-default-security-group"),
    ),
    aggregator=AggregatorConfig(accounts=("222222222222",), regions=("us-east-1",)),
    collected_by={"security": VIRGINIA},
)
