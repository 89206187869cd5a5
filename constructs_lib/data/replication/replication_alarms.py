"""What tells that copies are missing or late."""

from cdktf import TerraformProvider
from constructs import Construct

from constructs_lib.data.replication.config import ReplicationConfig
from constructs_lib.foundation.config import require
from constructs_lib.parts.alarm import Alarm, Metric

_NAMESPACE = "AWS/S3"
_GIB = 1024**3
_FAILURE_PERIOD_SECONDS = 300
_LATE_PERIODS, _BACKLOG_PERIODS = 5, 15


class FailureAlarm(Construct):
    """Rings in the source's region, the only one where failures are counted. No failures, no data points.

    https://docs.aws.amazon.com/AmazonS3/latest/userguide/repl-metrics.html
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        config: ReplicationConfig,
        *,
        name: str,
        source_bucket_name: str,
        destination_bucket_name: str,
        rule_id: str,
        topic_arn: str,
    ) -> None:
        super().__init__(scope, id_)
        require(config, self.node.path)
        Alarm(
            self,
            "failed",
            name=f"{name}-failed",
            meaning="Objects were not copied to the other region, and S3 does not try them again: copy them by hand",
            metric=Metric(
                namespace=_NAMESPACE,
                name="OperationsFailedReplication",
                dimensions=_dimensions(source_bucket_name, destination_bucket_name, rule_id),
                statistic="Sum",
                period_seconds=_FAILURE_PERIOD_SECONDS,
            ),
            threshold=config.tolerated_failures,
            periods=1,
            missing_data="notBreaching",
            topic_arn=topic_arn,
        )


class LagAlarms(Construct):
    """Ring in the destination's region, where S3 publishes how far the copies are behind.

    Without data they stay as they were, as AWS advises: a minute without a point says nothing about the copies. When the
    destination bucket is gone there is none at all, and what is written counts as failed in the source's region.
    https://docs.aws.amazon.com/AmazonS3/latest/userguide/metrics-dimensions.html#s3-cloudwatch-replication-metrics
    https://docs.aws.amazon.com/AmazonS3/latest/userguide/repl-metrics.html
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        config: ReplicationConfig,
        *,
        name: str,
        source_bucket_name: str,
        destination_bucket_name: str,
        rule_id: str,
        critical_topic_arn: str,
        warning_topic_arn: str,
        provider: TerraformProvider | None = None,
    ) -> None:
        super().__init__(scope, id_)
        require(config, self.node.path)
        dimensions = _dimensions(source_bucket_name, destination_bucket_name, rule_id)
        Alarm(
            self,
            "late",
            name=f"{name}-late",
            meaning="Copies are further behind their originals than the recovery point objective allows",
            metric=Metric(namespace=_NAMESPACE, name="ReplicationLatency", dimensions=dimensions, statistic="Maximum"),
            threshold=config.latency_alarm_seconds,
            periods=_LATE_PERIODS,
            missing_data="ignore",
            topic_arn=critical_topic_arn,
            provider=provider,
        )
        Alarm(
            self,
            "backlog",
            name=f"{name}-backlog",
            meaning="More waits to be copied to the other region than may be lost with this one",
            metric=Metric(
                namespace=_NAMESPACE, name="BytesPendingReplication", dimensions=dimensions, statistic="Maximum"
            ),
            threshold=config.pending_alarm_gib * _GIB,
            periods=_BACKLOG_PERIODS,
            missing_data="ignore",
            topic_arn=warning_topic_arn,
            provider=provider,
        )


def _dimensions(source: str, destination: str, rule_id: str) -> dict[str, str]:
    return {"SourceBucket": source, "DestinationBucket": destination, "RuleId": rule_id}
