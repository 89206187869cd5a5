"""Terraform and clusters, services, load balancers, and what scales them."""

from collections.abc import Iterator

from constructs_lib.foundation.iam import NO_NARROWER, Statement

_SERVICE_LINKED = {
    "ecs.amazonaws.com": "AWSServiceRoleForECS",
    "elasticloadbalancing.amazonaws.com": "AWSServiceRoleForElasticLoadBalancing",
    "ecs.application-autoscaling.amazonaws.com": "AWSServiceRoleForApplicationAutoScaling_ECSService",
}
"""Roles AWS makes for itself, in the caller's name, the first time an account uses a service."""


def reads(account_id: str, environment: str) -> Iterator[Statement]:
    """What planning needs, and deploying too."""
    yield Statement(
        sid="ReadClusters",
        actions=("ecs:DescribeClusters", "ecs:DescribeServices"),
        resources=(
            f"arn:aws:ecs:*:{account_id}:cluster/{environment}-*",
            f"arn:aws:ecs:*:{account_id}:service/{environment}-*",
        ),
    )
    yield Statement(
        sid="ReadTaskDefinitions",
        actions=("ecs:DescribeTaskDefinition",),
        resources=("*",),
        wildcard_reason=NO_NARROWER,
    )
    yield Statement(
        sid="ReadLoadBalancers",
        actions=(
            "elasticloadbalancing:DescribeCapacityReservation",
            "elasticloadbalancing:DescribeListenerAttributes",
            "elasticloadbalancing:DescribeListeners",
            "elasticloadbalancing:DescribeLoadBalancerAttributes",
            "elasticloadbalancing:DescribeLoadBalancers",
            "elasticloadbalancing:DescribeRules",
            "elasticloadbalancing:DescribeTags",
            "elasticloadbalancing:DescribeTargetGroupAttributes",
            "elasticloadbalancing:DescribeTargetGroups",
        ),
        resources=("*",),
        wildcard_reason=NO_NARROWER,
    )
    yield Statement(
        sid="ReadScaling",
        actions=(
            "application-autoscaling:DescribeScalableTargets",
            "application-autoscaling:DescribeScalingPolicies",
            "application-autoscaling:DescribeScheduledActions",
        ),
        resources=("*",),
        wildcard_reason=NO_NARROWER,
    )
    yield Statement(
        sid="ReadScalingTags",
        actions=("application-autoscaling:ListTagsForResource",),
        resources=(f"arn:aws:application-autoscaling:*:{account_id}:scalable-target/*",),
    )


def writes(account_id: str, environment: str) -> Iterator[Statement]:
    """What deploying needs beyond that."""
    yield from _clusters(account_id, environment)
    yield from _load_balancers(account_id, environment)
    yield from _scaling(account_id)
    yield Statement(
        sid="LetServicesMakeTheirRoles",
        actions=("iam:CreateServiceLinkedRole",),
        resources=tuple(
            f"arn:aws:iam::{account_id}:role/aws-service-role/{service}/{role}"
            for service, role in _SERVICE_LINKED.items()
        ),
        conditions={"StringEquals": {"iam:AWSServiceName": list(_SERVICE_LINKED)}},
    )


def _clusters(account_id: str, environment: str) -> Iterator[Statement]:
    ours = f"arn:aws:ecs:*:{account_id}"
    yield Statement(
        sid="RunClusters",
        actions=(
            "ecs:CreateCluster",
            "ecs:DeleteCluster",
            "ecs:PutClusterCapacityProviders",
            "ecs:UpdateCluster",
            "ecs:UpdateClusterSettings",
        ),
        resources=(f"{ours}:cluster/{environment}-*",),
    )
    yield Statement(
        sid="RunServices",
        actions=("ecs:CreateService", "ecs:DeleteService", "ecs:UpdateService"),
        resources=(f"{ours}:service/{environment}-*",),
    )
    yield Statement(
        sid="MakeTaskDefinitions",
        actions=("ecs:RegisterTaskDefinition",),
        resources=(f"{ours}:task-definition/{environment}-*:*",),
    )
    yield Statement(
        sid="TagClusters",
        actions=("ecs:TagResource", "ecs:UntagResource"),
        resources=(
            f"{ours}:cluster/{environment}-*",
            f"{ours}:service/{environment}-*",
            f"{ours}:task-definition/{environment}-*:*",
        ),
    )


def _load_balancers(account_id: str, environment: str) -> Iterator[Statement]:
    ours = f"arn:aws:elasticloadbalancing:*:{account_id}"
    load_balancers, targets = f"{ours}:loadbalancer/app/{environment}-*/*", f"{ours}:targetgroup/{environment}-*/*"
    # application and network load balancers: the same actions, two forms of ARN
    listeners = tuple(f"{ours}:listener/{kind}/{environment}-*/*/*" for kind in ("app", "net"))
    rules = tuple(f"{ours}:listener-rule/{kind}/{environment}-*/*/*/*" for kind in ("app", "net"))
    yield Statement(
        sid="RunLoadBalancers",
        actions=(
            "elasticloadbalancing:CreateListener",
            "elasticloadbalancing:CreateLoadBalancer",
            "elasticloadbalancing:DeleteLoadBalancer",
            "elasticloadbalancing:ModifyLoadBalancerAttributes",
            "elasticloadbalancing:SetSecurityGroups",
            "elasticloadbalancing:SetSubnets",
        ),
        resources=(load_balancers,),
    )
    yield Statement(
        sid="RunListeners",
        actions=(
            "elasticloadbalancing:CreateRule",
            "elasticloadbalancing:DeleteListener",
            "elasticloadbalancing:ModifyListener",
            "elasticloadbalancing:ModifyListenerAttributes",
        ),
        resources=listeners,
    )
    yield Statement(
        sid="RunRules",
        actions=(
            "elasticloadbalancing:DeleteRule",
            "elasticloadbalancing:ModifyRule",
            "elasticloadbalancing:SetRulePriorities",
        ),
        resources=rules,
    )
    yield Statement(
        sid="RunTargetGroups",
        actions=(
            "elasticloadbalancing:CreateTargetGroup",
            "elasticloadbalancing:DeleteTargetGroup",
            "elasticloadbalancing:ModifyTargetGroup",
            "elasticloadbalancing:ModifyTargetGroupAttributes",
        ),
        resources=(targets,),
    )
    yield Statement(
        sid="TagLoadBalancers",
        actions=("elasticloadbalancing:AddTags", "elasticloadbalancing:RemoveTags"),
        resources=(load_balancers, *listeners, *rules, targets),
    )


def _scaling(account_id: str) -> Iterator[Statement]:
    yield Statement(
        sid="RunScaling",
        actions=(
            "application-autoscaling:DeleteScalingPolicy",
            "application-autoscaling:DeleteScheduledAction",
            "application-autoscaling:DeregisterScalableTarget",
            "application-autoscaling:PutScalingPolicy",
            "application-autoscaling:PutScheduledAction",
            "application-autoscaling:RegisterScalableTarget",
            "application-autoscaling:TagResource",
            "application-autoscaling:UntagResource",
        ),
        # targets have ids of AWS's making
        resources=(f"arn:aws:application-autoscaling:*:{account_id}:scalable-target/*",),
    )
