"""Terraform and the account layer: keys, topics, buckets, budgets."""

from collections.abc import Iterator

from constructs_lib.foundation.iam import NO_NARROWER, Statement


def reads(account_id: str, environment: str) -> Iterator[Statement]:
    """What planning needs, and deploying too."""
    yield Statement(
        sid="ReadKeys",
        actions=("kms:DescribeKey", "kms:GetKeyPolicy", "kms:GetKeyRotationStatus", "kms:ListResourceTags"),
        resources=(f"arn:aws:kms:*:{account_id}:key/*",),
    )
    yield Statement(sid="FindKeys", actions=("kms:ListAliases",), resources=("*",), wildcard_reason=NO_NARROWER)
    yield Statement(
        sid="ReadTopics",
        actions=("sns:GetTopicAttributes", "sns:ListTagsForResource"),
        resources=(f"arn:aws:sns:*:{account_id}:{environment}-*",),
    )
    yield Statement(
        sid="ReadBucketSettings",
        actions=(
            "s3:GetAccelerateConfiguration",
            "s3:GetBucket*",
            "s3:GetEncryptionConfiguration",
            "s3:GetLifecycleConfiguration",
            "s3:GetReplicationConfiguration",
            "s3:ListBucket",
        ),
        resources=(f"arn:aws:s3:::{environment}-*",),
    )
    yield Statement(
        sid="ReadBudgets",
        actions=("budgets:ListTagsForResource", "budgets:ViewBudget"),
        resources=(f"arn:aws:budgets::{account_id}:budget/{environment}-*",),
    )


def writes(account_id: str, environment: str) -> Iterator[Statement]:
    """What deploying needs beyond that."""
    yield Statement(sid="MakeKeys", actions=("kms:CreateKey",), resources=("*",), wildcard_reason=NO_NARROWER)
    yield Statement(
        sid="RunKeys",
        actions=(
            "kms:CreateAlias",
            "kms:DeleteAlias",
            "kms:DisableKeyRotation",
            "kms:EnableKeyRotation",
            "kms:PutKeyPolicy",
            "kms:ScheduleKeyDeletion",
            "kms:TagResource",
            "kms:UntagResource",
            "kms:UpdateAlias",
            "kms:UpdateKeyDescription",
        ),
        resources=(f"arn:aws:kms:*:{account_id}:key/*", f"arn:aws:kms:*:{account_id}:alias/{environment}-*"),
    )
    yield Statement(
        sid="RunTopics",
        actions=(
            "sns:CreateTopic",
            "sns:DeleteTopic",
            "sns:SetTopicAttributes",
            "sns:TagResource",
            "sns:UntagResource",
        ),
        resources=(f"arn:aws:sns:*:{account_id}:{environment}-*",),
    )
    yield Statement(
        sid="RunBuckets",
        actions=(
            "s3:CreateBucket",
            "s3:DeleteBucket",
            "s3:DeleteBucketPolicy",
            "s3:PutBucketLogging",
            "s3:PutBucketOwnershipControls",
            "s3:PutBucketPolicy",
            "s3:PutBucketPublicAccessBlock",
            "s3:PutBucketTagging",
            "s3:PutBucketVersioning",
            "s3:PutEncryptionConfiguration",
            "s3:PutLifecycleConfiguration",
        ),
        resources=(f"arn:aws:s3:::{environment}-*",),
    )
    yield Statement(
        sid="RunBudgets",
        actions=("budgets:ModifyBudget", "budgets:TagResource", "budgets:UntagResource"),
        resources=(f"arn:aws:budgets::{account_id}:budget/{environment}-*",),
    )
