"""What rings when a service fails, is slow, or runs out of room."""

from constructs import Construct

from constructs_lib.compute.service.config import ServiceConfig
from constructs_lib.foundation.config import require
from constructs_lib.parts.alarm import Alarm, Expression, Metric

_ALB, _ECS, _INSIGHTS = "AWS/ApplicationELB", "AWS/ECS", "ECS/ContainerInsights"
_SOON, _LASTING, _LONGER_THAN_A_DEPLOYMENT = 5, 10, 15
_MILLISECONDS = 1000


class ServiceAlarms(Construct):
    """Alarms on the targets as the load balancer sees them, and on the tasks as ECS does."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        config: ServiceConfig,
        *,
        name: str,
        cluster_name: str,
        service_name: str,
        load_balancer_arn_suffix: str,
        target_group_arn_suffix: str,
        critical_topic_arn: str,
        warning_topic_arn: str,
    ) -> None:
        super().__init__(scope, id_)
        require(config, self.node.path)
        # both: alone, the target group is no dimension AWS keeps all of these under
        targets = {"LoadBalancer": load_balancer_arn_suffix, "TargetGroup": target_group_arn_suffix}
        tasks = {"ClusterName": cluster_name, "ServiceName": service_name}
        thresholds = config.alarms
        Alarm(
            self,
            "unhealthy-targets",
            name=f"{name}-unhealthy-targets",
            meaning=f"Tasks of {config.component} fail their health check ({config.traffic.health_check_path})",
            metric=Metric(namespace=_ALB, name="UnHealthyHostCount", dimensions=targets, statistic="Maximum"),
            threshold=0,
            periods=_SOON,
            # a service scheduled to stop has no targets, and no metric
            missing_data="notBreaching",
            topic_arn=critical_topic_arn,
        )
        Alarm(
            self,
            "errors",
            name=f"{name}-errors",
            meaning=f"{config.component} answers 5xx more than {thresholds.errors_a_minute} times a minute",
            metric=Metric(namespace=_ALB, name="HTTPCode_Target_5XX_Count", dimensions=targets, statistic="Sum"),
            threshold=thresholds.errors_a_minute,
            periods=_SOON,
            missing_data="notBreaching",
            topic_arn=critical_topic_arn,
        )
        Alarm(
            self,
            "latency",
            name=f"{name}-latency",
            meaning=f"One in twenty answers of {config.component} takes over {thresholds.latency_p95_milliseconds} ms",
            metric=Metric(namespace=_ALB, name="TargetResponseTime", dimensions=targets, statistic="p95"),
            threshold=thresholds.latency_p95_milliseconds / _MILLISECONDS,
            periods=_LASTING,
            missing_data="notBreaching",
            topic_arn=warning_topic_arn,
        )
        for id_of_alarm, metric, percent in (
            ("cpu", "CPUUtilization", thresholds.cpu_percent),
            ("memory", "MemoryUtilization", thresholds.memory_percent),
        ):
            Alarm(
                self,
                id_of_alarm,
                name=f"{name}-{id_of_alarm}",
                meaning=f"Tasks of {config.component} use over {percent} % of their {id_of_alarm}, all together",
                metric=Metric(namespace=_ECS, name=metric, dimensions=tasks),
                threshold=percent,
                periods=_LASTING,
                missing_data="notBreaching",
                topic_arn=warning_topic_arn,
            )
        Alarm(
            self,
            "missing-tasks",
            name=f"{name}-missing-tasks",
            meaning=f"Fewer tasks of {config.component} run than are wanted: they do not start, or do not stay",
            metric=Expression(
                formula="wanted - running",
                metrics={
                    "wanted": Metric(namespace=_INSIGHTS, name="DesiredTaskCount", dimensions=tasks),
                    "running": Metric(namespace=_INSIGHTS, name="RunningTaskCount", dimensions=tasks),
                },
            ),
            threshold=0,
            periods=_LONGER_THAN_A_DEPLOYMENT,
            # measured as long as the service exists
            missing_data="breaching",
            topic_arn=critical_topic_arn,
        )
