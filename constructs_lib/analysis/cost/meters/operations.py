"""What guards and looks on costs: keys, secrets, logs, alarms, dashboards, the recorder of configuration."""

import json
from collections.abc import Iterator

from constructs_lib.analysis.cost.resource import Resource, Unclear, Use

_A_MINUTE = 60
_COMPRESSED = 0.15
"""What CloudWatch counts of a GB that was written: its pricing page's own example."""
_DAYS_A_MONTH = 365 / 12
_COUNTED_AS_FOR_EVER_DAYS = 365
"""A group that keeps everything grows for ever: what it costs after a year."""


def alarm(resource: Resource) -> Iterator[Use]:
    """By the metric it looks at; by the ten seconds it costs three times as much."""
    metrics = sum(1 for each in resource.blocks("metric_query") if "metric" in each) or 1
    fast = resource.number("period", _A_MINUTE) < _A_MINUTE
    yield Use("alarm.fast-metric" if fast else "alarm.metric", metrics)


def composite_alarm(_resource: Resource) -> Iterator[Use]:
    """The month."""
    yield Use("alarm.composite", 1)


def dashboard(_resource: Resource) -> Iterator[Use]:
    """The month."""
    yield Use("dashboard.month", 1)


def recorder(resource: Resource) -> Iterator[Use]:
    """Every change of everything it records, or every day on which something changed, which is four times as dear."""
    daily = any(mode.get("recording_frequency") == "DAILY" for mode in resource.blocks("recording_mode"))
    yield resource.uses("config.daily-item-thousand" if daily else "config.item-thousand", "config_items_thousand")


def config_rule(resource: Resource) -> Iterator[Use]:
    """Every time it looks at a resource."""
    yield resource.uses("config.evaluation-thousand", "config_evaluations_thousand")


def conformance_pack(resource: Resource) -> Iterator[Use]:
    """The same, for each of its rules."""
    try:
        rules = len(json.loads(resource.text("template_body"))["Resources"])
    except (KeyError, TypeError, ValueError):
        raise Unclear("template_body") from None
    yield resource.uses("config.evaluation-thousand", "config_evaluations_thousand", times=rules)


def log_group(resource: Resource) -> Iterator[Use]:
    """What is written, and what is kept of it: a seventh after compression, for as long as it stays."""
    days = resource.number("retention_in_days", 0) or _COUNTED_AS_FOR_EVER_DAYS
    yield resource.uses("log.written-gb", "log_gb")
    yield resource.uses("log.kept-gb", "log_gb", times=_COMPRESSED * days / _DAYS_A_MONTH)


def metric_filter(resource: Resource) -> Iterator[Use]:
    """With a default value its metric is there all month; without, only in the hours something is counted."""
    if any("default_value" in each for each in resource.blocks("metric_transformation")):
        yield Use("metric.month", 1)


def key(resource: Resource) -> Iterator[Use]:
    """The month, and requests."""
    yield Use("key.month", 1)
    yield resource.uses("key.request-million", "key_requests_million")


def secret(resource: Resource) -> Iterator[Use]:
    """The month in every region it is in, and requests."""
    yield Use("secret.month", 1 + len(resource.blocks("replica")))
    yield resource.uses("secret.request-thousand", "secret_requests_thousand")


def parameter(resource: Resource) -> Iterator[Use]:
    """Standard ones are free."""
    if resource.text("tier", "Standard") != "Standard":
        yield Use("parameter.advanced", 1)
