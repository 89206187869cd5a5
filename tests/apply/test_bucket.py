"""A bucket of data as it really ends up after apply; those of prod are looked at in tests/nightly/replicated."""

import json
from typing import Any

from constructs_lib.foundation.placement import Placement
from environments import dev
from tests.apply.estate import Estate

HERE = dev.VIRGINIA


def s3_of(estate: Estate, placement: Placement) -> tuple[Any, str]:
    """A client, and the name of the audit bucket there."""
    return estate.client("s3", placement.account.id, placement.region), placement.bucket_name("data", "audit")


def rules_of(estate: Estate, placement: Placement) -> dict[str, Any]:
    s3, bucket = s3_of(estate, placement)
    return {rule["ID"]: rule for rule in s3.get_bucket_lifecycle_configuration(Bucket=bucket)["Rules"]}


def test_the_name_is_told_as_audit_bucket_name(estate: Estate) -> None:
    told = [outputs["AuditBucketName"] for outputs in estate.outputs("dev").values() if "AuditBucketName" in outputs]

    assert told == ["dev-use1-data-audit-111111111111"]


def test_is_private_versioned_and_encrypted_with_a_key_of_its_own_region(estate: Estate) -> None:
    s3, bucket = s3_of(estate, HERE)
    [rule] = s3.get_bucket_encryption(Bucket=bucket)["ServerSideEncryptionConfiguration"]["Rules"]
    default = rule["ApplyServerSideEncryptionByDefault"]
    kms = estate.client("kms", HERE.account.id, HERE.region)
    [ownership] = s3.get_bucket_ownership_controls(Bucket=bucket)["OwnershipControls"]["Rules"]

    assert set(s3.get_public_access_block(Bucket=bucket)["PublicAccessBlockConfiguration"].values()) == {True}
    assert s3.get_bucket_versioning(Bucket=bucket)["Status"] == "Enabled"
    assert ownership["ObjectOwnership"] == "BucketOwnerEnforced"
    assert (default["SSEAlgorithm"], rule["BucketKeyEnabled"]) == ("aws:kms", True)
    assert kms.describe_key(KeyId=default["KMSMasterKeyID"])["KeyMetadata"]["KeyManager"] == "CUSTOMER"
    assert kms.get_key_rotation_status(KeyId=default["KMSMasterKeyID"])["KeyRotationEnabled"]


def test_access_is_logged_and_everything_is_listed(estate: Estate) -> None:
    s3, bucket = s3_of(estate, HERE)
    logs = HERE.bucket_name("access", "logs")
    inventory = s3.get_bucket_inventory_configuration(Bucket=bucket, Id="everything")["InventoryConfiguration"]

    assert s3.get_bucket_logging(Bucket=bucket)["LoggingEnabled"]["TargetBucket"] == logs
    assert inventory["Destination"]["S3BucketDestination"]["Bucket"] == f"arn:aws:s3:::{logs}"
    assert inventory["IncludedObjectVersions"] == "All"
    assert "ReplicationStatus" in inventory["OptionalFields"]


def test_objects_live_as_long_as_the_environment_says(estate: Estate) -> None:
    rules = rules_of(estate, HERE)

    assert rules["expire"]["Expiration"]["Days"] == 30
    assert "tier" not in rules


def test_plain_http_and_other_keys_are_refused_by_the_policy(estate: Estate) -> None:
    s3, bucket = s3_of(estate, HERE)
    policy = json.loads(s3.get_bucket_policy(Bucket=bucket)["Policy"])
    denied = {each["Sid"]: each["Condition"] for each in policy["Statement"] if each["Effect"] == "Deny"}
    [rule] = s3.get_bucket_encryption(Bucket=bucket)["ServerSideEncryptionConfiguration"]["Rules"]

    assert sorted(denied) == ["NoKeysOfCallers", "OnlyOverTls", "OnlyWithTheBucketsKey"]
    assert denied["OnlyWithTheBucketsKey"]["ArnNotEquals"] == {
        "s3:x-amz-server-side-encryption-aws-kms-key-id": rule["ApplyServerSideEncryptionByDefault"]["KMSMasterKeyID"]
    }
