"""Application Auto Scaling."""

from typing import Final

from constructs_lib.analysis.policies.model import Resource
from constructs_lib.analysis.policies.rule import Fault, Faults, needs, rule

_REQUESTS: Final = "ALBRequestCountPerTarget"


@rule(
    "scaling-limits",
    on=("aws_appautoscaling_target", "aws_appautoscaling_scheduled_action", "aws_autoscaling_group"),
    why="AWS refuses a smallest number above the largest.",
    fix="set the smallest number to the largest or less",
)
def limits(resource: Resource) -> Faults:
    prefix = "scalable_target_action." if resource.type.endswith("scheduled_action") else ""
    names = ("min_size", "max_size") if resource.type.endswith("group") else ("min_capacity", "max_capacity")
    least, most = (resource.get(f"{prefix}{name}") for name in names)
    if least is not None and most is not None and float(least) > float(most):
        yield Fault(what="the smallest number is above the largest", got=f"{least} to {most}")


@rule(
    "scaling-resource-label",
    on="aws_appautoscaling_policy",
    why="Requests are counted for one target group of one load balancer; AWS refuses a policy that names none.",
    fix="set resource_label to LOAD_BALANCER_ARN_SUFFIX/TARGET_GROUP_ARN_SUFFIX",
)
def resource_label(policy: Resource) -> Faults:
    for each in policy.blocks("target_tracking_scaling_policy_configuration"):
        for metric in each.blocks("predefined_metric_specification"):
            if metric.get("predefined_metric_type") == _REQUESTS:
                yield from needs(metric, "resource_label")
