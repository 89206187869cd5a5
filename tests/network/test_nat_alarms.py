"""What rings when a NAT instance is gone, or too small."""

from typing import Any

from constructs_lib.network.nat_alarms import NatInstanceAlarms
from tests.synthesis import resources, synthesized


def alarms() -> dict[str, Any]:
    document = synthesized(
        lambda stack: NatInstanceAlarms(
            stack, "alarms", name="shop-nat", group_name="shop-nat", baseline_megabits=64, topic_arn="arn:topic"
        )
    )
    return {body["alarm_name"]: body for body in resources(document, "aws_cloudwatch_metric_alarm").values()}


def test_they_watch_the_group_so_that_machines_may_come_and_go() -> None:
    watched = {(body["namespace"], tuple(body["dimensions"].items())) for body in alarms().values()}

    assert watched == {("AWS/EC2", (("AutoScalingGroupName", "shop-nat"),))}


def test_no_machine_at_all_is_a_failed_check() -> None:
    """A machine that is gone measures nothing: only missing data says so."""
    status = alarms()["shop-nat-status"]

    assert (status["metric_name"], status["threshold"], status["treat_missing_data"]) == (
        "StatusCheckFailed",
        0,
        "breaching",
    )
    assert status["period"] * status["evaluation_periods"] == 300


def test_the_network_alarm_is_what_the_class_may_use_for_ever() -> None:
    network = alarms()["shop-nat-network"]

    # 64 megabits are 8 megabytes a second
    assert network["threshold"] == 8_000_000 * network["period"]
    assert (network["metric_name"], network["statistic"], network["period"]) == ("NetworkOut", "Sum", 300)
