"""S3 buckets of the region, as long as they are empty: no sweeper deletes objects."""

from collections.abc import Iterator
from typing import Any, Final

from .refusals import FAILURES, code_of
from .resource import Backup, Kind, Resource, tags_of


def _find(s3: Any) -> Iterator[Resource]:
    region = s3.meta.region_name
    for page in s3.get_paginator("list_buckets").paginate(BucketRegion=region, PaginationConfig={"PageSize": 1000}):
        for bucket in page["Buckets"]:
            if bucket.get("BucketRegion", region) == region:
                yield Resource(
                    kind="bucket", id=bucket["Name"], tags=_tags(s3, bucket["Name"]), created=bucket["CreationDate"]
                )


def _tags(s3: Any, name: str) -> dict[str, str]:
    try:
        return tags_of(s3.get_bucket_tagging(Bucket=name)["TagSet"])
    except FAILURES as error:
        if code_of(error) == "NoSuchTagSet":
            return {}
        raise


def _not_empty(s3: Any, resource: Resource) -> str:
    """Old versions and delete markers are something too: with an object lock they are what is locked."""
    found = s3.list_object_versions(Bucket=resource.id, MaxKeys=1)
    return "it is not empty" if found.get("Versions") or found.get("DeleteMarkers") else ""


def _delete(s3: Any, resource: Resource, backup: Backup | None) -> str:
    del backup
    s3.delete_bucket(Bucket=resource.id)
    return "its name is free for anybody now"


BUCKET: Final = Kind(name="bucket", service="s3", find=_find, delete=_delete, held=_not_empty)
