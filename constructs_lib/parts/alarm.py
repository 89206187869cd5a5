"""An alarm on one metric, or on what follows from several, which says what it means and tells a topic."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from cdktf import TerraformProvider
from cdktf_cdktf_provider_aws.cloudwatch_metric_alarm import (
    CloudwatchMetricAlarm,
    CloudwatchMetricAlarmMetricQuery,
    CloudwatchMetricAlarmMetricQueryMetric,
)
from constructs import Construct

from constructs_lib.foundation.guards.wiring import require_plain


@dataclass(frozen=True, kw_only=True, slots=True)
class Metric:
    """What is measured, how often, and of what."""

    namespace: str
    name: str
    dimensions: Mapping[str, str]
    statistic: Literal["Average", "Sum", "Minimum", "Maximum", "p50", "p90", "p95", "p99"] = "Average"
    period_seconds: int = 60

    @property
    def percentile(self) -> bool:
        """AWS has two places for a statistic, and refuses a percentile in the one and an average in the other."""
        return self.statistic.startswith("p")


@dataclass(frozen=True, kw_only=True, slots=True)
class Expression:
    """What follows from several metrics, as CloudWatch writes it: `wanted - running`."""

    formula: str
    metrics: Mapping[str, Metric]
    """By the names the formula uses; they begin with a small letter."""


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
        metric: Metric | Expression,
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
            threshold=threshold,
            comparison_operator="GreaterThanThreshold" if when == "above" else "LessThanThreshold",
            evaluation_periods=periods,
            treat_missing_data=missing_data,
            alarm_actions=[topic_arn],
            ok_actions=[topic_arn],
        )
        if isinstance(metric, Expression):
            alarm.put_metric_query(_queries(metric))
        else:
            _measure(alarm, metric)
        self.arn = alarm.arn


def _measure(alarm: CloudwatchMetricAlarm, metric: Metric) -> None:
    alarm.namespace = metric.namespace
    alarm.metric_name = metric.name
    alarm.dimensions = dict(metric.dimensions)
    alarm.period = metric.period_seconds
    if metric.percentile:
        alarm.extended_statistic = metric.statistic
        # the slowest of three requests at night says nothing about the slowest twentieth
        alarm.evaluate_low_sample_count_percentiles = "ignore"
    else:
        alarm.statistic = metric.statistic


def _queries(expression: Expression) -> list[CloudwatchMetricAlarmMetricQuery]:
    result = CloudwatchMetricAlarmMetricQuery(
        id="result", expression=expression.formula, label=expression.formula, return_data=True
    )
    inputs = [
        CloudwatchMetricAlarmMetricQueryMetric(
            namespace=metric.namespace,
            metric_name=metric.name,
            dimensions=dict(metric.dimensions),
            stat=metric.statistic,
            period=metric.period_seconds,
        )
        for metric in expression.metrics.values()
    ]
    return [
        result,
        *(
            CloudwatchMetricAlarmMetricQuery(id=name, metric=each, return_data=False)
            for name, each in zip(expression.metrics, inputs, strict=True)
        ),
    ]
