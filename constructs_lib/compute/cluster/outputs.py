"""What a cluster tells the others."""

from dataclasses import dataclass
from typing import ClassVar

from constructs_lib.foundation.outputs import (
    ClusterArn,
    DnsName,
    ListenerArn,
    LoadBalancerArn,
    LogGroupArn,
    Name,
    SecurityGroupId,
    ZoneId,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class ClusterOutputs:
    """Where services run, and what stands in front of them."""

    DOMAIN: ClassVar[str] = "cluster"

    cluster_arn: ClusterArn
    cluster_name: Name
    exec_log_group_arn: LogGroupArn
    load_balancer_arn: LoadBalancerArn
    load_balancer_arn_suffix: Name
    """How CloudWatch names it in dimensions."""
    load_balancer_dns: DnsName
    load_balancer_zone_id: ZoneId
    """AWS's zone for aliases to it, not ours."""
    load_balancer_security_group_id: SecurityGroupId
    https_listener_arn: ListenerArn
