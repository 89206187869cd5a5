"""What rings when an offered service cannot be reached, or cuts its users off."""

from typing import Final

from constructs import Construct

from constructs_lib.foundation.config import require
from constructs_lib.network.endpoint_service.config import EndpointServiceConfig
from constructs_lib.parts.alarm import Alarm, Metric

_PERIODS: Final = 5


class EndpointServiceAlarms(Construct):
    """Alarms on the way in: what happens behind it has alarms of its own."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        config: EndpointServiceConfig,
        *,
        name: str,
        service_id: str,
        load_balancer_arn_suffix: str,
        target_group_arn_suffix: str,
        critical_topic_arn: str,
        warning_topic_arn: str,
    ) -> None:
        super().__init__(scope, id_)
        require(config, self.node.path)
        Alarm(
            self,
            "unhealthy",
            name=f"{name}-unhealthy",
            meaning="The HTTPS load balancer behind PrivateLink does not answer: other accounts reach nothing",
            metric=Metric(
                namespace="AWS/NetworkELB",
                name="HealthyHostCount",
                dimensions={"LoadBalancer": load_balancer_arn_suffix, "TargetGroup": target_group_arn_suffix},
                statistic="Maximum",
            ),
            threshold=1,
            when="below",
            periods=_PERIODS,
            # measured every minute as long as there is a load balancer
            missing_data="breaching",
            topic_arn=critical_topic_arn,
        )
        Alarm(
            self,
            "resets",
            name=f"{name}-resets",
            meaning="Connections from other accounts are cut off: the load balancer is overloaded, or a target hangs up",
            metric=Metric(
                namespace="AWS/PrivateLinkServices",
                name="RstPacketsSent",
                dimensions={"Service Id": service_id},
                statistic="Sum",
            ),
            threshold=config.resets_a_minute,
            periods=_PERIODS,
            missing_data="notBreaching",
            topic_arn=warning_topic_arn,
        )
