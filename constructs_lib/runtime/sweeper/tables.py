"""DynamoDB tables."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

from .resource import Backup, Kind, Resource, Waiting, tags_of

_FRESH: Final = timedelta(days=7)


def _find(dynamodb: Any) -> Iterator[Resource]:
    for page in dynamodb.get_paginator("list_tables").paginate():
        for name in page["TableNames"]:
            table = dynamodb.describe_table(TableName=name)["Table"]
            if table["TableStatus"] == "DELETING":
                continue
            tags: dict[str, str] = {}
            for part in dynamodb.get_paginator("list_tags_of_resource").paginate(ResourceArn=table["TableArn"]):
                tags |= tags_of(part["Tags"])
            yield Resource(kind="table", id=name, tags=tags, created=table["CreationDateTime"], held=_held(table))


def _held(table: Any) -> str:
    if table.get("DeletionProtectionEnabled"):
        return "deletion protection is on"
    if replicas := table.get("Replicas"):
        return f"it has a replica in {replicas[0]['RegionName']}"
    return ""


def _delete(dynamodb: Any, resource: Resource, backup: Backup | None) -> str:
    copy = _backup_of(dynamodb, resource, backup) if backup else ""
    dynamodb.delete_table(TableName=resource.id)
    return f"its last backup is {copy}, which nobody deletes by itself" if copy else ""


def _backup_of(dynamodb: Any, resource: Resource, backup: Backup) -> str:
    """The finished last backup, of an earlier run or a new one. While it is made AWS keeps the table."""
    since = backup.now - _FRESH
    made = [
        each
        for each in dynamodb.list_backups(TableName=resource.id, TimeRangeLowerBound=since)["BackupSummaries"]
        if each["BackupName"].startswith("swept-")
    ]
    if not made:
        created = dynamodb.create_backup(TableName=resource.id, BackupName=backup.name(resource))
        made = [created["BackupDetails"]]
    [copy, *_] = sorted(made, key=lambda each: each["BackupStatus"] != "AVAILABLE")
    if copy["BackupStatus"] != "AVAILABLE":
        raise Waiting(f"its last backup {copy['BackupName']} is being made")
    return str(copy["BackupName"])


TABLE: Final = Kind(name="table", service="dynamodb", find=_find, delete=_delete)
