"""Lambda functions."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from .resource import Backup, Kind, Resource


def _find(lambda_: Any) -> Iterator[Resource]:
    for page in lambda_.get_paginator("list_functions").paginate():
        for function in page["Functions"]:
            yield Resource(
                kind="function",
                id=function["FunctionName"],
                tags=lambda_.list_tags(Resource=function["FunctionArn"]).get("Tags", {}),
                # AWS keeps no older time: what is still changed is not old
                created=datetime.fromisoformat(function["LastModified"]),
            )


def _delete(lambda_: Any, resource: Resource, backup: Backup | None) -> str:
    del backup
    lambda_.delete_function(FunctionName=resource.id)
    return "with all its versions"


FUNCTION: Final = Kind(name="function", service="lambda", find=_find, delete=_delete)
