"""An alarm on one metric, which says what it means and tells a topic."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from cdktf import TerraformProvider
from cdktf_cdktf_provider_aws.cloudwatch_metric_alarm import CloudwatchMetricAlarm
from constructs import Construct

from constructs_lib.foundation.guards.wiring import require_plain


@dataclass(frozen=True, kw_only=True, slots=True)
class Metric:
    """What is measured, how often, and of what."""

    namespace: str
    name: str
    dimensions: Mapping[str, str]
    statistic: Literal["Average", "Sum", "Minimum", "Maximum"] = "Average"
    period_seconds: int = 60


class Alarm(Construct):
    """Rings when the metric is above (or below) the threshold in `periods` periods in a row, and tells when it is over.

    `missing_data` has no default: where silence is fine (errors that did not happen) it is `notBreaching`, where
    silence is the failure (a heartbeat) it is `breaching`. An alarm lives in the region of its metric, and so does its
    topic: `provider` is for link stacks, where that is another region.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        meaning: str,
        metric: Metric,
        threshold: float,
        when: Literal["above", "below"] = "above",
        periods: int,
        missing_data: Literal["notBreaching", "breaching", "ignore", "missing"],
        topic_arn: str,
        provider: TerraformProvider | None = None,
    ) -> None:
        super().__init__(scope, id_)
        require_plain(self.node.path, name=name, meaning=meaning)
        alarm = CloudwatchMetricAlarm(
            self,
            "Default",
            provider=provider,
            alarm_name=name,
            alarm_description=meaning,
            namespace=metric.namespace,
            metric_name=metric.name,
            dimensions=dict(metric.dimensions),
            statistic=metric.statistic,
            period=metric.period_seconds,
            threshold=threshold,
            comparison_operator="GreaterThanThreshold" if when == "above" else "LessThanThreshold",
            evaluation_periods=periods,
            treat_missing_data=missing_data,
            alarm_actions=[topic_arn],
            ok_actions=[topic_arn],
        )
        self.arn = alarm.arn
