"""Replication between prod's regions as it really ends up after apply.

The emulator keeps the rule and copies nothing (docs/emulator.md). So the two things copying hangs on are looked at here
one by one: what the rule says, and what the role as it is stored allows on the real buckets and keys.
"""

import json
from typing import Any

import pytest

from environments import prod
from tests.apply.estate import Estate
from tests.iam_evaluator import verdict

HERE, THERE = prod.VIRGINIA, prod.OREGON
ORIGINAL, COPY = HERE.bucket_name("data", "audit"), THERE.bucket_name("data", "audit")
ROLE = "prod-use1-replication-audit"


def replication(estate: Estate) -> dict[str, Any]:
    s3 = estate.client("s3", HERE.account.id, HERE.region)
    return s3.get_bucket_replication(Bucket=ORIGINAL)["ReplicationConfiguration"]


def key_of(estate: Estate, bucket: str, region: str) -> str:
    s3 = estate.client("s3", HERE.account.id, region)
    [rule] = s3.get_bucket_encryption(Bucket=bucket)["ServerSideEncryptionConfiguration"]["Rules"]
    return rule["ApplyServerSideEncryptionByDefault"]["KMSMasterKeyID"]


def test_one_rule_copies_everything_in_time(estate: Estate) -> None:
    found = replication(estate)

    assert found["Role"] == f"arn:aws:iam::333333333333:role/{ROLE}"
    assert found["Rules"] == [
        {
            "ID": "everything",
            "Priority": 1,
            "Status": "Enabled",
            "Filter": {},
            "DeleteMarkerReplication": {"Status": "Enabled"},
            "SourceSelectionCriteria": {
                "SseKmsEncryptedObjects": {"Status": "Enabled"},
                "ReplicaModifications": {"Status": "Enabled"},
            },
            "Destination": {
                "Bucket": f"arn:aws:s3:::{COPY}",
                "EncryptionConfiguration": {"ReplicaKmsKeyID": key_of(estate, COPY, THERE.region)},
                "ReplicationTime": {"Status": "Enabled", "Time": {"Minutes": 15}},
                "Metrics": {"Status": "Enabled", "EventThreshold": {"Minutes": 15}},
            },
        }
    ]


def test_the_replicas_key_is_one_of_the_replicas_region(estate: Estate) -> None:
    """S3 takes any text for it and then fails object after object."""
    kms = estate.client("kms", THERE.account.id, THERE.region)
    [rule] = replication(estate)["Rules"]
    key = rule["Destination"]["EncryptionConfiguration"]["ReplicaKmsKeyID"]

    assert kms.describe_key(KeyId=key)["KeyMetadata"]["Arn"].startswith("arn:aws:kms:us-west-2:333333333333:")


def test_both_ends_are_versioned(estate: Estate) -> None:
    assert [
        estate.client("s3", HERE.account.id, place.region).get_bucket_versioning(Bucket=bucket)["Status"]
        for place, bucket in ((HERE, ORIGINAL), (THERE, COPY))
    ] == ["Enabled", "Enabled"]


@pytest.mark.parametrize(
    ("action", "end", "expected"),
    [
        ("s3:GetReplicationConfiguration", ORIGINAL, "allowed"),
        ("s3:ListBucket", ORIGINAL, "allowed"),
        ("s3:GetObjectVersionForReplication", f"{ORIGINAL}/a", "allowed"),
        ("s3:GetObjectVersionTagging", f"{ORIGINAL}/a", "allowed"),
        ("s3:GetObjectRetention", f"{ORIGINAL}/a", "allowed"),
        ("s3:ReplicateObject", f"{COPY}/a", "allowed"),
        ("s3:ReplicateDelete", f"{COPY}/a", "allowed"),
        ("s3:ReplicateTags", f"{COPY}/a", "allowed"),
        ("s3:ReplicateObject", f"{ORIGINAL}/a", "not allowed"),
        ("s3:DeleteObjectVersion", f"{COPY}/a", "not allowed"),
        ("s3:GetObjectVersionForReplication", f"{HERE.bucket_name('logs')}/a", "not allowed"),
    ],
)
def test_the_role_may_copy_and_nothing_else(estate: Estate, action: str, end: str, expected: str) -> None:
    assert verdict(policy_of(estate), action, f"arn:aws:s3:::{end}") == expected


def policy_of(estate: Estate) -> str:
    iam = estate.client("iam", HERE.account.id, HERE.region)
    return json.dumps(iam.get_role_policy(RoleName=ROLE, PolicyName="replicate")["PolicyDocument"])


def test_role_and_key_policies_together_open_the_original_and_encrypt_the_copy(estate: Estate) -> None:
    """Both must allow it: the key leaves it to IAM, for S3 in its own region."""
    for bucket, place, action in ((ORIGINAL, HERE, "kms:Decrypt"), (COPY, THERE, "kms:Encrypt")):
        key = key_of(estate, bucket, place.region)
        kms = estate.client("kms", place.account.id, place.region)
        key_policy = kms.get_key_policy(KeyId=key, PolicyName="default")["Policy"]
        request = {
            "kms:CallerAccount": place.account.id,
            "kms:ViaService": f"s3.{place.region}.amazonaws.com",
            "kms:EncryptionContext:aws:s3:arn": f"arn:aws:s3:::{bucket}",
        }

        assert [verdict(document, action, key, request) for document in (policy_of(estate), key_policy)] == [
            "allowed",
            "allowed",
        ]


def test_failures_are_told_to_a_topic_that_lets_s3_publish(estate: Estate) -> None:
    s3 = estate.client("s3", HERE.account.id, HERE.region)
    sns = estate.client("sns", HERE.account.id, HERE.region)
    [told] = s3.get_bucket_notification_configuration(Bucket=ORIGINAL)["TopicConfigurations"]
    policy = sns.get_topic_attributes(TopicArn=told["TopicArn"])["Attributes"]["Policy"]

    assert told["Events"] == ["s3:Replication:*"]
    assert told["TopicArn"].endswith(":prod-use1-notifications-warning")
    assert verdict(policy, "sns:Publish", told["TopicArn"], {"aws:SourceAccount": HERE.account.id}) == "allowed"
    assert "s3.amazonaws.com" in policy


def test_alarms_ring_where_their_metrics_are(estate: Estate) -> None:
    found = {
        alarm["AlarmName"]: (place.region, alarm["MetricName"], alarm["AlarmActions"][0].split(":", 3)[3])
        for place in (HERE, THERE)
        for alarm in estate.client("cloudwatch", place.account.id, place.region).describe_alarms()["MetricAlarms"]
        if "replication-audit" in alarm["AlarmName"]
    }

    assert found == {
        "prod-use1-replication-audit-failed": (
            "us-east-1",
            "OperationsFailedReplication",
            "us-east-1:333333333333:prod-use1-notifications-critical",
        ),
        "prod-usw2-replication-audit-late": (
            "us-west-2",
            "ReplicationLatency",
            "us-west-2:333333333333:prod-usw2-notifications-critical",
        ),
        "prod-usw2-replication-audit-backlog": (
            "us-west-2",
            "BytesPendingReplication",
            "us-west-2:333333333333:prod-usw2-notifications-warning",
        ),
    }
