"""Buckets of data as they really end up after apply."""

import json
from typing import Any

import pytest

from constructs_lib.foundation.placement import Placement
from environments import prod
from tests.apply.estate import Estate

EVERYWHERE = [prod.VIRGINIA, prod.OREGON]


def s3_of(estate: Estate, placement: Placement) -> tuple[Any, str]:
    """A client, and the name of the audit bucket there."""
    return estate.client("s3", placement.account.id, placement.region), placement.bucket_name("data", "audit")


def rules_of(estate: Estate, placement: Placement) -> dict[str, Any]:
    s3, bucket = s3_of(estate, placement)
    return {rule["ID"]: rule for rule in s3.get_bucket_lifecycle_configuration(Bucket=bucket)["Rules"]}


def test_the_name_is_told_as_audit_bucket_name(estate: Estate) -> None:
    told = {
        name: outputs["AuditBucketName"]
        for name, outputs in estate.outputs("prod").items()
        if "AuditBucketName" in outputs
    }

    assert told == {
        "prod-us-east-1-bucket-audit": "prod-use1-data-audit-333333333333",
        "prod-us-west-2-bucket-audit": "prod-usw2-data-audit-333333333333",
    }


@pytest.mark.parametrize("placement", EVERYWHERE, ids=lambda placement: f"{placement.environment} {placement.region}")
def test_is_private_versioned_and_encrypted_with_a_key_of_its_own_region(estate: Estate, placement: Placement) -> None:
    s3, bucket = s3_of(estate, placement)
    [rule] = s3.get_bucket_encryption(Bucket=bucket)["ServerSideEncryptionConfiguration"]["Rules"]
    default = rule["ApplyServerSideEncryptionByDefault"]
    kms = estate.client("kms", placement.account.id, placement.region)
    [ownership] = s3.get_bucket_ownership_controls(Bucket=bucket)["OwnershipControls"]["Rules"]

    assert set(s3.get_public_access_block(Bucket=bucket)["PublicAccessBlockConfiguration"].values()) == {True}
    assert s3.get_bucket_versioning(Bucket=bucket)["Status"] == "Enabled"
    assert ownership["ObjectOwnership"] == "BucketOwnerEnforced"
    assert (default["SSEAlgorithm"], rule["BucketKeyEnabled"]) == ("aws:kms", True)
    assert kms.describe_key(KeyId=default["KMSMasterKeyID"])["KeyMetadata"]["KeyManager"] == "CUSTOMER"
    assert kms.get_key_rotation_status(KeyId=default["KMSMasterKeyID"])["KeyRotationEnabled"]


@pytest.mark.parametrize("placement", EVERYWHERE, ids=lambda placement: f"{placement.environment} {placement.region}")
def test_access_is_logged_and_everything_is_listed(estate: Estate, placement: Placement) -> None:
    s3, bucket = s3_of(estate, placement)
    logs = placement.bucket_name("access", "logs")
    inventory = s3.get_bucket_inventory_configuration(Bucket=bucket, Id="everything")["InventoryConfiguration"]

    assert s3.get_bucket_logging(Bucket=bucket)["LoggingEnabled"]["TargetBucket"] == logs
    assert inventory["Destination"]["S3BucketDestination"]["Bucket"] == f"arn:aws:s3:::{logs}"
    assert inventory["IncludedObjectVersions"] == "All"
    assert "ReplicationStatus" in inventory["OptionalFields"]


def test_evidence_is_kept_for_ever_and_gets_cheaper(estate: Estate) -> None:
    rules = rules_of(estate, prod.VIRGINIA)

    assert "expire" not in rules
    assert rules["tier"]["Transitions"][0]["Days"] == 30


@pytest.mark.parametrize("placement", [prod.VIRGINIA, prod.OREGON], ids=lambda placement: placement.region)
def test_evidence_is_locked_in_prod(estate: Estate, placement: Placement) -> None:
    s3, bucket = s3_of(estate, placement)

    found = s3.get_object_lock_configuration(Bucket=bucket)["ObjectLockConfiguration"]
    retention = found["Rule"]["DefaultRetention"]

    assert (found["ObjectLockEnabled"], retention["Mode"], retention["Days"]) == ("Enabled", "GOVERNANCE", 365)


def test_plain_http_and_other_keys_are_refused_by_the_policy(estate: Estate) -> None:
    s3, bucket = s3_of(estate, prod.VIRGINIA)
    policy = json.loads(s3.get_bucket_policy(Bucket=bucket)["Policy"])
    denied = {each["Sid"]: each["Condition"] for each in policy["Statement"] if each["Effect"] == "Deny"}
    [rule] = s3.get_bucket_encryption(Bucket=bucket)["ServerSideEncryptionConfiguration"]["Rules"]

    assert sorted(denied) == ["NoKeysOfCallers", "OnlyOverTls", "OnlyWithTheBucketsKey"]
    assert denied["OnlyWithTheBucketsKey"]["ArnNotEquals"] == {
        "s3:x-amz-server-side-encryption-aws-kms-key-id": rule["ApplyServerSideEncryptionByDefault"]["KMSMasterKeyID"]
    }
