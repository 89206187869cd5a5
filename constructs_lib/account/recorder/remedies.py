"""What AWS can put right by itself: runbooks of its own that only ever close something, and what each may do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

RemediedRule = Literal["kms-rotation", "rds-public", "s3-public-access-block", "vpc-default-security-group"]
"""Ids of rules. Each remedy restores what this library deploys, so that no later plan wants to take it back."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Remedy:
    """A runbook of AWS's own, and what its role needs."""

    identifier: str
    """The rule of AWS Config it belongs to."""
    document: str
    """https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/"""
    parameter: str
    """What the runbook calls the thing that is not as it should be."""
    settings: Mapping[str, str] = field(default_factory=dict[str, str])
    changes: tuple[str, ...]
    """Actions, on `resource`."""
    resource: str
    """With `{region}` and `{account}` to be filled in."""
    looks: tuple[str, ...] = ()
    """Actions that AWS knows no resource for."""


REMEDIES: Final[Mapping[RemediedRule, Remedy]] = {
    "kms-rotation": Remedy(
        identifier="CMK_BACKING_KEY_ROTATION_ENABLED",
        document="AWSConfigRemediation-EnableKeyRotation",
        parameter="KeyId",
        changes=("kms:EnableKeyRotation", "kms:GetKeyRotationStatus"),
        resource="arn:aws:kms:{region}:{account}:key/*",
    ),
    "rds-public": Remedy(
        identifier="RDS_INSTANCE_PUBLIC_ACCESS_CHECK",
        document="AWSConfigRemediation-DisablePublicAccessToRDSInstance",
        parameter="DbiResourceId",
        changes=("rds:DescribeDBInstances", "rds:ModifyDBInstance"),
        resource="arn:aws:rds:{region}:{account}:db:*",
    ),
    "s3-public-access-block": Remedy(
        identifier="S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED",
        document="AWSConfigRemediation-ConfigureS3BucketPublicAccessBlock",
        parameter="BucketName",
        settings={
            "BlockPublicAcls": "true",
            "BlockPublicPolicy": "true",
            "IgnorePublicAcls": "true",
            "RestrictPublicBuckets": "true",
        },
        changes=("s3:GetBucketPublicAccessBlock", "s3:PutBucketPublicAccessBlock"),
        resource="arn:aws:s3:::*",
    ),
    "vpc-default-security-group": Remedy(
        identifier="VPC_DEFAULT_SECURITY_GROUP_CLOSED",
        document="AWSConfigRemediation-RemoveVPCDefaultSecurityGroupRules",
        parameter="GroupId",
        changes=("ec2:RevokeSecurityGroupEgress", "ec2:RevokeSecurityGroupIngress"),
        resource="arn:aws:ec2:{region}:{account}:security-group/*",
        looks=("ec2:DescribeSecurityGroups",),
    ),
}
"""Rule → what mends it."""
