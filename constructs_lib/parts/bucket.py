"""A private, versioned, encrypted bucket that is read and written over TLS only."""

from collections.abc import Sequence

from cdktf import TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.s3_bucket_lifecycle_configuration import S3BucketLifecycleConfiguration
from cdktf_cdktf_provider_aws.s3_bucket_logging import (
    S3BucketLoggingA,
    S3BucketLoggingTargetObjectKeyFormat,
    S3BucketLoggingTargetObjectKeyFormatPartitionedPrefix,
)
from cdktf_cdktf_provider_aws.s3_bucket_object_lock_configuration import (
    S3BucketObjectLockConfigurationA,
    S3BucketObjectLockConfigurationRuleA,
    S3BucketObjectLockConfigurationRuleDefaultRetentionA,
)
from cdktf_cdktf_provider_aws.s3_bucket_ownership_controls import (
    S3BucketOwnershipControls,
    S3BucketOwnershipControlsRule,
)
from cdktf_cdktf_provider_aws.s3_bucket_policy import S3BucketPolicy
from cdktf_cdktf_provider_aws.s3_bucket_public_access_block import S3BucketPublicAccessBlock
from cdktf_cdktf_provider_aws.s3_bucket_server_side_encryption_configuration import (
    S3BucketServerSideEncryptionConfigurationA,
    S3BucketServerSideEncryptionConfigurationRuleA,
    S3BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultA,
)
from cdktf_cdktf_provider_aws.s3_bucket_versioning import S3BucketVersioningA, S3BucketVersioningVersioningConfiguration
from constructs import Construct

from constructs_lib.foundation import iam
from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.parts.retention import FOR_EVER, Lock, Retention, rules_of

ACCESS_LOG_PREFIX = "s3/"
"""Where in the access-log bucket S3 puts what it logs; account, region, bucket and day follow by themselves."""
INVENTORY_PREFIX = "inventory"
"""Where in the same bucket S3 puts lists of what is in others."""


class Bucket(Construct):
    """A bucket nobody reaches by accident. Deleting it needs it to be empty, on purpose.

    Without a key it is encrypted with S3's own, which is only for what AWS cannot deliver otherwise.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        key_arn: str | None,
        statements: Sequence[iam.Statement] = (),
        retention: Retention = FOR_EVER,
        access_log_bucket_name: str | None = None,
        protected: bool = True,
    ) -> None:
        super().__init__(scope, id_)
        require_plain(self.node.path, name=name)
        bucket = S3Bucket(self, "Default", bucket=name, lifecycle=TerraformResourceLifecycle(prevent_destroy=protected))
        block = S3BucketPublicAccessBlock(
            self,
            "public-access-block",
            bucket=bucket.id,
            block_public_acls=True,
            block_public_policy=True,
            ignore_public_acls=True,
            restrict_public_buckets=True,
        )
        S3BucketOwnershipControls(
            self,
            "ownership",
            bucket=bucket.id,
            rule=S3BucketOwnershipControlsRule(object_ownership="BucketOwnerEnforced"),
        )
        versioning = S3BucketVersioningA(
            self,
            "versioning",
            bucket=bucket.id,
            versioning_configuration=S3BucketVersioningVersioningConfiguration(status="Enabled"),
        )
        S3BucketServerSideEncryptionConfigurationA(
            self, "encryption", bucket=bucket.id, rule=[_encryption_with(key_arn)]
        )
        policy = S3BucketPolicy(
            self,
            "policy",
            bucket=bucket.id,
            policy=iam.policy((_only_over_tls(bucket.arn), *statements)),
            # S3 refuses two changes of who may reach a bucket at once: OperationAborted
            depends_on=[block],
        )
        S3BucketLifecycleConfiguration(
            self,
            "lifecycle",
            bucket=bucket.id,
            rule=rules_of(retention),
            # a lifecycle that names old versions is refused while versioning is still off
            depends_on=[versioning],
        )
        if retention.lock is not None:
            S3BucketObjectLockConfigurationA(
                self,
                "object-lock",
                bucket=bucket.id,
                # by this alone, because `object_lock_enabled` of the bucket would replace one that exists without it
                object_lock_enabled="Enabled",
                rule=_locked(retention.lock),
                depends_on=[versioning],
            )
        if access_log_bucket_name is not None:
            S3BucketLoggingA(
                self,
                "access-logs",
                bucket=bucket.id,
                target_bucket=access_log_bucket_name,
                target_prefix=ACCESS_LOG_PREFIX,
                target_object_key_format=_BY_DAY_OF_THE_REQUEST,
            )
        self.name = bucket.id
        self.arn = bucket.arn
        self.policy = policy
        """What lets others in: whoever is only served then depends on it."""


# s3/<account>/<region>/<bucket>/<year>/<month>/<day>/: one day of one bucket is read without listing all the others
_BY_DAY_OF_THE_REQUEST = S3BucketLoggingTargetObjectKeyFormat(
    partitioned_prefix=S3BucketLoggingTargetObjectKeyFormatPartitionedPrefix(partition_date_source="EventTime")
)


def _locked(lock: Lock) -> S3BucketObjectLockConfigurationRuleA:
    return S3BucketObjectLockConfigurationRuleA(
        default_retention=S3BucketObjectLockConfigurationRuleDefaultRetentionA(mode=lock.mode, days=lock.days)
    )


def _encryption_with(key_arn: str | None) -> S3BucketServerSideEncryptionConfigurationRuleA:
    by_default = S3BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultA
    if key_arn is None:
        return S3BucketServerSideEncryptionConfigurationRuleA(
            apply_server_side_encryption_by_default=by_default(sse_algorithm="AES256")
        )
    return S3BucketServerSideEncryptionConfigurationRuleA(
        # one data key per bucket instead of one per object: the difference is most of a KMS bill
        bucket_key_enabled=True,
        apply_server_side_encryption_by_default=by_default(sse_algorithm="aws:kms", kms_master_key_id=key_arn),
    )


def arn_of(name: str) -> str:
    """A bucket's ARN before the bucket exists, for statements of its own policy."""
    return f"arn:aws:s3:::{name}"


def only_with(key_arn: str, arn: str) -> tuple[iam.Statement, ...]:
    """Statements for the policy of a bucket in which everything is encrypted with one key.

    Default encryption is only what an upload gets that asks for nothing: a header asks for another key, for S3's own,
    or for one of the caller's. Such an object is out of the key policy's reach, and replication, whose role has one
    key only, fails on it.
    https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html
    """
    everybody, uploads, objects = iam.arns("*"), ("s3:PutObject",), (f"{arn}/*",)
    return (
        iam.Statement(
            sid="OnlyWithTheBucketsKey",
            effect="Deny",
            principal=everybody,
            actions=uploads,
            resources=objects,
            conditions={
                # whoever asks for an encryption at all must name this key; without one, AWS takes a key of its own
                "Null": {"s3:x-amz-server-side-encryption": "false"},
                "ArnNotEquals": {"s3:x-amz-server-side-encryption-aws-kms-key-id": key_arn},
            },
        ),
        iam.Statement(
            sid="NoKeysOfCallers",
            effect="Deny",
            principal=everybody,
            actions=uploads,
            resources=objects,
            conditions={"Null": {"s3:x-amz-server-side-encryption-customer-algorithm": "false"}},
        ),
    )


def _only_over_tls(arn: str) -> iam.Statement:
    return iam.Statement(
        sid="OnlyOverTls",
        effect="Deny",
        principal=iam.arns("*"),
        actions=("s3:*",),
        resources=(arn, f"{arn}/*"),
        conditions={"Bool": {"aws:SecureTransport": "false"}},
    )
