"""Keys, secrets, logs, alarms."""

import json
from typing import Any

import pytest

from constructs_lib.analysis.cost.resource import Unclear
from tests.analysis.cost.metering import metered


@pytest.mark.parametrize(
    ("body", "uses"),
    [
        ({"period": 60}, {"alarm.metric": 1}),
        ({"period": 10}, {"alarm.fast-metric": 1}),
        # two metrics and what is made of them
        ({"metric_query": [{"metric": {}}, {"metric": {}}, {"expression": "a+b"}]}, {"alarm.metric": 2}),
    ],
)
def test_an_alarm_costs_by_the_metric(body: Any, uses: dict[str, float]) -> None:
    assert metered("aws_cloudwatch_metric_alarm", body) == uses


def test_by_the_month() -> None:
    assert metered("aws_cloudwatch_composite_alarm", {}) == {"alarm.composite": 1}
    assert metered("aws_cloudwatch_dashboard", {}) == {"dashboard.month": 1}


def test_what_is_recorded_of_configuration() -> None:
    daily = {"recording_mode": {"recording_frequency": "DAILY"}}
    continuous = {"recording_mode": [{"recording_frequency": "CONTINUOUS"}]}

    assert metered("aws_config_configuration_recorder", {}) == {"config.item-thousand": 2}
    assert metered("aws_config_configuration_recorder", continuous) == {"config.item-thousand": 2}
    assert metered("aws_config_configuration_recorder", daily) == {"config.daily-item-thousand": 2}


def test_rules_cost_by_the_look_also_those_of_a_pack() -> None:
    pack = {"template_body": json.dumps({"Resources": {"A": {}, "B": {}, "C": {}}})}

    assert metered("aws_config_config_rule", {}) == {"config.evaluation-thousand": 0.05}
    assert metered("aws_config_conformance_pack", pack) == {"config.evaluation-thousand": pytest.approx(0.15)}


@pytest.mark.parametrize("body", [{}, {"template_body": "Resources:\n  A: {}"}, {"template_body": "[]"}])
def test_a_pack_that_cannot_be_read_is_told(body: Any) -> None:
    with pytest.raises(Unclear):
        metered("aws_config_conformance_pack", body)


def test_logs_are_kept_compressed_for_as_long_as_they_stay() -> None:
    assert metered("aws_cloudwatch_log_group", {"retention_in_days": 365}) == {"log.written-gb": 1, "log.kept-gb": 1.8}
    # for ever counts as a year
    assert metered("aws_cloudwatch_log_group", {}) == {"log.written-gb": 1, "log.kept-gb": 1.8}


def test_a_filter_of_a_log_is_a_metric_while_it_has_something_to_say() -> None:
    assert metered("aws_cloudwatch_log_metric_filter", {"metric_transformation": {"name": "n"}}) == {}
    counted = {"metric_transformation": {"name": "n", "default_value": "0"}}
    assert metered("aws_cloudwatch_log_metric_filter", counted) == {"metric.month": 1}


def test_keys_and_secrets() -> None:
    assert metered("aws_kms_key", {}) == {"key.month": 1, "key.request-million": 0.1}
    assert metered("aws_secretsmanager_secret", {}) == {"secret.month": 1, "secret.request-thousand": 10}
    assert metered("aws_secretsmanager_secret", {"replica": [{"region": "us-west-2"}]})["secret.month"] == 2


def test_parameters_are_free_unless_advanced() -> None:
    assert metered("aws_ssm_parameter", {}) == {}
    assert metered("aws_ssm_parameter", {"tier": "Advanced"}) == {"parameter.advanced": 1}
