"""Rules about logs and alarms."""

import pytest

from tests.analysis.policies.cases import Case, both, holds, one, provider

LOG, ALARM = "aws_cloudwatch_log_group", "aws_cloudwatch_metric_alarm"
HERE = provider(region="us-east-1")
TOPIC = "arn:aws:sns:us-west-2:111111111111:x"

CASES = (
    Case(rule="logs-retention", good=one(LOG, retention_in_days=30), bad=one(LOG), says="got      0 days"),
    Case(
        rule="logs-retention-year",
        good=one(LOG, retention_in_days=365),
        bad=one(LOG, retention_in_days=90),
        says="allowed  at least 365 days",
    ),
    Case(rule="logs-key", good=one(LOG, kms_key_id="x"), bad=one(LOG), says="kms_key_id is missing"),
    Case(
        rule="alarm-actions",
        good=one(ALARM, alarm_actions=["x"]),
        bad=one(ALARM, alarm_actions=[]),
        says="alarm_actions is missing",
    ),
    Case(
        rule="alarm-actions",
        good=one(ALARM, alarm_actions=["x"]),
        bad=one(ALARM, alarm_actions=["x"], actions_enabled=False),
        says="actions are off",
    ),
    Case(
        rule="alarm-topic-region",
        good=both(HERE, one(ALARM, alarm_actions=["${aws_sns_topic.this.arn}"]), one("aws_sns_topic")),
        bad=both(HERE, one(ALARM, ok_actions=[TOPIC])),
        says="ok_actions names a topic of another region",
    ),
    Case(
        rule="alarm-datapoints",
        good=one(ALARM, datapoints_to_alarm=2, evaluation_periods=3),
        bad=one(ALARM, datapoints_to_alarm=5, evaluation_periods=3),
        says="got      5 of 3",
    ),
    Case(rule="alarm-period", good=one(ALARM, period=300), bad=one(ALARM, period=45), says="got      45 s"),
    Case(
        rule="alarm-period",
        good=one(ALARM, metric_query=[{"metric": {"period": 10}}, {"expression": "a"}]),
        bad=one(ALARM, metric_query=[{"metric": {"period": 90}}, {"expression": "a"}]),
        says="metric_query[0].metric.period",
    ),
    Case(
        rule="alarm-missing-data",
        good=one(ALARM, treat_missing_data="breaching"),
        bad=one(ALARM),
        says="treat_missing_data is missing",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.says}")
def test_rule(case: Case) -> None:
    holds(case)
