"""Machines: auto scaling groups, which would replace what is deleted of them, and EC2 instances."""

from collections.abc import Iterator
from typing import Any, Final

from .resource import Backup, Kind, Resource, tags_of

_GONE: Final = ("shutting-down", "terminated")


def _find_groups(autoscaling: Any) -> Iterator[Resource]:
    for page in autoscaling.get_paginator("describe_auto_scaling_groups").paginate():
        for group in page["AutoScalingGroups"]:
            # a deletion that goes on is nobody's business any more
            if not group.get("Status"):
                yield Resource(
                    kind="scaling-group",
                    id=group["AutoScalingGroupName"],
                    tags=tags_of(group.get("Tags")),
                    created=group["CreatedTime"],
                    held=_protected(group),
                )


def _protected(group: Any) -> str:
    safe = [each["InstanceId"] for each in group.get("Instances", ()) if each.get("ProtectedFromScaleIn")]
    return f"{safe[0]} is protected from scale-in" if safe else ""


def _delete_group(autoscaling: Any, resource: Resource, backup: Backup | None) -> str:
    del backup
    autoscaling.delete_auto_scaling_group(AutoScalingGroupName=resource.id, ForceDelete=True)
    return "with its instances"


def _find_instances(ec2: Any) -> Iterator[Resource]:
    for page in ec2.get_paginator("describe_instances").paginate():
        for reservation in page["Reservations"]:
            for instance in reservation["Instances"]:
                if instance["State"]["Name"] not in _GONE:
                    tags = tags_of(instance.get("Tags"))
                    yield Resource(
                        kind="instance",
                        id=instance["InstanceId"],
                        name=tags.get("Name", ""),
                        tags=tags,
                        created=_made(instance),
                    )


def _made(instance: Any) -> Any:
    """A start sets the launch time anew; the first interface was attached when the instance was made."""
    attached = [each["Attachment"].get("AttachTime") for each in instance.get("NetworkInterfaces", ())]
    return min((time for time in (instance["LaunchTime"], *attached) if time is not None), default=None)


def _termination_protection(ec2: Any, resource: Resource) -> str:
    answer = ec2.describe_instance_attribute(InstanceId=resource.id, Attribute="disableApiTermination")
    return "termination protection is on" if answer["DisableApiTermination"]["Value"] else ""


def _delete_instance(ec2: Any, resource: Resource, backup: Backup | None) -> str:
    del backup
    ec2.terminate_instances(InstanceIds=[resource.id])
    return "volumes that stay are judged for themselves"


SCALING_GROUP: Final = Kind(name="scaling-group", service="autoscaling", find=_find_groups, delete=_delete_group)
INSTANCE: Final = Kind(
    name="instance", service="ec2", find=_find_instances, delete=_delete_instance, held=_termination_protection
)
