"""Settings of a bucket."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from annotated_types import Interval

from constructs_lib.foundation.config import config
from constructs_lib.foundation.errors import Problem
from constructs_lib.foundation.names import Component
from constructs_lib.foundation.placement import Placement


@config
class ObjectLockConfig:
    """No version of an object is deleted or overwritten for some days after it was written."""

    retention_days: Annotated[int, Interval(ge=1, le=36500)]
    """Days each new version stays, whatever anybody does. Every one of them is paid for."""
    mode: Literal["GOVERNANCE", "COMPLIANCE"] = "GOVERNANCE"
    """GOVERNANCE can be lifted by who has s3:BypassGovernanceRetention, which no role of Cairn's has. COMPLIANCE cannot
    be lifted at all: the account itself would have to be closed."""


@config
class BucketConfig:
    """A private, versioned bucket with a key of its own."""

    DOMAIN: ClassVar[str] = "bucket"

    component: Component
    """What the bucket is for, such as audit: part of its name and of the names of its outputs."""
    expiry_days: Annotated[int, Interval(ge=1, le=36500)] | None = None
    """Days until an object is deleted. None: it stays, because losing data is a decision."""
    intelligent_tiering_after_days: Annotated[int, Interval(ge=0, le=36500)] | None = 30
    """Days until S3 chooses the storage by how an object is used. 30: the first month is when most things are read."""
    old_version_days: Annotated[int, Interval(ge=1, le=36500)] = 30
    """Days a version is kept after it was overwritten or deleted: the time to notice that it was a mistake."""
    object_lock: ObjectLockConfig | None = None
    """Evidence that even its owner cannot change. It can be added later, but never be taken off a bucket again."""
    replicated_from: Placement | None = None
    """Where copies come from, if that is another account: its replication may write here. In one account IAM decides."""
    inventory: Literal["Daily", "Weekly"] | None = "Weekly"
    """How often S3 lists every version with its encryption, lock and replication, beside the access logs. None: never."""

    def problems(self) -> Iterator[Problem]:
        """What S3 refuses, and what would keep things for longer or shorter than it says."""
        yield from _tiering_problems(self.expiry_days, self.intelligent_tiering_after_days)
        if self.expiry_days is not None and self.object_lock and self.object_lock.retention_days > self.expiry_days:
            yield Problem(
                where="expiry_days",
                what="comes before the lock ends: an expired object would be hidden, and kept",
                got=f"{self.expiry_days}, locked for {self.object_lock.retention_days} days",
                fix="let objects live as long as they are locked, or lock them for less",
            )


def _tiering_problems(expiry_days: int | None, tiering_days: int | None) -> Iterator[Problem]:
    if expiry_days is not None and tiering_days is not None and expiry_days <= tiering_days:
        yield Problem(
            where="intelligent_tiering_after_days",
            what="is not before the expiry, and S3 refuses such a pair",
            got=f"{tiering_days}, expiry after {expiry_days}",
            allowed=f"less than {expiry_days}, or None",
            fix="write intelligent_tiering_after_days=None where objects do not live that long",
        )
