"""The recorder of an account and region, its delivery, and the switch that lets it run."""

from cdktf_cdktf_provider_aws.config_configuration_recorder import (
    ConfigConfigurationRecorder,
    ConfigConfigurationRecorderRecordingGroup,
    ConfigConfigurationRecorderRecordingGroupExclusionByResourceTypes,
    ConfigConfigurationRecorderRecordingGroupRecordingStrategy,
    ConfigConfigurationRecorderRecordingMode,
    ConfigConfigurationRecorderRecordingModeRecordingModeOverride,
)
from cdktf_cdktf_provider_aws.config_configuration_recorder_status import ConfigConfigurationRecorderStatus
from cdktf_cdktf_provider_aws.config_delivery_channel import (
    ConfigDeliveryChannel,
    ConfigDeliveryChannelSnapshotDeliveryProperties,
)
from cdktf_cdktf_provider_aws.iam_service_linked_role import IamServiceLinkedRole
from constructs import Construct

from constructs_lib.account.recorder.delivery import AWS_CONFIG
from constructs_lib.account.recorder.recording import RecordingConfig
from constructs_lib.foundation.config import require
from constructs_lib.foundation.guards.wiring import require_plain

_ROLE = "AWSServiceRoleForConfig"


class Recorder(Construct):
    """Recorder, channel, switch: AWS takes a channel only after a recorder, and starts one only with a channel.

    Destroyed the other way round, because a recorder that runs keeps its channel.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        config: RecordingConfig,
        *,
        name: str,
        account_id: str,
        bucket_name: str,
        key_arn: str,
        topic_arn: str | None = None,
    ) -> None:
        super().__init__(scope, id_)
        require(config, self.node.path)
        require_plain(self.node.path, name=name, account_id=account_id)
        recorder = ConfigConfigurationRecorder(
            self,
            "Default",
            name=name,
            role_arn=self._role_arn(config, account_id),
            recording_group=_group(config),
            recording_mode=_mode(config),
        )
        channel = ConfigDeliveryChannel(
            self,
            "channel",
            name=name,
            s3_bucket_name=bucket_name,
            s3_key_prefix=config.delivery.prefix,
            s3_kms_key_arn=key_arn,
            sns_topic_arn=topic_arn,
            snapshot_delivery_properties=ConfigDeliveryChannelSnapshotDeliveryProperties(
                delivery_frequency=config.delivery.snapshot_frequency
            ),
            depends_on=[recorder],
        )
        self.running = ConfigConfigurationRecorderStatus(
            self, "running", name=recorder.name, is_enabled=True, depends_on=[channel]
        )
        """What rules come after, and go before: AWS takes none without a recorder."""

    def _role_arn(self, config: RecordingConfig, account_id: str) -> str:
        if config.service_linked_role == "created":
            return IamServiceLinkedRole(self, "role", aws_service_name=AWS_CONFIG).arn
        return f"arn:aws:iam::{account_id}:role/aws-service-role/{AWS_CONFIG}/{_ROLE}"


def _group(config: RecordingConfig) -> ConfigConfigurationRecorderRecordingGroup:
    strategy = ConfigConfigurationRecorderRecordingGroupRecordingStrategy
    if config.types:
        return ConfigConfigurationRecorderRecordingGroup(
            all_supported=False,
            include_global_resource_types=False,
            resource_types=sorted(config.types),
            recording_strategy=[strategy(use_only="INCLUSION_BY_RESOURCE_TYPES")],
        )
    if config.excluded_types:
        excluded = ConfigConfigurationRecorderRecordingGroupExclusionByResourceTypes
        return ConfigConfigurationRecorderRecordingGroup(
            all_supported=False,
            include_global_resource_types=False,
            exclusion_by_resource_types=[excluded(resource_types=list(config.left_out))],
            recording_strategy=[strategy(use_only="EXCLUSION_BY_RESOURCE_TYPES")],
        )
    return ConfigConfigurationRecorderRecordingGroup(
        all_supported=True,
        include_global_resource_types=config.global_types,
        recording_strategy=[strategy(use_only="ALL_SUPPORTED_RESOURCE_TYPES")],
    )


def _mode(config: RecordingConfig) -> ConfigConfigurationRecorderRecordingMode:
    if not config.other_frequency_types:
        return ConfigConfigurationRecorderRecordingMode(recording_frequency=config.frequency)
    other = "DAILY" if config.frequency == "CONTINUOUS" else "CONTINUOUS"
    return ConfigConfigurationRecorderRecordingMode(
        recording_frequency=config.frequency,
        # AWS takes one override, which is enough for two frequencies
        recording_mode_override=ConfigConfigurationRecorderRecordingModeRecordingModeOverride(
            description="Types that change much more, or much less, than the others",
            recording_frequency=other,
            resource_types=sorted(config.other_frequency_types),
        ),
    )
