"""Terraform and what a network is reached or left through: NAT instances, and services by PrivateLink."""

from collections.abc import Iterator

from constructs_lib.foundation.iam import NO_NARROWER, Statement

_SERVICE_LINKED = {"autoscaling.amazonaws.com": "AWSServiceRoleForAutoScaling"}
"""Roles AWS makes for itself, in the caller's name, the first time an account uses a service."""


def reads(account_id: str, environment: str) -> Iterator[Statement]:
    """What planning needs, and deploying too."""
    yield Statement(
        sid="ReadMachinesAndServices",
        actions=(
            "autoscaling:DescribeAutoScalingGroups",
            "autoscaling:DescribeInstanceRefreshes",
            "autoscaling:DescribeScalingActivities",
            "ec2:DescribeInstanceTypes",
            "ec2:DescribeInstances",
            "ec2:DescribeLaunchTemplateVersions",
            "ec2:DescribeLaunchTemplates",
            "ec2:DescribeVpcEndpointConnectionNotifications",
            "ec2:DescribeVpcEndpointConnections",
            "ec2:DescribeVpcEndpointServiceConfigurations",
            "elasticloadbalancing:DescribeTargetHealth",
        ),
        resources=("*",),
        wildcard_reason=NO_NARROWER,
    )
    yield Statement(
        sid="ReadWhoMayUseServices",
        actions=("ec2:DescribeVpcEndpointServicePermissions",),
        resources=(f"arn:aws:ec2:*:{account_id}:vpc-endpoint-service/*",),
    )
    yield Statement(
        sid="ReadInstanceProfiles",
        actions=("iam:GetInstanceProfile",),
        resources=(f"arn:aws:iam::{account_id}:instance-profile/{environment}-*",),
    )
    yield Statement(
        sid="ReadRequestMetrics",
        actions=("s3:GetMetricsConfiguration",),
        resources=(f"arn:aws:s3:::{environment}-*",),
    )


def writes(account_id: str, environment: str) -> Iterator[Statement]:
    """What deploying needs beyond that."""
    yield from _nat_instances(account_id, environment)
    yield from _private_link(account_id, environment)
    yield Statement(
        sid="CountRequests",
        actions=("s3:PutMetricsConfiguration",),
        resources=(f"arn:aws:s3:::{environment}-*",),
    )


def _nat_instances(account_id: str, environment: str) -> Iterator[Statement]:
    ec2 = f"arn:aws:ec2:*:{account_id}"
    yield Statement(
        sid="RunNatInstances",
        actions=(
            "ec2:AssociateAddress",
            "ec2:CreateLaunchTemplate",
            "ec2:CreateLaunchTemplateVersion",
            "ec2:CreateNetworkInterface",
            "ec2:CreateTags",
            "ec2:DeleteLaunchTemplate",
            "ec2:DeleteNetworkInterface",
            "ec2:DetachNetworkInterface",
            "ec2:DisassociateAddress",
            "ec2:ModifyLaunchTemplate",
            "ec2:ModifyNetworkInterfaceAttribute",
        ),
        resources=tuple(
            f"{ec2}:{part}/*"
            for part in (
                "elastic-ip",
                "instance",
                "launch-template",
                "network-interface",
                "security-group",
                "subnet",
                "volume",
            )
        ),
    )
    # Auto Scaling asks whether the caller could start what the template says, before it takes it.
    # https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-launch-template-permissions.html
    yield Statement(
        sid="LetGroupsStartMachines",
        actions=("ec2:RunInstances",),
        resources=(
            "arn:aws:ec2:*::image/*",
            *(
                f"{ec2}:{part}/*"
                for part in ("instance", "launch-template", "network-interface", "security-group", "subnet", "volume")
            ),
        ),
    )
    yield Statement(
        sid="RunGroups",
        actions=(
            "autoscaling:CreateAutoScalingGroup",
            "autoscaling:CreateOrUpdateTags",
            "autoscaling:DeleteAutoScalingGroup",
            "autoscaling:DeleteTags",
            "autoscaling:StartInstanceRefresh",
            "autoscaling:UpdateAutoScalingGroup",
        ),
        resources=(f"arn:aws:autoscaling:*:{account_id}:autoScalingGroup:*:autoScalingGroupName/{environment}-*",),
    )
    yield Statement(
        sid="RunInstanceProfiles",
        actions=(
            "iam:AddRoleToInstanceProfile",
            "iam:CreateInstanceProfile",
            "iam:DeleteInstanceProfile",
            "iam:RemoveRoleFromInstanceProfile",
            "iam:TagInstanceProfile",
            "iam:UntagInstanceProfile",
        ),
        resources=(f"arn:aws:iam::{account_id}:instance-profile/{environment}-*",),
    )
    yield Statement(
        sid="HandRolesToMachines",
        actions=("iam:PassRole",),
        resources=(f"arn:aws:iam::{account_id}:role/{environment}-*",),
        conditions={"StringEquals": {"iam:PassedToService": "ec2.amazonaws.com"}},
    )
    yield Statement(
        sid="LetAutoScalingMakeItsRole",
        actions=("iam:CreateServiceLinkedRole",),
        resources=tuple(
            f"arn:aws:iam::{account_id}:role/aws-service-role/{service}/{role}"
            for service, role in _SERVICE_LINKED.items()
        ),
        conditions={"StringEquals": {"iam:AWSServiceName": list(_SERVICE_LINKED)}},
    )


def _private_link(account_id: str, environment: str) -> Iterator[Statement]:
    ec2 = f"arn:aws:ec2:*:{account_id}"
    yield Statement(
        sid="OfferServices",
        actions=(
            "ec2:AcceptVpcEndpointConnections",
            "ec2:CreateTags",
            "ec2:CreateVpcEndpointConnectionNotification",
            "ec2:CreateVpcEndpointServiceConfiguration",
            "ec2:DeleteTags",
            "ec2:DeleteVpcEndpointConnectionNotifications",
            "ec2:DeleteVpcEndpointServiceConfigurations",
            "ec2:ModifyVpcEndpointConnectionNotification",
            "ec2:ModifyVpcEndpointServiceConfiguration",
            "ec2:ModifyVpcEndpointServicePermissions",
            "ec2:RejectVpcEndpointConnections",
            "ec2:StartVpcEndpointServicePrivateDnsVerification",
        ),
        resources=(f"{ec2}:vpc-endpoint-service/*",),
    )
    elb = f"arn:aws:elasticloadbalancing:*:{account_id}"
    yield Statement(
        sid="RunNetworkLoadBalancers",
        actions=(
            "elasticloadbalancing:AddTags",
            "elasticloadbalancing:CreateListener",
            "elasticloadbalancing:CreateLoadBalancer",
            "elasticloadbalancing:DeleteLoadBalancer",
            "elasticloadbalancing:ModifyLoadBalancerAttributes",
            "elasticloadbalancing:RemoveTags",
            "elasticloadbalancing:SetSecurityGroups",
            "elasticloadbalancing:SetSubnets",
        ),
        resources=(f"{elb}:loadbalancer/net/{environment}-*/*",),
    )
    yield Statement(
        sid="RunTargets",
        actions=("elasticloadbalancing:DeregisterTargets", "elasticloadbalancing:RegisterTargets"),
        resources=(f"{elb}:targetgroup/{environment}-*/*",),
    )
