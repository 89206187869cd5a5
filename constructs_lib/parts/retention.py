"""How long the objects of a bucket are kept, as S3's lifecycle rules."""

from dataclasses import dataclass

from cdktf_cdktf_provider_aws.s3_bucket_lifecycle_configuration import (
    S3BucketLifecycleConfigurationRule,
    S3BucketLifecycleConfigurationRuleAbortIncompleteMultipartUpload,
    S3BucketLifecycleConfigurationRuleExpiration,
    S3BucketLifecycleConfigurationRuleFilter,
    S3BucketLifecycleConfigurationRuleNoncurrentVersionExpiration,
)

_UNFINISHED_UPLOAD_DAYS = 7


@dataclass(frozen=True, kw_only=True, slots=True)
class Retention:
    """What becomes of objects with time."""

    expiry_days: int | None = None
    """Days until an object is deleted, which makes it an old version. None: it stays."""
    old_version_days: int = 30
    """Days a version is kept after it was overwritten or deleted: the time to notice that it was a mistake."""


FOR_EVER = Retention()
"""Nothing goes but old versions."""


def rules_of(retention: Retention) -> list[S3BucketLifecycleConfigurationRule]:
    """The rules of a bucket. One resource holds them all: a second one would overwrite the first."""
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
            S3BucketLifecycleConfigurationRuleNoncurrentVersionExpiration(noncurrent_days=retention.old_version_days)
        ],
    )
    if retention.expiry_days is None:
        return [tidy]
    expire = S3BucketLifecycleConfigurationRule(
        id="expire",
        status="Enabled",
        filter=[S3BucketLifecycleConfigurationRuleFilter(prefix="")],
        expiration=[S3BucketLifecycleConfigurationRuleExpiration(days=retention.expiry_days)],
    )
    return [expire, tidy]
