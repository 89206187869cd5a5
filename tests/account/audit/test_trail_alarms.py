"""Alarms on a trail alone in somebody's stack."""

from typing import Any

from constructs_lib.account.audit.trail_alarms import TrailAlarms
from constructs_lib.account.audit.trail_config import TrailConfig
from constructs_lib.account.audit.watched import WATCHED
from tests.synthesis import resources, synthesized

CRITICAL, WARNING = (f"arn:aws:sns:us-east-1:111111111111:shop-{severity}" for severity in ("critical", "warning"))


def alarms(**settings: Any) -> Any:
    return synthesized(
        lambda stack: TrailAlarms(
            stack,
            "alarms",
            TrailConfig(**settings),
            name="shop-trail",
            log_group_name="/aws/cloudtrail/shop-trail",
            critical_topic_arn=CRITICAL,
            warning_topic_arn=WARNING,
        )
    )


def test_each_event_is_counted_and_rings_where_its_severity_belongs() -> None:
    document = alarms()
    counted = {
        body["metric_transformation"]["name"]: (body["pattern"], body["metric_transformation"]["namespace"])
        for body in resources(document, "aws_cloudwatch_log_metric_filter").values()
    }
    ringing = {body["metric_name"]: body for body in resources(document, "aws_cloudwatch_metric_alarm").values()}
    topics = {"critical": CRITICAL, "warning": WARNING}

    assert counted == {f"shop-trail-{each.name}": (each.pattern, "Cairn/Trail") for each in WATCHED}
    assert {name: body["alarm_actions"] for name, body in ringing.items()} == {
        f"shop-trail-{each.name}": [topics[each.severity]] for each in WATCHED
    }
    assert {body["namespace"] for body in ringing.values()} == {"Cairn/Trail"}


def test_silence_is_fine_and_one_event_is_enough() -> None:
    bodies = resources(alarms(), "aws_cloudwatch_metric_alarm")
    root, refused = bodies["alarms_root-use"], bodies["alarms_unauthorized-calls"]

    assert (root["threshold"], root["comparison_operator"], root["treat_missing_data"]) == (
        0,
        "GreaterThanThreshold",
        "notBreaching",
    )
    assert (root["period"], root["evaluation_periods"], root["statistic"]) == (300, 1, "Sum")
    assert refused["threshold"] == 5


def test_says_what_it_means_and_which_control_asks_for_it() -> None:
    body = resources(alarms(), "aws_cloudwatch_metric_alarm")["alarms_trail-changes"]

    assert body["alarm_description"].endswith("(CIS 4.5)")


def test_what_is_left_out_is_not_counted_either() -> None:
    document = alarms(alarms_left_out={"organization-changes": "this account is in no organization"})
    names = [
        *resources(document, "aws_cloudwatch_log_metric_filter"),
        *resources(document, "aws_cloudwatch_metric_alarm"),
    ]

    assert [name for name in names if "organization" in name] == []
    assert len(names) == 2 * (len(WATCHED) - 1)
