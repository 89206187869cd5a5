"""What may pass an endpoint.

An endpoint policy grants nothing, it caps: role and bucket policies still decide. What it adds is that credentials
brought in from elsewhere do not work, and that data does not leave into somebody else's bucket or table.
https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
"""

from collections.abc import Mapping, Sequence

from constructs_lib.foundation import iam
from constructs_lib.foundation.aws_services import InterfaceService

# Work with objects. Whoever makes and configures buckets does not do it from inside a workload's network.
_OBJECT_ACTIONS = (
    "s3:AbortMultipartUpload",
    "s3:DeleteObject",
    "s3:DeleteObjectTagging",
    "s3:DeleteObjectVersion",
    "s3:DeleteObjectVersionTagging",
    "s3:GetBucket*",
    "s3:GetEncryptionConfiguration",
    "s3:GetObject",
    "s3:GetObjectAcl",
    "s3:GetObjectLegalHold",
    "s3:GetObjectRetention",
    "s3:GetObjectTagging",
    "s3:GetObjectVersion",
    "s3:GetObjectVersionTagging",
    "s3:ListBucket",
    "s3:ListBucketMultipartUploads",
    "s3:ListBucketVersions",
    "s3:ListMultipartUploadParts",
    "s3:PutObject",
    "s3:PutObjectAcl",
    "s3:PutObjectLegalHold",
    "s3:PutObjectRetention",
    "s3:PutObjectTagging",
    "s3:PutObjectVersionTagging",
    "s3:RestoreObject",
)
_ITEM_ACTIONS = (
    "dynamodb:BatchGetItem",
    "dynamodb:BatchWriteItem",
    "dynamodb:ConditionCheckItem",
    "dynamodb:DeleteItem",
    "dynamodb:DescribeTable",
    "dynamodb:DescribeTimeToLive",
    "dynamodb:GetItem",
    "dynamodb:PartiQL*",
    "dynamodb:PutItem",
    "dynamodb:Query",
    "dynamodb:Scan",
    "dynamodb:UpdateItem",
)

# Buckets of AWS that machines and containers download from. Without the first no image can be pulled from ECR.
_BUCKETS_OF_AWS = (
    # https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html#ecr-setting-up-s3-gateway
    "prod-{region}-starport-layer-bucket",
    # https://docs.aws.amazon.com/linux/al2023/ug/managing-repos-os-updates.html
    "al2023-repos-{region}-de612dc2",
    # https://docs.aws.amazon.com/systems-manager/latest/userguide/ssm-agent-technical-details.html
    "amazon-ssm-{region}",
    "amazon-ssm-packages-{region}",
    "aws-ssm-{region}",
    "aws-ssm-distributor-file-{region}",
    "aws-ssm-document-attachments-{region}",
    "patch-baseline-snapshot-{region}",
    "{region}-birdwatcher-prod",
    # https://docs.aws.amazon.com/codedeploy/latest/userguide/resource-kit.html
    "aws-codedeploy-{region}",
    # https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/download-CloudWatch-Agent-on-EC2-Instance-commandline-first.html
    "amazoncloudwatch-agent-{region}",
)


# Images also come from elsewhere: from the one account that all environments run them from, and from AWS's own, whose
# agents ECS puts beside a task. Whose image a task may run is for its role to say; what nobody may do is push to others.
_PULL = ("ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer")
# A role elsewhere can be taken, but what it opens is no use here: its principal is another account's, and does not pass.
_TAKE_ROLES = ("sts:AssumeRole", "sts:TagSession")
_A_CAP = "an endpoint policy grants nothing: roles say which actions and resources, this says whose"
_ACTIONS_PREFIX: Mapping[InterfaceService, str] = {"ecr.api": "ecr", "ecr.dkr": "ecr", "monitoring": "cloudwatch"}
"""Where IAM calls a service otherwise than its endpoint."""


def s3_policy(account_ids: Sequence[str], region: str) -> tuple[iam.Statement, ...]:
    """Objects of own buckets for own principals; downloads from AWS for anybody inside."""
    accounts = _one_or_many(account_ids)
    return (
        iam.Statement(
            sid="OwnPrincipalsOwnBuckets",
            principal=iam.arns("*"),
            actions=_OBJECT_ACTIONS,
            # a bucket's ARN does not say whose it is, the condition does
            resources=("arn:aws:s3:::*",),
            conditions={"StringEquals": {"aws:PrincipalAccount": accounts, "aws:ResourceAccount": accounts}},
        ),
        iam.Statement(
            sid="DownloadsFromAws",
            # anybody, since image layers come by links that ECR signed; but never from a bucket of our own
            principal=iam.arns("*"),
            actions=("s3:GetObject",),
            resources=tuple(f"arn:aws:s3:::{bucket.format(region=region)}/*" for bucket in _BUCKETS_OF_AWS),
            conditions={"StringNotEquals": {"aws:ResourceAccount": accounts}},
        ),
    )


def dynamodb_policy(account_ids: Sequence[str], region: str) -> tuple[iam.Statement, ...]:
    """Items of own tables for own principals. A table's ARN says whose it is."""
    return (
        iam.Statement(
            sid="OwnPrincipalsOwnTables",
            principal=iam.arns("*"),
            actions=_ITEM_ACTIONS,
            resources=tuple(f"arn:aws:dynamodb:{region}:{account_id}:table/*" for account_id in account_ids),
            conditions={"StringEquals": {"aws:PrincipalAccount": _one_or_many(account_ids)}},
        ),
    )


def interface_policy(service: InterfaceService, account_ids: Sequence[str], region: str) -> tuple[iam.Statement, ...]:
    """Own principals and own resources, and what of others no workload can do without.

    https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
    https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
    """
    accounts = _one_or_many(account_ids)
    own_principals = {"aws:PrincipalAccount": accounts}

    def of_others(sid: str, actions: tuple[str, ...], *resources: str) -> iam.Statement:
        return iam.Statement(
            sid=sid,
            principal=iam.arns("*"),
            actions=actions,
            resources=resources or ("*",),
            conditions={"StringEquals": own_principals},
            wildcard_reason=_A_CAP,
        )

    own = iam.Statement(
        sid="OwnPrincipalsOwnResources",
        principal=iam.arns("*"),
        actions=(f"{_ACTIONS_PREFIX.get(service, service)}:*",),
        resources=("*",),
        conditions={"StringEquals": {**own_principals, "aws:ResourceAccount": accounts}},
        wildcard_reason=_A_CAP,
    )
    match service:
        case "ecr.api" | "ecr.dkr":
            return own, of_others("PullFromOthers", _PULL)
        case "ssm":
            # AWS's own parameters (such as the newest image) and documents are in no account
            ours = f"arn:aws:ssm:{region}:"
            reading = ("ssm:DescribeDocument", "ssm:GetDocument", "ssm:GetParameter*")
            return own, of_others("ReadWhatIsAwss", reading, f"{ours}:document/*", f"{ours}:parameter/aws/*")
        case "sts":
            return own, of_others("TakeRolesOfOthers", _TAKE_ROLES)
        case _:
            return (own,)


def _one_or_many(values: Sequence[str]) -> str | Sequence[str]:
    """As AWS writes it back: a single value stays plain text."""
    return values[0] if len(values) == 1 else sorted(values)
