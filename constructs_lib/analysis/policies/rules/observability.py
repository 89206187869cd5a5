"""Logs and alarms."""

from typing import Final

from constructs_lib.analysis.policies.blocks import NotKnown
from constructs_lib.analysis.policies.model import Resource
from constructs_lib.analysis.policies.rule import Fault, Faults, Names, Remedy, at_least, needs, rule

LOG_GROUP: Final = "aws_cloudwatch_log_group"
ALARM: Final = "aws_cloudwatch_metric_alarm"
COMPOSITE: Final = "aws_cloudwatch_composite_alarm"
_SHORT_PERIODS: Final = (10, 20, 30)
_MINUTE: Final = 60


@rule(
    "logs-retention",
    on=LOG_GROUP,
    why="Logs without an end are kept, and paid, for ever.",
    fix="set retention_in_days",
    names=Names(soc2=("C1.2",)),
)
def retention(group: Resource) -> Faults:
    yield from at_least(group, "retention_in_days", 1, default=0, unit=" days")


@rule(
    "logs-retention-year",
    on=LOG_GROUP,
    why="PCI DSS and HIPAA want a year of logs; an intrusion is often found after months.",
    fix="set retention_in_days to 365 or more",
    names=Names(pci=("10.5.1",), hipaa=("164.312(b)",), checkov=("CKV_AWS_338",)),
    remedies=(
        Remedy(config="ClusterConfig", field="exec_log_retention_days", value="400"),
        Remedy(config="DatabaseConfig", field="log_retention_days", value="400"),
        Remedy(config="ServiceConfig", field="log_retention_days", value="400"),
        Remedy(config="TrailConfig", field="log_retention_days", value="400"),
    ),
)
def retention_year(group: Resource) -> Faults:
    yield from at_least(group, "retention_in_days", 365, default=0, unit=" days")


@rule(
    "logs-key",
    on=LOG_GROUP,
    why="Logs hold what should not have been logged, sooner or later.",
    fix="set kms_key_id",
    names=Names(pci=("10.3.1",), soc2=("CC6.1",), hipaa=("164.312(a)(2)(iv)",), checkov=("CKV_AWS_158",)),
)
def key(group: Resource) -> Faults:
    yield from needs(group, "kms_key_id")


@rule(
    "alarm-actions",
    on=(ALARM, COMPOSITE),
    why="An alarm that tells nobody is a graph.",
    fix="set alarm_actions to a topic",
    names=Names(pci=("10.7.2",), soc2=("CC7.3",), checkov=("CKV_AWS_319",)),
)
def actions(alarm: Resource) -> Faults:
    yield from needs(alarm, "alarm_actions")
    if not alarm.on("actions_enabled", default=True):
        yield Fault(what="the alarm's actions are off", fix="set actions_enabled to true")


@rule(
    "alarm-topic-region",
    on=(ALARM, COMPOSITE),
    why="An alarm publishes to topics of its own region only; AWS refuses others, or says nothing and tells nobody.",
    fix="name a topic of the alarm's region",
)
def topic_region(alarm: Resource) -> Faults:
    for path in ("alarm_actions", "ok_actions", "insufficient_data_actions"):
        for each in alarm.raw(path) or ():
            region = _region(alarm, each, path)
            if alarm.region and region and region != alarm.region:
                yield Fault(what=f"{path} names a topic of another region", got=region, allowed=alarm.region)


def _region(alarm: Resource, value: object, path: str) -> str:
    try:
        topic = alarm.stack.origin(value, path)
    except NotKnown:
        return ""
    if topic is not None:
        return topic.region
    parts = str(value).split(":")
    return parts[3] if parts[0] == "arn" and len(parts) > 3 else ""  # noqa: PLR2004  arn:partition:service:region:…


@rule(
    "alarm-datapoints",
    on=ALARM,
    why="An alarm cannot want more points than it looks at; AWS refuses it.",
    fix="set datapoints_to_alarm to evaluation_periods or less",
)
def datapoints(alarm: Resource) -> Faults:
    wanted, looked_at = alarm.number("datapoints_to_alarm", 0), alarm.number("evaluation_periods", 0)
    if wanted > looked_at:
        yield Fault(what="more points are wanted than looked at", got=f"{wanted:g} of {looked_at:g}")


@rule(
    "alarm-period",
    on=ALARM,
    why="Metrics come every 10, 20 or 30 seconds, or by the minute.",
    fix="set period to 10, 20, 30 or a multiple of 60",
)
def period(alarm: Resource) -> Faults:
    seconds = [alarm, *(metric for query in alarm.blocks("metric_query") for metric in query.blocks("metric"))]
    for each in seconds:
        got = each.number("period", _MINUTE)
        if got not in _SHORT_PERIODS and (got % _MINUTE or not got):
            yield Fault(what=f"{each.named('period')} is none that metrics have", got=f"{got:g} s")


@rule(
    "alarm-missing-data",
    on=ALARM,
    why="What silence means is the difference between a dead system and an idle one.",
    fix="set treat_missing_data",
    names=Names(soc2=("CC7.2",)),
)
def missing_data(alarm: Resource) -> Faults:
    yield from needs(alarm, "treat_missing_data")
