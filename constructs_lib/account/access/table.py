"""Terraform and DynamoDB tables: it makes and describes them, and reads no item."""

from collections.abc import Iterator

from constructs_lib.foundation.iam import Statement


def reads(account_id: str, environment: str) -> Iterator[Statement]:
    """What planning needs, and deploying too."""
    yield Statement(
        sid="ReadTables",
        actions=(
            "dynamodb:DescribeContinuousBackups",
            "dynamodb:DescribeTable",
            "dynamodb:DescribeTimeToLive",
            "dynamodb:ListTagsOfResource",
        ),
        resources=(f"arn:aws:dynamodb:*:{account_id}:table/{environment}-*",),
    )


def writes(account_id: str, environment: str) -> Iterator[Statement]:
    """What deploying needs beyond that."""
    yield Statement(
        sid="RunTables",
        actions=(
            "dynamodb:CreateTable",
            "dynamodb:DeleteTable",
            "dynamodb:TagResource",
            "dynamodb:UntagResource",
            "dynamodb:UpdateContinuousBackups",
            "dynamodb:UpdateTable",
            "dynamodb:UpdateTimeToLive",
        ),
        resources=(f"arn:aws:dynamodb:*:{account_id}:table/{environment}-*",),
    )
    # DynamoDB asks in the name of whoever makes an encrypted table, and keeps a grant for itself
    # https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
    yield Statement(
        sid="EncryptTables",
        actions=("kms:CreateGrant", "kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"),
        resources=(f"arn:aws:kms:*:{account_id}:key/*",),
        conditions={"StringLike": {"kms:ViaService": "dynamodb.*.amazonaws.com"}},
    )
