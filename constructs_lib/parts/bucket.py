"""A private, versioned, encrypted bucket that is read and written over TLS only."""

from collections.abc import Sequence

from cdktf import TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.s3_bucket_lifecycle_configuration import (
    S3BucketLifecycleConfiguration,
    S3BucketLifecycleConfigurationRule,
    S3BucketLifecycleConfigurationRuleAbortIncompleteMultipartUpload,
    S3BucketLifecycleConfigurationRuleExpiration,
    S3BucketLifecycleConfigurationRuleFilter,
    S3BucketLifecycleConfigurationRuleNoncurrentVersionExpiration,
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

_UNFINISHED_UPLOAD_DAYS = 7
_OLD_VERSION_DAYS = 30


class Bucket(Construct):
    """A bucket nobody reaches by accident. Deleting it needs it to be empty, on purpose."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        key_arn: str,
        statements: Sequence[iam.Statement] = (),
        expiry_days: int | None = None,
        protected: bool = True,
    ) -> None:
        super().__init__(scope, id_)
        require_plain(self.node.path, name=name)
        bucket = S3Bucket(self, "Default", bucket=name, lifecycle=TerraformResourceLifecycle(prevent_destroy=protected))
        S3BucketPublicAccessBlock(
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
            self,
            "encryption",
            bucket=bucket.id,
            rule=[
                S3BucketServerSideEncryptionConfigurationRuleA(
                    # one data key per bucket instead of one per object: the difference is most of a KMS bill
                    bucket_key_enabled=True,
                    apply_server_side_encryption_by_default=S3BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultA(
                        sse_algorithm="aws:kms", kms_master_key_id=key_arn
                    ),
                )
            ],
        )
        S3BucketPolicy(self, "policy", bucket=bucket.id, policy=iam.policy((_only_over_tls(bucket.arn), *statements)))
        S3BucketLifecycleConfiguration(
            self,
            "lifecycle",
            bucket=bucket.id,
            rule=_rules(expiry_days),
            # a lifecycle that names old versions is refused while versioning is still off
            depends_on=[versioning],
        )
        self.name = bucket.id
        self.arn = bucket.arn


def arn_of(name: str) -> str:
    """A bucket's ARN before the bucket exists, for statements of its own policy."""
    return f"arn:aws:s3:::{name}"


def _only_over_tls(arn: str) -> iam.Statement:
    return iam.Statement(
        sid="OnlyOverTls",
        effect="Deny",
        principal=iam.arns("*"),
        actions=("s3:*",),
        resources=(arn, f"{arn}/*"),
        conditions={"Bool": {"aws:SecureTransport": "false"}},
    )


def _rules(expiry_days: int | None) -> list[S3BucketLifecycleConfigurationRule]:
    tidy = S3BucketLifecycleConfigurationRule(
        id="tidy",
        status="Enabled",
        filter=[S3BucketLifecycleConfigurationRuleFilter(prefix="")],
        abort_incomplete_multipart_upload=[
            S3BucketLifecycleConfigurationRuleAbortIncompleteMultipartUpload(
                days_after_initiation=_UNFINISHED_UPLOAD_DAYS
            )
        ],
        noncurrent_version_expiration=[
            S3BucketLifecycleConfigurationRuleNoncurrentVersionExpiration(noncurrent_days=_OLD_VERSION_DAYS)
        ],
    )
    if expiry_days is None:
        return [tidy]
    expire = S3BucketLifecycleConfigurationRule(
        id="expire",
        status="Enabled",
        filter=[S3BucketLifecycleConfigurationRuleFilter(prefix="")],
        expiration=[S3BucketLifecycleConfigurationRuleExpiration(days=expiry_days)],
    )
    return [expire, tidy]
