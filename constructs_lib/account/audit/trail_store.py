"""Where a trail's files are kept: a bucket and a key of their own, which CloudTrail writes with for this trail alone.

Not the account's log bucket: evidence is kept longer than logs, locked where it must not be lost, and read by others.
"""

from cdktf import ITerraformDependable
from constructs import Construct

from constructs_lib.account.audit.trail_config import OrganizationConfig, TrailConfig
from constructs_lib.foundation import iam
from constructs_lib.foundation.config import require
from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.parts.bucket import Bucket, arn_of
from constructs_lib.parts.key import Key, used_by
from constructs_lib.parts.retention import Lock, Retention

_CLOUDTRAIL = iam.service("cloudtrail.amazonaws.com")
_CONTEXT = "kms:EncryptionContext:aws:cloudtrail:arn"


class TrailStore(Construct):
    """The bucket and the key of one trail. Digests of the files go there too, which is how a missing one is noticed."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        config: TrailConfig,
        *,
        name: str,
        bucket_name: str,
        trail_arn: str,
        account_id: str,
        region: str,
        access_log_bucket_name: str | None = None,
        protected: bool = True,
    ) -> None:
        super().__init__(scope, id_)
        require(config, self.node.path)
        require_plain(self.node.path, name=name, bucket_name=bucket_name, trail_arn=trail_arn)
        key = Key(
            self,
            "key",
            name=name,
            description=f"{name}: who called AWS",
            account_id=account_id,
            users=_users(config.organization, trail_arn, account_id, region),
            protected=protected,
        )
        lock = config.object_lock
        bucket = Bucket(
            self,
            "bucket",
            name=bucket_name,
            key_arn=key.arn,
            statements=_delivery(config.organization, arn_of(bucket_name), trail_arn, account_id),
            retention=Retention(
                expiry_days=config.expiry_days, lock=Lock(mode=lock.mode, days=lock.days) if lock else None
            ),
            access_log_bucket_name=access_log_bucket_name,
            protected=protected,
        )
        self.key_arn = key.arn
        self.bucket_name = bucket.name
        self.policy: ITerraformDependable = bucket.policy
        """CloudTrail tries the bucket when a trail is made, and refuses to make it where it may not write."""


def _users(
    organization: OrganizationConfig | None, trail_arn: str, account_id: str, region: str
) -> tuple[iam.Statement, ...]:
    """What CloudTrail and its readers need, in AWS's own words.

    https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
    """
    of_the_trail = {"aws:SourceArn": trail_arn}
    accounts = "*" if organization else account_id
    context = {_CONTEXT: f"arn:aws:cloudtrail:*:{accounts}:trail/*"}
    return (
        used_by(
            "TheTrailEncrypts",
            _CLOUDTRAIL,
            actions=("kms:GenerateDataKey*",),
            conditions={"StringEquals": of_the_trail, "StringLike": context},
        ),
        used_by(
            "TheTrailLooksAtTheKey",
            _CLOUDTRAIL,
            # a bucket with a bucket key is tried by decrypting, before a trail is made or changed
            actions=("kms:Decrypt", "kms:DescribeKey"),
            conditions={"StringEquals": of_the_trail},
        ),
        used_by(
            "ReadersThroughS3",
            iam.account(account_id),
            actions=("kms:Decrypt",),
            conditions={
                "StringEquals": {"kms:CallerAccount": account_id, "kms:ViaService": f"s3.{region}.amazonaws.com"}
            },
        ),
    )


def _delivery(
    organization: OrganizationConfig | None, arn: str, trail_arn: str, account_id: str
) -> tuple[iam.Statement, ...]:
    """What delivery needs, for this trail alone: without its ARN any account could write here in CloudTrail's name.

    https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
    """
    of_the_trail = {"aws:SourceArn": trail_arn}
    # the management account's own files are below its id, all others below the organization's
    below = (account_id, organization.id) if organization else (account_id,)
    return (
        iam.Statement(
            sid="TrailAclCheck",
            principal=_CLOUDTRAIL,
            actions=("s3:GetBucketAcl",),
            resources=(arn,),
            conditions={"StringEquals": of_the_trail},
        ),
        iam.Statement(
            sid="TrailWrite",
            principal=_CLOUDTRAIL,
            actions=("s3:PutObject",),
            resources=tuple(f"{arn}/AWSLogs/{each}/*" for each in below),
            conditions={"StringEquals": {**of_the_trail, "s3:x-amz-acl": "bucket-owner-full-control"}},
        ),
    )
