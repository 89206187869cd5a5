"""Fixes to moto's EC2 Auto Scaling."""

from __future__ import annotations

import uuid

from constructs_lib.operations.emulator.fixes.fix import Clients, Fix, Seen, around


def lifecycle_hook_targets() -> None:
    """A lifecycle hook tells whom it was given, not moto's invented queue and role."""
    from moto.autoscaling.models import LifecycleHook
    from moto.autoscaling.responses import AutoScalingResponse

    @around(LifecycleHook, "__init__")
    def init(original, self, *args, **kwargs):
        original(self, *args, **kwargs)
        self.role_arn = self.notification_target_arn = None

    @around(AutoScalingResponse, "put_lifecycle_hook")
    def put(original, self):
        answer = original(self)
        name = f"{self._get_param('AutoScalingGroupName')}_{self._get_param('LifecycleHookName')}"
        hook = self.autoscaling_backend.lifecycle_hooks[name]
        hook.role_arn = self._get_param("RoleARN")
        hook.notification_target_arn = self._get_param("NotificationTargetARN") or None
        hook.notification_metadata = self._get_param("NotificationMetadata")
        return answer


def policy_as_given() -> None:
    """A scaling policy is enabled, and has no cooldown and no predictions unless it was given them."""
    from moto.autoscaling.models import FakeScalingPolicy

    @around(FakeScalingPolicy, "__init__")
    def init(original, self, *args, **kwargs):
        original(self, *args, **kwargs)
        self.enabled = True
        self.cooldown = kwargs.get("cooldown")
        self.predictive_scaling_configuration = self.predictive_scaling_configuration or None


def _group(client: Clients):
    scaling, name = client("autoscaling"), f"probe-{uuid.uuid4().hex}"
    scaling.create_launch_configuration(LaunchConfigurationName=name, ImageId="ami-12c6146b", InstanceType="t3.micro")
    scaling.create_auto_scaling_group(
        AutoScalingGroupName=name,
        LaunchConfigurationName=name,
        MinSize=0,
        MaxSize=1,
        AvailabilityZones=["us-east-1a"],
    )
    return scaling, name


def _see_hook(client: Clients) -> Seen:
    scaling, name = _group(client)
    topic, role = "arn:aws:sns:us-east-1:123456789012:hooks", "arn:aws:iam::123456789012:role/hooks"
    common = {"AutoScalingGroupName": name, "LifecycleTransition": "autoscaling:EC2_INSTANCE_TERMINATING"}
    scaling.put_lifecycle_hook(LifecycleHookName="silent", **common)
    scaling.put_lifecycle_hook(LifecycleHookName="told", RoleARN=role, NotificationTargetARN=topic, **common)
    hooks = scaling.describe_lifecycle_hooks(AutoScalingGroupName=name)["LifecycleHooks"]
    seen = {hook["LifecycleHookName"]: (hook.get("RoleARN"), hook.get("NotificationTargetARN")) for hook in hooks}
    return seen, {"silent": (None, None), "told": (role, topic)}


def _see_policy(client: Clients) -> Seen:
    scaling, name = _group(client)
    scaling.put_scaling_policy(
        AutoScalingGroupName=name, PolicyName="more", AdjustmentType="ChangeInCapacity", ScalingAdjustment=1
    )
    policy = scaling.describe_policies(AutoScalingGroupName=name)["ScalingPolicies"][0]
    names = ("Enabled", "Cooldown", "PredictiveScalingConfiguration")
    return [policy.get(name) for name in names], [True, None, None]


FIXES = (
    Fix(
        id="autoscaling.lifecycle-hook-targets",
        symptom="aws_autoscaling_lifecycle_hook: an invented role and queue are planned to go",
        apply=lifecycle_hook_targets,
        probe=_see_hook,
    ),
    Fix(
        id="autoscaling.policy-as-given",
        symptom="aws_autoscaling_policy: enabled and cooldown are planned again",
        apply=policy_as_given,
        probe=_see_policy,
    ),
)
