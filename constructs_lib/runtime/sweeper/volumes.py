"""Disks: EBS volumes nothing is attached to, and snapshots."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

from .resource import Backup, Kind, Resource, Waiting, tags_of

_FRESH: Final = timedelta(days=7)
"""An older snapshot may not have what was written since."""


def _find_volumes(ec2: Any) -> Iterator[Resource]:
    for page in ec2.get_paginator("describe_volumes").paginate():
        for volume in page["Volumes"]:
            tags = tags_of(volume.get("Tags"))
            users = [each["InstanceId"] for each in volume.get("Attachments", ()) if each.get("InstanceId")]
            yield Resource(
                kind="volume",
                id=volume["VolumeId"],
                name=tags.get("Name", ""),
                tags=tags,
                created=volume["CreateTime"],
                held=f"attached to {users[0]}" if users else "",
            )


def _delete_volume(ec2: Any, resource: Resource, backup: Backup | None) -> str:
    copy = _snapshot_of(ec2, resource, backup) if backup else ""
    ec2.delete_volume(VolumeId=resource.id)
    return f"its last snapshot is {copy}" if copy else ""


def _snapshot_of(ec2: Any, resource: Resource, backup: Backup) -> str:
    """The finished last snapshot: the one of an earlier run, or a new one. A volume never goes before it is complete."""
    filters = [{"Name": "tag:swept-from", "Values": [resource.id]}]
    made = ec2.describe_snapshots(OwnerIds=["self"], Filters=filters)["Snapshots"]
    fresh = [each for each in made if each["State"] != "error" and backup.now - each["StartTime"] < _FRESH]
    if not fresh:
        tags = [{"Key": key, "Value": value} for key, value in backup.tags(resource).items()]
        fresh = [
            ec2.create_snapshot(
                VolumeId=resource.id,
                Description=f"The last of {resource.id}",
                TagSpecifications=[{"ResourceType": "snapshot", "Tags": tags}],
            )
        ]
    [copy, *_] = sorted(fresh, key=lambda each: each["State"] != "completed")
    if copy["State"] != "completed":
        raise Waiting(f"its last snapshot {copy['SnapshotId']} is being made")
    return str(copy["SnapshotId"])


def _find_snapshots(ec2: Any) -> Iterator[Resource]:
    users = {
        mapping["Ebs"]["SnapshotId"]: image["ImageId"]
        for page in ec2.get_paginator("describe_images").paginate(Owners=["self"])
        for image in page["Images"]
        for mapping in image.get("BlockDeviceMappings", ())
        if "SnapshotId" in mapping.get("Ebs", {})
    }
    for page in ec2.get_paginator("describe_snapshots").paginate(OwnerIds=["self"]):
        for snapshot in page["Snapshots"]:
            tags, user = tags_of(snapshot.get("Tags")), users.get(snapshot["SnapshotId"])
            yield Resource(
                kind="snapshot",
                id=snapshot["SnapshotId"],
                name=tags.get("Name", ""),
                tags=tags,
                created=snapshot["StartTime"],
                held=f"the image {user} is made of it" if user else "",
            )


def _delete_snapshot(ec2: Any, resource: Resource, backup: Backup | None) -> str:
    del backup
    ec2.delete_snapshot(SnapshotId=resource.id)
    return ""


VOLUME: Final = Kind(name="volume", service="ec2", find=_find_volumes, delete=_delete_volume)
SNAPSHOT: Final = Kind(name="snapshot", service="ec2", find=_find_snapshots, delete=_delete_snapshot)
