"""How long the objects of a bucket are kept, as S3's lifecycle rules."""

from dataclasses import dataclass
from typing import Literal

from cdktf_cdktf_provider_aws.s3_bucket_lifecycle_configuration import (
    S3BucketLifecycleConfigurationRule,
    S3BucketLifecycleConfigurationRuleAbortIncompleteMultipartUpload,
    S3BucketLifecycleConfigurationRuleExpiration,
    S3BucketLifecycleConfigurationRuleFilter,
    S3BucketLifecycleConfigurationRuleNoncurrentVersionExpiration,
    S3BucketLifecycleConfigurationRuleTransition,
)

_UNFINISHED_UPLOAD_DAYS = 7


@dataclass(frozen=True, kw_only=True, slots=True)
class Lock:
    """What S3 puts on every new object: for so many days nobody deletes or overwrites that version."""

    mode: Literal["GOVERNANCE", "COMPLIANCE"]
    """GOVERNANCE can be lifted with a permission of its own; COMPLIANCE by nobody, the root user included."""
    days: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Retention:
    """What becomes of objects with time."""

    intelligent_tiering_after_days: int | None = None
    """Days until S3 moves an object between cheaper and faster storage by how it is used. Earlier than the expiry."""
    expiry_days: int | None = None
    """Days until an object is deleted, which makes it an old version. None: it stays."""
    old_version_days: int = 30
    """Days a version is kept after it was overwritten or deleted: the time to notice that it was a mistake."""
    lock: Lock | None = None
    """Kept whatever anybody does. Lifecycle rules do not delete a locked version either, they wait."""


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
    rules = [tidy]
    if retention.intelligent_tiering_after_days is not None:
        rules.insert(0, _tier(retention.intelligent_tiering_after_days))
    if retention.expiry_days is not None:
        rules.insert(0, _expire(retention.expiry_days))
    return rules


def _tier(days: int) -> S3BucketLifecycleConfigurationRule:
    return S3BucketLifecycleConfigurationRule(
        id="tier",
        status="Enabled",
        filter=[S3BucketLifecycleConfigurationRuleFilter(prefix="")],
        transition=[S3BucketLifecycleConfigurationRuleTransition(days=days, storage_class="INTELLIGENT_TIERING")],
    )


def _expire(days: int) -> S3BucketLifecycleConfigurationRule:
    return S3BucketLifecycleConfigurationRule(
        id="expire",
        status="Enabled",
        filter=[S3BucketLifecycleConfigurationRuleFilter(prefix="")],
        expiration=[S3BucketLifecycleConfigurationRuleExpiration(days=days)],
    )
