"""SQS queues."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Final

from .refusals import FAILURES, is_gone
from .resource import Backup, Kind, Resource


def _find(sqs: Any) -> Iterator[Resource]:
    for page in sqs.get_paginator("list_queues").paginate():
        for url in page.get("QueueUrls", ()):
            try:
                made = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["CreatedTimestamp"])["Attributes"]
                tags = sqs.list_queue_tags(QueueUrl=url).get("Tags", {})
            except FAILURES as error:
                # a deleted queue is listed for up to a minute
                if is_gone(error):
                    continue
                raise
            yield Resource(
                kind="queue",
                id=url,
                name=url.rpartition("/")[2],
                tags=tags,
                created=datetime.fromtimestamp(float(made["CreatedTimestamp"]), UTC),
            )


def _delete(sqs: Any, resource: Resource, backup: Backup | None) -> str:
    del backup
    sqs.delete_queue(QueueUrl=resource.id)
    return "with its messages"


QUEUE: Final = Kind(name="queue", service="sqs", find=_find, delete=_delete)
