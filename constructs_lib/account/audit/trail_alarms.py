"""What rings when something happens that is rarely meant: metrics of a trail's log group, and alarms on them."""

from typing import Final

from cdktf_cdktf_provider_aws.cloudwatch_log_metric_filter import (
    CloudwatchLogMetricFilter,
    CloudwatchLogMetricFilterMetricTransformation,
)
from constructs import Construct

from constructs_lib.account.audit.trail_config import TrailConfig
from constructs_lib.account.audit.watched import WATCHED, Watched
from constructs_lib.foundation.config import require
from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.parts.alarm import Alarm, Metric

_NAMESPACE: Final = "Cairn/Trail"
_PERIOD_SECONDS: Final = 300


class TrailAlarms(Construct):
    """The CIS benchmark's alarms, each with its filter. They count what a trail has written to `log_group_name`."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        config: TrailConfig,
        *,
        name: str,
        log_group_name: str,
        critical_topic_arn: str,
        warning_topic_arn: str,
    ) -> None:
        super().__init__(scope, id_)
        require(config, self.node.path)
        require_plain(self.node.path, name=name)
        topics = {"critical": critical_topic_arn, "warning": warning_topic_arn}
        for watched in WATCHED:
            if watched.name not in config.alarms_left_out:
                self._ring(watched, f"{name}-{watched.name}", log_group_name, topics[watched.severity])

    def _ring(self, watched: Watched, name: str, log_group_name: str, topic_arn: str) -> None:
        CloudwatchLogMetricFilter(
            self,
            f"{watched.name}-filter",
            name=name,
            log_group_name=log_group_name,
            pattern=watched.pattern,
            metric_transformation=CloudwatchLogMetricFilterMetricTransformation(
                # without a default value there is a metric, and a bill for it, only in hours in which it happens
                name=name,
                namespace=_NAMESPACE,
                value="1",
            ),
        )
        Alarm(
            self,
            watched.name,
            name=name,
            meaning=f"{watched.meaning} (CIS {watched.cis})",
            metric=Metric(
                namespace=_NAMESPACE, name=name, dimensions={}, statistic="Sum", period_seconds=_PERIOD_SECONDS
            ),
            threshold=watched.more_than,
            periods=1,
            # nothing happened, nothing measured
            missing_data="notBreaching",
            topic_arn=topic_arn,
        )
