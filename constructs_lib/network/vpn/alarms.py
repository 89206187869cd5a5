"""What rings when a tunnel is down, and when both are."""

from collections.abc import Sequence

from constructs import Construct

from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.parts.alarm import Alarm, Metric

_NAMESPACE, _STATE = "AWS/VPN", "TunnelState"
# AWS measures every five minutes; one miss is AWS replacing an endpoint, which it announces
_PERIOD_SECONDS, _PERIODS = 300, 2


class TunnelAlarms(Construct):
    """One tunnel down is a warning: the other one carries, and must not be the next. Both down is critical."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        vpn_connection_id: str,
        tunnel_ips: Sequence[str],
        critical_topic_arn: str,
        warning_topic_arn: str,
    ) -> None:
        super().__init__(scope, id_)
        require_plain(self.node.path, name=name)
        for number, address in enumerate(tunnel_ips, start=1):
            Alarm(
                self,
                f"tunnel-{number}",
                name=f"{name}-tunnel-{number}",
                meaning=f"Tunnel {number} of {name} is down: traffic takes the other one, which must not fail too",
                metric=Metric(
                    namespace=_NAMESPACE,
                    name=_STATE,
                    dimensions={"VpnId": vpn_connection_id, "TunnelIpAddress": address},
                    statistic="Maximum",
                    period_seconds=_PERIOD_SECONDS,
                ),
                threshold=1,
                when="below",
                periods=_PERIODS,
                # a tunnel AWS says nothing about is not up
                missing_data="breaching",
                topic_arn=warning_topic_arn,
            )
        Alarm(
            self,
            "both",
            name=f"{name}-down",
            meaning=f"Both tunnels of {name} are down: nothing gets through",
            metric=Metric(
                namespace=_NAMESPACE,
                name=_STATE,
                dimensions={"VpnId": vpn_connection_id},
                # of both tunnels the better one
                statistic="Maximum",
                period_seconds=_PERIOD_SECONDS,
            ),
            threshold=1,
            when="below",
            periods=_PERIODS,
            missing_data="breaching",
            topic_arn=critical_topic_arn,
        )
