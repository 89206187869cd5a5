"""Terraform and the small parts every layer is made of: roles, log groups, alarms."""

from collections.abc import Iterator

from constructs_lib.foundation.iam import NO_NARROWER, Statement

_PASSED_TO = (
    "application-autoscaling.amazonaws.com",
    "budgets.amazonaws.com",
    "cloudtrail.amazonaws.com",
    "config.amazonaws.com",
    "ecs-tasks.amazonaws.com",
    "lambda.amazonaws.com",
    "monitoring.rds.amazonaws.com",
    "s3.amazonaws.com",
    "scheduler.amazonaws.com",
    "ssm.amazonaws.com",
)
"""Services that take the roles of an environment. A role passed to any other is a way round what it was made for."""


def reads(account_id: str, environment: str) -> Iterator[Statement]:
    """What planning needs, and deploying too."""
    yield Statement(
        sid="ReadRoles",
        actions=("iam:GetRole", "iam:GetRolePolicy", "iam:ListAttachedRolePolicies", "iam:ListRolePolicies"),
        resources=(f"arn:aws:iam::{account_id}:role/{environment}-*",),
    )
    yield Statement(
        sid="FindLogGroups", actions=("logs:DescribeLogGroups",), resources=("*",), wildcard_reason=NO_NARROWER
    )
    yield Statement(
        sid="ReadLogGroups",
        actions=("logs:ListTagsForResource",),
        resources=(f"arn:aws:logs:*:{account_id}:log-group:*{environment}-*",),
    )
    yield Statement(
        sid="ReadAlarms",
        actions=("cloudwatch:DescribeAlarms", "cloudwatch:ListTagsForResource"),
        resources=(f"arn:aws:cloudwatch:*:{account_id}:alarm:{environment}-*",),
    )


def writes(account_id: str, environment: str) -> Iterator[Statement]:
    """What deploying needs beyond that."""
    yield Statement(
        sid="RunRoles",
        actions=(
            "iam:CreateRole",
            "iam:DeleteRole",
            "iam:DeleteRolePolicy",
            "iam:ListInstanceProfilesForRole",
            "iam:PutRolePolicy",
            "iam:TagRole",
            "iam:UntagRole",
            "iam:UpdateAssumeRolePolicy",
            "iam:UpdateRole",
            "iam:UpdateRoleDescription",
        ),
        resources=(f"arn:aws:iam::{account_id}:role/{environment}-*",),
    )
    yield Statement(
        sid="HandRolesToServices",
        actions=("iam:PassRole",),
        resources=(f"arn:aws:iam::{account_id}:role/{environment}-*",),
        conditions={"StringEquals": {"iam:PassedToService": list(_PASSED_TO)}},
    )
    yield Statement(
        sid="RunLogGroups",
        actions=(
            "logs:AssociateKmsKey",
            "logs:CreateLogGroup",
            "logs:DeleteLogGroup",
            "logs:PutRetentionPolicy",
            "logs:TagResource",
            "logs:UntagResource",
        ),
        resources=(f"arn:aws:logs:*:{account_id}:log-group:*{environment}-*",),
    )
    yield Statement(
        sid="RunAlarms",
        actions=(
            "cloudwatch:DeleteAlarms",
            "cloudwatch:PutMetricAlarm",
            "cloudwatch:TagResource",
            "cloudwatch:UntagResource",
        ),
        resources=(f"arn:aws:cloudwatch:*:{account_id}:alarm:{environment}-*",),
    )
