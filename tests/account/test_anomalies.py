"""Unusual spending, alone in somebody's stack."""

from typing import Any

import pytest

from constructs_lib.account.anomalies import Anomalies
from constructs_lib.account.spending import AnomalyConfig
from constructs_lib.foundation.errors import ConfigError
from tests.synthesis import resource, resources, synthesized

TOPIC = "arn:aws:sns:us-east-1:111111111111:shop-warning"
EXISTING = "arn:aws:ce::111111111111:anomalymonitor/0e1d2c3b-4a59-6877-8695-a4b3c2d1e0f1"


def watched(config: AnomalyConfig | None = None) -> Any:
    return synthesized(
        lambda stack: Anomalies(
            stack,
            "anomalies",
            config or AnomalyConfig(),
            name="shop-spending",
            account_id="111111111111",
            topic_arn=TOPIC,
        )
    )


def test_one_monitor_looks_at_every_service() -> None:
    body = resource(watched(), "aws_ce_anomaly_monitor")

    assert (body["monitor_type"], body["monitor_dimension"]) == ("DIMENSIONAL", "SERVICE")
    assert "monitor_specification" not in body


def test_the_one_that_is_there_is_used() -> None:
    """AWS refuses a second one."""
    document = watched(AnomalyConfig(existing_monitor_arn=EXISTING))

    assert resources(document, "aws_ce_anomaly_monitor") == {}
    assert resource(document, "aws_ce_anomaly_subscription")["monitor_arn_list"] == [EXISTING]


def test_topics_hear_at_once_and_people_once_a_day() -> None:
    """AWS takes no mail at once, and no topic daily, and says so when it is applied."""
    found = resources(watched(AnomalyConfig(emails=("b@example.com", "a@example.com"))), "aws_ce_anomaly_subscription")

    assert {
        name: (body["name"], body["frequency"], [(each["type"], each["address"]) for each in body["subscriber"]])
        for name, body in found.items()
    } == {
        "anomalies_at-once": ("shop-spending-at-once", "IMMEDIATE", [("SNS", TOPIC)]),
        "anomalies_daily": (
            "shop-spending-daily",
            "DAILY",
            [("EMAIL", "a@example.com"), ("EMAIL", "b@example.com")],
        ),
    }
    assert list(resources(watched(), "aws_ce_anomaly_subscription")) == ["anomalies_at-once"]


def test_both_thresholds_must_be_exceeded() -> None:
    """Without one AWS refuses the subscription; each branch holds one dimension."""
    body = resource(watched(AnomalyConfig(at_least_usd=80, at_least_percent=30)), "aws_ce_anomaly_subscription")

    assert body["threshold_expression"] == {
        "and": [
            {"dimension": {"key": key, "match_options": ["GREATER_THAN_OR_EQUAL"], "values": [value]}}
            for key, value in (("ANOMALY_TOTAL_IMPACT_ABSOLUTE", "80"), ("ANOMALY_TOTAL_IMPACT_PERCENTAGE", "30"))
        ]
    }


def test_refuses_bad_settings_where_it_is_used_alone() -> None:
    with pytest.raises(ConfigError, match=r"alone/anomalies.at_least_usd: is out of range"):
        watched(AnomalyConfig(at_least_usd=0))
