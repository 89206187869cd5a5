"""A bucket for data, with its own key."""

from collections.abc import Iterator

from constructs import Construct

from constructs_lib.data.bucket.config import BucketConfig
from constructs_lib.data.bucket.inventory import Inventory
from constructs_lib.foundation import iam
from constructs_lib.foundation.config import require
from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.parts.bucket import Bucket, arn_of, only_with
from constructs_lib.parts.key import Key, used_by
from constructs_lib.parts.retention import Lock, Retention


class DataBucket(Construct):
    """Encrypted with one key that only S3 uses, for whoever IAM allows in this account."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        config: BucketConfig,
        *,
        name: str,
        bucket_name: str,
        account_id: str,
        region: str,
        access_log_bucket_name: str,
        replicator_arn: str | None = None,
        protected: bool = True,
    ) -> None:
        super().__init__(scope, id_)
        require(config, self.node.path)
        require_plain(self.node.path, replicator_arn=replicator_arn or "")
        key = Key(
            self,
            "key",
            name=name,
            description=f"{name}: the objects of the bucket",
            account_id=account_id,
            users=(_through_s3(account_id, region), *_key_of_copies(replicator_arn, region)),
            protected=protected,
        )
        bucket = Bucket(
            self,
            "bucket",
            name=bucket_name,
            key_arn=key.arn,
            statements=(*only_with(key.arn, arn_of(bucket_name)), *_copies(replicator_arn, arn_of(bucket_name))),
            retention=_retention(config),
            access_log_bucket_name=access_log_bucket_name,
            protected=protected,
        )
        if config.inventory is not None:
            Inventory(
                self,
                "inventory",
                bucket_name=bucket.name,
                account_id=account_id,
                destination_bucket_name=access_log_bucket_name,
                frequency=config.inventory,
            )
        self.bucket_name = bucket.name
        self.bucket_arn = bucket.arn
        self.key_arn = key.arn


def _through_s3(account_id: str, region: str) -> iam.Statement:
    """IAM grants the key, as it grants the bucket; so the roles of stacks to come need no change here.

    A replication role is one of them: S3 calls the key in its name.
    https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html
    """
    return used_by(
        "PrincipalsOfThisAccountThroughS3",
        iam.account(account_id),
        conditions={"StringEquals": {"kms:CallerAccount": account_id, "kms:ViaService": f"s3.{region}.amazonaws.com"}},
    )


def _copies(replicator_arn: str | None, arn: str) -> Iterator[iam.Statement]:
    """What another account's replication may do here.

    The account is named, and the role by a condition: S3 and KMS refuse a policy that names a role which is yet to come.
    https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html
    """
    if replicator_arn is not None:
        yield iam.Statement(
            sid="CopiesFromAnotherAccount",
            principal=iam.account(_account_of(replicator_arn)),
            actions=(
                "s3:ObjectOwnerOverrideToBucketOwner",
                "s3:ReplicateDelete",
                "s3:ReplicateObject",
                "s3:ReplicateTags",
            ),
            resources=(f"{arn}/*",),
            conditions={"ArnEquals": {"aws:PrincipalArn": replicator_arn}},
        )


def _key_of_copies(replicator_arn: str | None, region: str) -> Iterator[iam.Statement]:
    if replicator_arn is not None:
        yield used_by(
            "CopiesFromAnotherAccount",
            iam.account(_account_of(replicator_arn)),
            actions=("kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"),
            conditions={
                "StringEquals": {"kms:ViaService": f"s3.{region}.amazonaws.com"},
                "ArnEquals": {"aws:PrincipalArn": replicator_arn},
            },
        )


def _account_of(arn: str) -> str:
    return arn.split(":")[4]


def _retention(config: BucketConfig) -> Retention:
    lock = config.object_lock
    return Retention(
        intelligent_tiering_after_days=config.intelligent_tiering_after_days,
        expiry_days=config.expiry_days,
        old_version_days=config.old_version_days,
        lock=None if lock is None else Lock(mode=lock.mode, days=lock.retention_days),
    )
