"""What rings when a load balancer itself fails, whatever the services behind it say."""

from constructs import Construct

from constructs_lib.parts.alarm import Alarm, Metric

_NAMESPACE = "AWS/ApplicationELB"
_PERIODS = 5
# Its own errors: no healthy target, a target that hung up, a timeout. A handful a minute is clients giving up.
_ERRORS_A_MINUTE = 10


class LoadBalancerAlarms(Construct):
    """Alarms on a load balancer's own metrics. Those on each service's targets are with the service."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        load_balancer_arn_suffix: str,
        critical_topic_arn: str,
        warning_topic_arn: str,
    ) -> None:
        super().__init__(scope, id_)

        def counted(metric: str) -> Metric:
            return Metric(
                namespace=_NAMESPACE,
                name=metric,
                dimensions={"LoadBalancer": load_balancer_arn_suffix},
                statistic="Sum",
            )

        Alarm(
            self,
            "errors",
            name=f"{name}-errors",
            meaning="The load balancer itself answers 5xx: no service behind it can be reached, or none answers in time",
            metric=counted("HTTPCode_ELB_5XX_Count"),
            threshold=_ERRORS_A_MINUTE,
            periods=_PERIODS,
            # counted when it happens only
            missing_data="notBreaching",
            topic_arn=critical_topic_arn,
        )
        Alarm(
            self,
            "rejected-connections",
            name=f"{name}-rejected-connections",
            meaning="The load balancer refuses connections: it has as many as it can hold",
            metric=counted("RejectedConnectionCount"),
            threshold=0,
            periods=1,
            missing_data="notBreaching",
            topic_arn=warning_topic_arn,
        )
