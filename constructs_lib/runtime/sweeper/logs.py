"""Log groups."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Final

from .resource import Backup, Kind, Resource


def _find(logs: Any) -> Iterator[Resource]:
    for page in logs.get_paginator("describe_log_groups").paginate():
        for group in page["logGroups"]:
            arn = group["arn"].removesuffix(":*")
            yield Resource(
                kind="log-group",
                id=group["logGroupName"],
                tags=logs.list_tags_for_resource(resourceArn=arn).get("tags", {}),
                created=datetime.fromtimestamp(group["creationTime"] / 1000, UTC),
                held="deletion protection is on" if group.get("deletionProtectionEnabled") else "",
            )


def _delete(logs: Any, resource: Resource, backup: Backup | None) -> str:
    del backup
    logs.delete_log_group(logGroupName=resource.id)
    return "with what was logged"


LOG_GROUP: Final = Kind(name="log-group", service="logs", find=_find, delete=_delete)
