"""An inventory alone in somebody's stack."""

from typing import Any

from constructs_lib.data.bucket.inventory import Inventory
from tests.synthesis import resource, synthesized


def inventory() -> Any:
    document = synthesized(
        lambda stack: Inventory(
            stack,
            "inventory",
            bucket_name="shop-audit",
            account_id="111111111111",
            destination_bucket_name="shop-access-logs",
            frequency="Daily",
        )
    )
    return resource(document, "aws_s3_bucket_inventory")


def test_lists_every_version_where_s3_may_write() -> None:
    body = inventory()

    assert (body["included_object_versions"], body["schedule"]) == ("All", {"frequency": "Daily"})
    assert body["destination"]["bucket"] == {
        "account_id": "111111111111",
        "bucket_arn": "arn:aws:s3:::shop-access-logs",
        "format": "Parquet",
        "prefix": "inventory",
    }


def test_tells_what_was_not_copied_and_what_is_locked() -> None:
    assert {"ReplicationStatus", "EncryptionStatus", "ObjectLockRetainUntilDate"} <= set(inventory()["optional_fields"])
