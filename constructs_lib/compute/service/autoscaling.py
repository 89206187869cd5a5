"""Who decides how many tasks run: targets to keep, and the clock."""

from cdktf import TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.appautoscaling_policy import (
    AppautoscalingPolicy,
    AppautoscalingPolicyTargetTrackingScalingPolicyConfiguration,
    AppautoscalingPolicyTargetTrackingScalingPolicyConfigurationCustomizedMetricSpecification,
    AppautoscalingPolicyTargetTrackingScalingPolicyConfigurationCustomizedMetricSpecificationDimensions,
    AppautoscalingPolicyTargetTrackingScalingPolicyConfigurationPredefinedMetricSpecification,
)
from cdktf_cdktf_provider_aws.appautoscaling_scheduled_action import (
    AppautoscalingScheduledAction,
    AppautoscalingScheduledActionScalableTargetAction,
)
from cdktf_cdktf_provider_aws.appautoscaling_target import AppautoscalingTarget
from constructs import Construct

from constructs_lib.compute.service.config import ServiceConfig
from constructs_lib.compute.service.plan import SCALABLE_TARGET, ignored
from constructs_lib.compute.service.scaling import CustomMetric, Scaling, ScheduledScaling
from constructs_lib.foundation.config import require
from constructs_lib.foundation.guards.wiring import require_plain

_NAMESPACE, _DIMENSION = "ecs", "ecs:service:DesiredCount"
_CPU, _MEMORY, _REQUESTS = (
    "ECSServiceAverageCPUUtilization",
    "ECSServiceAverageMemoryUtilization",
    "ALBRequestCountPerTarget",
)


class Autoscaling(Construct):
    """A scalable target with its policies and scheduled actions; nothing at all for a config without scaling."""

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
    ) -> None:
        super().__init__(scope, id_)
        require(config, self.node.path)
        require_plain(self.node.path, name=name)
        self._name = name
        if config.scaling is None:
            return
        scaling = config.scaling
        # Policies and actions take their ids from the target, so that they come after it and go before it.
        self._target = AppautoscalingTarget(
            self,
            "Default",
            service_namespace=_NAMESPACE,
            scalable_dimension=_DIMENSION,
            resource_id=f"service/{cluster_name}/{service_name}",
            min_capacity=config.desired_count,
            max_capacity=scaling.max_capacity,
            lifecycle=TerraformResourceLifecycle(ignore_changes=ignored(config, SCALABLE_TARGET) or None),
        )
        # which targets the requests are counted at; Terraform's plan does not miss it, AWS does
        label = f"{load_balancer_arn_suffix}/{target_group_arn_suffix}"
        self._predefined("cpu", scaling, _CPU, scaling.cpu_percent)
        self._predefined("memory", scaling, _MEMORY, scaling.memory_percent)
        self._predefined("requests", scaling, _REQUESTS, scaling.requests_per_target, resource_label=label)
        for metric in scaling.custom_metrics:
            self._custom(scaling, metric)
        for action in scaling.scheduled:
            self._scheduled(action)

    def _predefined(
        self, id_: str, scaling: Scaling, metric: str, target: int | None, *, resource_label: str | None = None
    ) -> None:
        if target is None:
            return
        specification = AppautoscalingPolicyTargetTrackingScalingPolicyConfigurationPredefinedMetricSpecification(
            predefined_metric_type=metric, resource_label=resource_label
        )
        self._policy(
            id_,
            AppautoscalingPolicyTargetTrackingScalingPolicyConfiguration(
                target_value=target,
                predefined_metric_specification=specification,
                scale_in_cooldown=scaling.scale_in_cooldown_seconds,
                scale_out_cooldown=scaling.scale_out_cooldown_seconds,
            ),
        )

    def _custom(self, scaling: Scaling, metric: CustomMetric) -> None:
        specification = AppautoscalingPolicyTargetTrackingScalingPolicyConfigurationCustomizedMetricSpecification(
            namespace=metric.namespace,
            metric_name=metric.metric_name,
            statistic=metric.statistic,
            dimensions=[
                AppautoscalingPolicyTargetTrackingScalingPolicyConfigurationCustomizedMetricSpecificationDimensions(
                    name=name, value=value
                )
                for name, value in sorted(metric.dimensions.items())
            ],
        )
        self._policy(
            f"custom-{metric.name}",
            AppautoscalingPolicyTargetTrackingScalingPolicyConfiguration(
                target_value=metric.target_value,
                customized_metric_specification=specification,
                scale_in_cooldown=scaling.scale_in_cooldown_seconds,
                scale_out_cooldown=scaling.scale_out_cooldown_seconds,
            ),
        )

    def _policy(self, id_: str, tracking: AppautoscalingPolicyTargetTrackingScalingPolicyConfiguration) -> None:
        AppautoscalingPolicy(
            self,
            id_,
            name=f"{self._name}-{id_}",
            policy_type="TargetTrackingScaling",
            service_namespace=self._target.service_namespace,
            scalable_dimension=self._target.scalable_dimension,
            resource_id=self._target.resource_id,
            target_tracking_scaling_policy_configuration=tracking,
        )

    def _scheduled(self, action: ScheduledScaling) -> None:
        AppautoscalingScheduledAction(
            self,
            f"scheduled-{action.name}",
            name=f"{self._name}-{action.name}",
            service_namespace=self._target.service_namespace,
            scalable_dimension=self._target.scalable_dimension,
            resource_id=self._target.resource_id,
            schedule=action.schedule,
            timezone=action.time_zone,
            # both, always: left out, one of them stays what the action before made of it
            scalable_target_action=AppautoscalingScheduledActionScalableTargetAction(
                min_capacity=str(action.min_capacity), max_capacity=str(action.max_capacity)
            ),
        )
