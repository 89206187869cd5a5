"""Actions that know no resource: for these `*` is all there is to write.

Only those a platform has a use for, so that a new one is looked at once. A test compares them with AWS's own definitions.
"""

from fnmatch import fnmatchcase
from typing import Final

# https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
ACTIONS: Final = (
    "acm:ListCertificates",
    "application-autoscaling:Describe*",
    "autoscaling:Describe*",
    "cloudwatch:DescribeAlarmsForMetric",
    "cloudwatch:GetMetricData",
    "cloudwatch:GetMetricStatistics",
    "cloudwatch:ListMetrics",
    "cloudwatch:PutMetricData",
    "codedeploy:PutLifecycleEventHookExecutionStatus",
    "codepipeline:PutJobFailureResult",
    "codepipeline:PutJobSuccessResult",
    "config:BatchGetResourceConfig",
    "config:PutEvaluations",
    "config:SelectResourceConfig",
    "dynamodb:ListBackups",
    "dynamodb:ListTables",
    "ec2:Describe*",
    "ec2messages:*",
    "ecr:GetAuthorizationToken",
    "ecs:ListClusters",
    "elasticloadbalancing:Describe*",
    "kms:GenerateRandom",
    "kms:ListAliases",
    "kms:ListKeys",
    "lambda:ListFunctions",
    "logs:CreateLogDelivery",
    "logs:DeleteLogDelivery",
    "logs:DescribeLogGroups",
    "logs:DescribeResourcePolicies",
    "logs:GetLogDelivery",
    "logs:ListLogDeliveries",
    "logs:PutResourcePolicy",
    "logs:UpdateLogDelivery",
    "organizations:DescribeOrganization",
    "pricing:*",
    "rds:DescribeDBEngineVersions",
    "rds:DescribeOrderableDBInstanceOptions",
    "route53:ListHostedZones",
    "route53:ListHostedZonesByName",
    "s3:ListAllMyBuckets",
    "secretsmanager:GetRandomPassword",
    "secretsmanager:ListSecrets",
    "sns:ListTopics",
    "sqs:ListQueues",
    "ssmmessages:*",
    "states:SendTaskFailure",
    "states:SendTaskHeartbeat",
    "states:SendTaskSuccess",
    "sts:GetCallerIdentity",
    "tag:GetResources",
    "tag:GetTagKeys",
    "tag:GetTagValues",
    "xray:GetSamplingRules",
    "xray:GetSamplingStatisticSummaries",
    "xray:GetSamplingTargets",
    "xray:PutTelemetryRecords",
    "xray:PutTraceSegments",
)


def supports_no_resource(action: str) -> bool:
    """Whether there is nothing narrower than `*` for it."""
    return any(fnmatchcase(action, known) for known in ACTIONS)
