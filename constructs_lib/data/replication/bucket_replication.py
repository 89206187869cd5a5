"""The rule by which S3 copies a bucket's objects, and the messages about what it could not copy."""

from cdktf_cdktf_provider_aws.s3_bucket_notification import S3BucketNotification, S3BucketNotificationTopic
from cdktf_cdktf_provider_aws.s3_bucket_replication_configuration import (
    S3BucketReplicationConfigurationA,
    S3BucketReplicationConfigurationRule,
    S3BucketReplicationConfigurationRuleDeleteMarkerReplication,
    S3BucketReplicationConfigurationRuleDestination,
    S3BucketReplicationConfigurationRuleDestinationAccessControlTranslation,
    S3BucketReplicationConfigurationRuleDestinationEncryptionConfiguration,
    S3BucketReplicationConfigurationRuleDestinationMetrics,
    S3BucketReplicationConfigurationRuleDestinationMetricsEventThreshold,
    S3BucketReplicationConfigurationRuleDestinationReplicationTime,
    S3BucketReplicationConfigurationRuleDestinationReplicationTimeTime,
    S3BucketReplicationConfigurationRuleFilter,
    S3BucketReplicationConfigurationRuleSourceSelectionCriteria,
    S3BucketReplicationConfigurationRuleSourceSelectionCriteriaReplicaModifications,
    S3BucketReplicationConfigurationRuleSourceSelectionCriteriaSseKmsEncryptedObjects,
)
from constructs import Construct

from constructs_lib.data.replication.config import ReplicationConfig
from constructs_lib.data.replication.replication_role import End, ReplicationRole
from constructs_lib.foundation.config import require

RULE_ID = "everything"
"""The rule's name, which its metrics are found by."""
_PROMISED_MINUTES = 15
"""The only value AWS takes, for both: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ReplicationTimeValue.html"""
_ENABLED, _DISABLED = "Enabled", "Disabled"


class BucketReplication(Construct):
    """Everything of one bucket into one other, whose versioning is on.

    Both buckets are made by stacks that come before this one, so S3 finds versioning on at both ends. A bucket has one
    replication and one notification configuration: nothing else may write either.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        config: ReplicationConfig,
        *,
        name: str,
        source: End,
        destination: End,
        topic_arn: str,
    ) -> None:
        super().__init__(scope, id_)
        require(config, self.node.path)
        role = ReplicationRole(
            self,
            "role",
            name=name,
            source=source,
            destination=destination,
            delete_markers=config.delete_markers,
        )
        S3BucketReplicationConfigurationA(
            self,
            "Default",
            bucket=source.bucket_name,
            role=role.arn,
            rule=[_rule(config, destination, same_account=source.account_id == destination.account_id)],
            # S3 starts at once, and objects that fail for want of a permission are not tried again
            depends_on=list(role.policies),
        )
        S3BucketNotification(
            self,
            "notification",
            bucket=source.bucket_name,
            topic=[
                S3BucketNotificationTopic(
                    # failed, late, late but there, or not watched any more. EventBridge gets none of these events.
                    # https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-metrics-events.html
                    id="replication",
                    events=["s3:Replication:*"],
                    topic_arn=topic_arn,
                )
            ],
        )


def _rule(config: ReplicationConfig, destination: End, *, same_account: bool) -> S3BucketReplicationConfigurationRule:
    return S3BucketReplicationConfigurationRule(
        id=RULE_ID,
        priority=1,
        status=_ENABLED,
        # With a filter it is a rule of the second version. The first has none, and cannot say what becomes of delete
        # markers; a filter by tags could not copy them.
        filter=S3BucketReplicationConfigurationRuleFilter(prefix=""),
        delete_marker_replication=S3BucketReplicationConfigurationRuleDeleteMarkerReplication(
            status=_ENABLED if config.delete_markers else _DISABLED
        ),
        source_selection_criteria=S3BucketReplicationConfigurationRuleSourceSelectionCriteria(
            # without it S3 leaves out whatever a KMS key encrypts, which here is everything
            sse_kms_encrypted_objects=S3BucketReplicationConfigurationRuleSourceSelectionCriteriaSseKmsEncryptedObjects(
                status=_ENABLED
            ),
            # tags and locks changed on a copy go back to the original, once there is a replication the other way too
            replica_modifications=S3BucketReplicationConfigurationRuleSourceSelectionCriteriaReplicaModifications(
                status=_ENABLED
            ),
        ),
        destination=S3BucketReplicationConfigurationRuleDestination(
            bucket=destination.bucket_arn,
            # Copies belong to whom the bucket belongs to. Either of the two without the other says nothing.
            account=None if same_account else destination.account_id,
            access_control_translation=None if same_account else _to_the_owner(),
            # the key of that region: S3 takes any text here, and fails every object if it is another region's
            encryption_configuration=S3BucketReplicationConfigurationRuleDestinationEncryptionConfiguration(
                replica_kms_key_id=destination.key_arn
            ),
            metrics=_metrics(in_time=config.replication_time_control),
            replication_time=_in_time() if config.replication_time_control else None,
        ),
    )


def _to_the_owner() -> S3BucketReplicationConfigurationRuleDestinationAccessControlTranslation:
    return S3BucketReplicationConfigurationRuleDestinationAccessControlTranslation(owner="Destination")


def _metrics(*, in_time: bool) -> S3BucketReplicationConfigurationRuleDestinationMetrics:
    """Always on: alarms and events need them. The threshold goes with time control, which in turn needs metrics."""
    threshold = S3BucketReplicationConfigurationRuleDestinationMetricsEventThreshold(minutes=_PROMISED_MINUTES)
    return S3BucketReplicationConfigurationRuleDestinationMetrics(
        status=_ENABLED, event_threshold=threshold if in_time else None
    )


def _in_time() -> S3BucketReplicationConfigurationRuleDestinationReplicationTime:
    return S3BucketReplicationConfigurationRuleDestinationReplicationTime(
        status=_ENABLED,
        time=S3BucketReplicationConfigurationRuleDestinationReplicationTimeTime(minutes=_PROMISED_MINUTES),
    )
