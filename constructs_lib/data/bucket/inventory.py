"""A list of everything in a bucket, made by S3 itself."""

from typing import Literal

from cdktf_cdktf_provider_aws.s3_bucket_inventory import (
    S3BucketInventory,
    S3BucketInventoryDestination,
    S3BucketInventoryDestinationBucket,
    S3BucketInventorySchedule,
)
from constructs import Construct

from constructs_lib.parts.bucket import INVENTORY_PREFIX, arn_of

# What an audit asks of an object, and what tells an object that never reached the other region.
_FIELDS = (
    *("Size", "LastModifiedDate", "StorageClass", "IntelligentTieringAccessTier"),
    *("EncryptionStatus", "BucketKeyStatus", "ReplicationStatus"),
    *("ObjectLockMode", "ObjectLockRetainUntilDate", "ObjectLockLegalHoldStatus"),
)


class Inventory(Construct):
    """Every version of every object, as Parquet, in another bucket that lets S3 write there."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        bucket_name: str,
        account_id: str,
        destination_bucket_name: str,
        frequency: Literal["Daily", "Weekly"],
    ) -> None:
        super().__init__(scope, id_)
        S3BucketInventory(
            self,
            "Default",
            bucket=bucket_name,
            name="everything",
            included_object_versions="All",
            optional_fields=list(_FIELDS),
            schedule=S3BucketInventorySchedule(frequency=frequency),
            destination=S3BucketInventoryDestination(
                bucket=S3BucketInventoryDestinationBucket(
                    bucket_arn=arn_of(destination_bucket_name),
                    # without it S3 does not look whose bucket that is by now
                    account_id=account_id,
                    format="Parquet",
                    prefix=INVENTORY_PREFIX,
                )
            ),
        )
