"""Load balancers and the target groups they leave behind."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from .resource import Backup, Kind, Resource, tags_of

_AT_ONCE: Final = 20
"""https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeTags.html"""


def _find_balancers(elbv2: Any) -> Iterator[Resource]:
    pages = elbv2.get_paginator("describe_load_balancers").paginate()
    found = [balancer for page in pages for balancer in page["LoadBalancers"]]
    tags = _tags(elbv2, [balancer["LoadBalancerArn"] for balancer in found])
    for balancer in found:
        arn = balancer["LoadBalancerArn"]
        yield Resource(
            kind="load-balancer",
            id=arn,
            name=balancer["LoadBalancerName"],
            tags=tags[arn],
            created=balancer["CreatedTime"],
        )


def _deletion_protection(elbv2: Any, resource: Resource) -> str:
    attributes = elbv2.describe_load_balancer_attributes(LoadBalancerArn=resource.id)["Attributes"]
    on = {"Key": "deletion_protection.enabled", "Value": "true"} in attributes
    return "deletion protection is on" if on else ""


def _delete_balancer(elbv2: Any, resource: Resource, backup: Backup | None) -> str:
    del backup
    elbv2.delete_load_balancer(LoadBalancerArn=resource.id)
    return "with its listeners"


def _find_groups(elbv2: Any) -> Iterator[Resource]:
    pages = elbv2.get_paginator("describe_target_groups").paginate()
    found = [group for page in pages for group in page["TargetGroups"]]
    tags = _tags(elbv2, [group["TargetGroupArn"] for group in found])
    for group in found:
        arn, users = group["TargetGroupArn"], group.get("LoadBalancerArns", [])
        yield Resource(
            kind="target-group",
            id=arn,
            name=group["TargetGroupName"],
            tags=tags[arn],
            held=f"used by {users[0].rpartition(':loadbalancer/')[2]}" if users else "",
        )


def _delete_group(elbv2: Any, resource: Resource, backup: Backup | None) -> str:
    del backup
    elbv2.delete_target_group(TargetGroupArn=resource.id)
    return ""


def _tags(elbv2: Any, arns: Sequence[str]) -> dict[str, dict[str, str]]:
    return {
        described["ResourceArn"]: tags_of(described["Tags"])
        for start in range(0, len(arns), _AT_ONCE)
        for described in elbv2.describe_tags(ResourceArns=arns[start : start + _AT_ONCE])["TagDescriptions"]
    }


LOAD_BALANCER: Final = Kind(
    name="load-balancer",
    service="elbv2",
    find=_find_balancers,
    delete=_delete_balancer,
    held=_deletion_protection,
)
TARGET_GROUP: Final = Kind(name="target-group", service="elbv2", find=_find_groups, delete=_delete_group)
