"""The account layer, as AWS has it after an apply."""

import json
from typing import Any

from environments import dev, prod, tools
from tests.apply.estate import Estate


def test_topics_are_encrypted_and_refuse_plain_http(estate: Estate) -> None:
    placement = tools.VIRGINIA
    sns = estate.client("sns", placement.account.id, placement.region)
    arns = sorted(topic["TopicArn"] for topic in sns.list_topics()["Topics"])
    attributes = [sns.get_topic_attributes(TopicArn=arn)["Attributes"] for arn in arns]

    assert [arn.rpartition(":")[2] for arn in arns] == [
        "tools-use1-notifications-critical",
        "tools-use1-notifications-warning",
    ]
    assert all(each["KmsMasterKeyId"].startswith("arn:aws:kms:us-east-1:555555555555:key/") for each in attributes)
    assert all("OnlyOverTls" in each["Policy"] for each in attributes)


def test_logs_are_kept_for_as_long_as_the_environment_says(estate: Estate) -> None:
    expected = {
        "111111111111": ("us-east-1", 30),
        "555555555555": ("us-east-1", 400),
        "333333333333": ("us-west-2", 400),
    }

    found = {
        account_id: (region, _expiry_days(estate.client("s3", account_id, region)))
        for account_id, (region, _) in expected.items()
    }

    assert found == expected


def _expiry_days(s3: Any) -> int:
    """Of every log bucket in the account: there are several, and one answer."""
    buckets = [each["Name"] for each in s3.list_buckets()["Buckets"] if "-logs-" in each["Name"]]
    [days] = {
        rule["Expiration"]["Days"]
        for bucket in buckets
        for rule in s3.get_bucket_lifecycle_configuration(Bucket=bucket)["Rules"]
        if rule["ID"] == "expire"
    }
    return days


def test_access_logs_end_in_a_bucket_with_s3s_own_key(estate: Estate) -> None:
    placement = prod.VIRGINIA
    s3 = estate.client("s3", placement.account.id, placement.region)
    target = placement.bucket_name("access", "logs")
    encryption = s3.get_bucket_encryption(Bucket=target)["ServerSideEncryptionConfiguration"]["Rules"][0]

    assert encryption["ApplyServerSideEncryptionByDefault"] == {"SSEAlgorithm": "AES256"}
    assert s3.get_bucket_logging(Bucket=placement.bucket_name("logs"))["LoggingEnabled"] == {
        "TargetBucket": target,
        "TargetPrefix": "s3/",
        "TargetObjectKeyFormat": {"PartitionedPrefix": {"PartitionDateSource": "EventTime"}},
    }
    assert "LoggingEnabled" not in s3.get_bucket_logging(Bucket=target)


def test_the_log_bucket_is_private_versioned_and_encrypted(estate: Estate) -> None:
    placement = prod.VIRGINIA
    s3 = estate.client("s3", placement.account.id, placement.region)
    bucket = placement.bucket_name("logs")
    encryption = s3.get_bucket_encryption(Bucket=bucket)["ServerSideEncryptionConfiguration"]["Rules"][0]
    policy = json.loads(s3.get_bucket_policy(Bucket=bucket)["Policy"])

    assert set(s3.get_public_access_block(Bucket=bucket)["PublicAccessBlockConfiguration"].values()) == {True}
    assert s3.get_bucket_versioning(Bucket=bucket)["Status"] == "Enabled"
    assert encryption["ApplyServerSideEncryptionByDefault"]["SSEAlgorithm"] == "aws:kms"
    assert encryption["BucketKeyEnabled"] is True
    assert [statement["Sid"] for statement in policy["Statement"]] == [
        "OnlyOverTls",
        "AWSLogDeliveryWrite",
        "AWSLogDeliveryAclCheck",
        "RecorderFindsTheBucket",
        "RecorderDelivers",
    ]


def test_keys_rotate_and_everything_carries_the_tags(estate: Estate) -> None:
    placement = prod.OREGON
    kms = estate.client("kms", placement.account.id, placement.region)
    aliases = {
        alias["AliasName"]: alias["TargetKeyId"] for alias in kms.list_aliases()["Aliases"] if "TargetKeyId" in alias
    }
    ours = {name: key for name, key in aliases.items() if name.startswith("alias/prod-")}
    tags = {
        key: {tag["TagKey"]: tag["TagValue"] for tag in kms.list_resource_tags(KeyId=key)["Tags"]}
        for key in ours.values()
    }

    assert set(ours) >= {"alias/prod-usw2-logs", "alias/prod-usw2-notifications"}
    assert all(kms.get_key_rotation_status(KeyId=key)["KeyRotationEnabled"] for key in ours.values())
    assert list(tags.values()) == [placement.tags.for_environment("prod")] * len(ours)


def test_each_account_has_one_monitor_of_what_it_spends(estate: Estate) -> None:
    told = {"dev": {"IMMEDIATE"}, "prod": {"IMMEDIATE", "DAILY"}}
    found: dict[str, set[str]] = {}
    for placement in (dev.VIRGINIA, prod.VIRGINIA):
        costs = estate.client("ce", placement.account.id, placement.region)
        [monitor] = costs.get_anomaly_monitors()["AnomalyMonitors"]
        subscriptions = costs.get_anomaly_subscriptions()["AnomalySubscriptions"]
        assert (monitor["MonitorType"], monitor["MonitorDimension"]) == ("DIMENSIONAL", "SERVICE")
        assert {tuple(each["MonitorArnList"]) for each in subscriptions} == {(monitor["MonitorArn"],)}
        found[placement.environment] = {each["Frequency"] for each in subscriptions}

    assert found == told


def test_dev_has_a_denial_ready_that_nobody_has_yet(estate: Estate) -> None:
    """The budget attaches it; production has none."""
    denials: dict[str, list[int]] = {}
    for placement in (dev.VIRGINIA, prod.VIRGINIA):
        iam = estate.client("iam", placement.account.id, placement.region)
        policies = iam.list_policies(Scope="Local")["Policies"]
        denials[placement.environment] = [
            each["AttachmentCount"] for each in policies if each["PolicyName"].endswith("-cost-nothing-new")
        ]

    assert denials == {"dev": [0], "prod": []}
