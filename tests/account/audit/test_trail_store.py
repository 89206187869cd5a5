"""Where a trail's files are kept, alone in somebody's stack."""

from typing import Any

from constructs_lib.account.audit.trail_config import OrganizationConfig, TrailConfig
from constructs_lib.account.audit.trail_store import TrailStore
from tests.synthesis import resource, resources, statements, synthesized

TRAIL = "arn:aws:cloudtrail:us-east-1:111111111111:trail/shop-trail"
ORGANIZATION = OrganizationConfig(id="o-abcdefghij", management_account="111111111111")


def store(config: TrailConfig | None = None, *, protected: bool = True) -> Any:
    return synthesized(
        lambda stack: TrailStore(
            stack,
            "store",
            config or TrailConfig(),
            name="shop-trail",
            bucket_name="shop-trail-111111111111",
            trail_arn=TRAIL,
            account_id="111111111111",
            region="us-east-1",
            access_log_bucket_name="shop-access-logs",
            protected=protected,
        )
    )


def test_cloudtrail_writes_for_this_trail_below_its_accounts_prefix_alone() -> None:
    policy = statements(resource(store(), "aws_s3_bucket_policy")["policy"])

    assert policy["TrailWrite"] == {
        "Sid": "TrailWrite",
        "Effect": "Allow",
        "Principal": {"Service": "cloudtrail.amazonaws.com"},
        "Action": "s3:PutObject",
        "Resource": "arn:aws:s3:::shop-trail-111111111111/AWSLogs/111111111111/*",
        "Condition": {"StringEquals": {"aws:SourceArn": TRAIL, "s3:x-amz-acl": "bucket-owner-full-control"}},
    }
    assert policy["TrailAclCheck"]["Condition"] == {"StringEquals": {"aws:SourceArn": TRAIL}}


def test_an_organizations_files_have_a_prefix_of_their_own() -> None:
    policy = statements(resource(store(TrailConfig(organization=ORGANIZATION)), "aws_s3_bucket_policy")["policy"])

    assert policy["TrailWrite"]["Resource"] == [
        "arn:aws:s3:::shop-trail-111111111111/AWSLogs/111111111111/*",
        "arn:aws:s3:::shop-trail-111111111111/AWSLogs/o-abcdefghij/*",
    ]


def test_the_key_encrypts_for_this_trail_and_decrypts_for_readers_of_the_bucket() -> None:
    policy = statements(resource(store(), "aws_kms_key")["policy"])

    assert policy["TheTrailEncrypts"]["Action"] == "kms:GenerateDataKey*"
    assert policy["TheTrailEncrypts"]["Condition"] == {
        "StringEquals": {"aws:SourceArn": TRAIL},
        "StringLike": {"kms:EncryptionContext:aws:cloudtrail:arn": "arn:aws:cloudtrail:*:111111111111:trail/*"},
    }
    # a bucket key is tried by decrypting
    assert policy["TheTrailLooksAtTheKey"]["Action"] == ["kms:Decrypt", "kms:DescribeKey"]
    assert policy["ReadersThroughS3"]["Condition"]["StringEquals"]["kms:ViaService"] == "s3.us-east-1.amazonaws.com"


def test_all_accounts_of_an_organization_encrypt() -> None:
    policy = statements(resource(store(TrailConfig(organization=ORGANIZATION)), "aws_kms_key")["policy"])

    assert policy["TheTrailEncrypts"]["Condition"]["StringLike"] == {
        "kms:EncryptionContext:aws:cloudtrail:arn": "arn:aws:cloudtrail:*:*:trail/*"
    }


def test_files_are_locked_expire_and_their_readers_are_logged() -> None:
    document = store()
    lock = resource(document, "aws_s3_bucket_object_lock_configuration")["rule"]["default_retention"]
    expiry = [
        each["expiration"][0]["days"]
        for each in resource(document, "aws_s3_bucket_lifecycle_configuration")["rule"]
        if "expiration" in each
    ]

    assert (lock, expiry) == ({"days": 365, "mode": "GOVERNANCE"}, [400])
    assert resource(document, "aws_s3_bucket_logging")["target_bucket"] == "shop-access-logs"


def test_what_may_be_destroyed_is_not_locked() -> None:
    document = store(TrailConfig(object_lock=None), protected=False)

    assert resources(document, "aws_s3_bucket_object_lock_configuration") == {}
    assert resource(document, "aws_s3_bucket")["lifecycle"]["prevent_destroy"] is False
