"""What rings when flow logs stop arriving: a bucket says nothing by itself about what nobody delivers."""

from typing import Final

from cdktf_cdktf_provider_aws.s3_bucket_metric import S3BucketMetric, S3BucketMetricFilter
from constructs import Construct

from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.parts.alarm import Alarm, Metric

_FILTER: Final = "flow-logs"
# Files come every five minutes. An hour without one is neither a late file nor a gap in S3's best-effort metrics.
_PERIOD_SECONDS: Final = 900
_SILENT_PERIODS: Final = 4


class FlowLogAlarm(Construct):
    """Counts what is written below the flow logs' prefix, and rings after an hour of nothing.

    S3 counts requests only where a filter asks for it. Its metrics cost what custom ones do: a few dollars a month, where
    a copy of the logs in CloudWatch, which would count them for free, costs twice what they cost in S3. Every interface
    has its record, also without traffic, so silence means that delivery failed, or a network with nothing in it. The
    alarm rings once when it is made, until the first files are there.
    https://docs.aws.amazon.com/AmazonS3/latest/userguide/metrics-configurations.html
    """

    def __init__(self, scope: Construct, id_: str, *, name: str, bucket_name: str, prefix: str, topic_arn: str) -> None:
        super().__init__(scope, id_)
        require_plain(self.node.path, name=name, prefix=prefix)
        S3BucketMetric(self, "Default", bucket=bucket_name, name=_FILTER, filter=S3BucketMetricFilter(prefix=prefix))
        Alarm(
            self,
            "missing",
            name=f"{name}-missing",
            meaning="No flow log has arrived for an hour: log events are missing. Look at the flow log's delivery error, "
            "and at the policies of the log bucket and its key",
            metric=Metric(
                namespace="AWS/S3",
                name="PutRequests",
                dimensions={"BucketName": bucket_name, "FilterId": _FILTER},
                statistic="Sum",
                period_seconds=_PERIOD_SECONDS,
            ),
            threshold=1,
            when="below",
            periods=_SILENT_PERIODS,
            # nothing written, nothing measured
            missing_data="breaching",
            topic_arn=topic_arn,
        )
