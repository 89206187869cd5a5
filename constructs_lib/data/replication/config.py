"""Settings of a replication."""

from typing import Annotated, ClassVar

from annotated_types import Interval

from constructs_lib.foundation.config import config
from constructs_lib.foundation.names import Component
from constructs_lib.foundation.placement import Placement


@config
class ReplicationConfig:
    """One bucket's objects, copied by S3 into the bucket of the same component in another region.

    It belongs to the source. Both ways are two of them, one in each region. What was in the bucket before is not copied:
    that is a job for S3 Batch Replication, once.
    https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-batch-replication-batch.html
    """

    DOMAIN: ClassVar[str] = "replication"

    component: Component
    """The bucket, by its component."""
    to: Placement
    """Where the copies go: the recovery region of the same environment."""
    delete_markers: bool = True
    """What is deleted here is deleted there. Deleted versions, and what lifecycle rules delete, never travel."""
    replication_time_control: bool = True
    """99.9 % of objects within 15 minutes by AWS's agreement, at a price per gigabyte. False: without any promise."""
    latency_alarm_seconds: Annotated[int, Interval(ge=60, le=86400)] = 900
    """How far the copies may lag before somebody is paged. 900 is what replication time control promises."""
    pending_alarm_gib: Annotated[int, Interval(ge=1, le=1_000_000)] = 10
    """How much may wait to be copied before somebody looks at it: more than that is lost with the region."""
    tolerated_failures: Annotated[int, Interval(ge=0, le=1_000_000)] = 0
    """Operations that may fail in five minutes before somebody is paged. 0, because S3 does not try those again."""
