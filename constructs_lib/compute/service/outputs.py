"""What a service tells the others."""

from dataclasses import dataclass
from typing import ClassVar

from constructs_lib.foundation.outputs import Name, RoleArn, SecurityGroupId


@dataclass(frozen=True, kw_only=True, slots=True)
class ServiceOutputs:
    """How it is called, where its logs are, and who it is to others."""

    DOMAIN: ClassVar[str] = "service"

    service_name: Name
    log_group_name: Name
    security_group_id: SecurityGroupId
    """Whom others let in."""
    task_role_arn: RoleArn
    """Whom policies of buckets, queues and keys name."""
    target_group_arn_suffix: Name
    """How CloudWatch names its targets in dimensions."""
