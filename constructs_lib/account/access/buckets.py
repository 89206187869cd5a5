"""Terraform and buckets of data: what goes beyond a bucket of logs."""

from collections.abc import Iterator

from constructs_lib.foundation.iam import Statement


def reads(account_id: str, environment: str) -> Iterator[Statement]:
    """What planning needs, and deploying too."""
    del account_id  # the names of buckets carry no account
    yield Statement(
        sid="ReadInventories",
        actions=("s3:GetInventoryConfiguration",),
        resources=(f"arn:aws:s3:::{environment}-*",),
    )


def writes(account_id: str, environment: str) -> Iterator[Statement]:
    """What deploying needs beyond that."""
    del account_id  # the names of buckets carry no account
    yield Statement(
        sid="RunBucketsOfData",
        actions=(
            "s3:PutBucketNotification",
            "s3:PutBucketObjectLockConfiguration",
            "s3:PutInventoryConfiguration",
            "s3:PutReplicationConfiguration",
        ),
        resources=(f"arn:aws:s3:::{environment}-*",),
    )
