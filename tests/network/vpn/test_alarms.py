"""Alarms of a VPN, alone in somebody's stack."""

from typing import Any

from cdktf import TerraformStack

from constructs_lib.network.vpn.alarms import TunnelAlarms
from tests.synthesis import resources, synthesized


def alarms() -> dict[str, Any]:
    def build(stack: TerraformStack) -> None:
        TunnelAlarms(
            stack,
            "alarms",
            name="office",
            vpn_connection_id="vpn-1",
            tunnel_ips=("198.51.100.1", "198.51.100.2"),
            critical_topic_arn="critical",
            warning_topic_arn="warning",
        )

    return {body["alarm_name"]: body for body in resources(synthesized(build), "aws_cloudwatch_metric_alarm").values()}


def test_a_tunnel_that_is_down_warns_and_both_page_somebody() -> None:
    assert {name: (body["alarm_actions"], body["ok_actions"]) for name, body in alarms().items()} == {
        "office-tunnel-1": (["warning"], ["warning"]),
        "office-tunnel-2": (["warning"], ["warning"]),
        "office-down": (["critical"], ["critical"]),
    }


def test_each_tunnel_is_told_by_its_address() -> None:
    found = alarms()

    assert found["office-tunnel-2"]["dimensions"] == {"VpnId": "vpn-1", "TunnelIpAddress": "198.51.100.2"}
    assert found["office-down"]["dimensions"] == {"VpnId": "vpn-1"}


def test_rings_below_up_and_when_nothing_is_said() -> None:
    """One is up, zero is down; of both tunnels the better one, or one that is down would ring for two."""
    for body in alarms().values():
        assert (body["comparison_operator"], body["threshold"], body["statistic"]) == (
            "LessThanThreshold",
            1,
            "Maximum",
        )
        assert (body["treat_missing_data"], body["period"], body["evaluation_periods"]) == ("breaching", 300, 2)
