"""What rings when a NAT instance is gone, or too small."""

from typing import Final

from constructs import Construct

from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.parts.alarm import Alarm, Metric

# Longer than a replacement takes: a machine that comes back by itself needs nobody
_GONE_MINUTES: Final = 5
# What EC2 measures every five minutes without being paid for more
_MEASURED_SECONDS: Final = 300
_BUSY_PERIODS: Final = 6
_BITS: Final = 8


class NatInstanceAlarms(Construct):
    """Metrics of the group, so that they go on when one machine follows another."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        group_name: str,
        baseline_megabits: int,
        topic_arn: str,
    ) -> None:
        super().__init__(scope, id_)
        require_plain(self.node.path, name=name)
        Alarm(
            self,
            "status",
            name=f"{name}-status",
            meaning="There is no working NAT instance, and its group has not replaced it: private subnets reach nothing. "
            "The group's activities say what fails; the console output of its last machine why it could not be set up",
            metric=Metric(
                namespace="AWS/EC2",
                name="StatusCheckFailed",
                dimensions={"AutoScalingGroupName": group_name},
                statistic="Maximum",
            ),
            threshold=0,
            periods=_GONE_MINUTES,
            # no machine, no measurement
            missing_data="breaching",
            topic_arn=topic_arn,
        )
        Alarm(
            self,
            "network",
            name=f"{name}-network",
            meaning=f"The NAT instance hands on more than its class may for ever, {baseline_megabits} megabits a second: "
            "AWS slows it down. Take a larger class, or a NAT gateway",
            metric=Metric(
                namespace="AWS/EC2",
                name="NetworkOut",
                dimensions={"AutoScalingGroupName": group_name},
                statistic="Sum",
                period_seconds=_MEASURED_SECONDS,
            ),
            threshold=baseline_megabits * 1_000_000 // _BITS * _MEASURED_SECONDS,
            periods=_BUSY_PERIODS,
            missing_data="notBreaching",
            topic_arn=topic_arn,
        )
