"""Where logs are kept: a bucket and a key that AWS's log delivery may write with, in this account only."""

from constructs import Construct

from constructs_lib.account.config import AccountConfig
from constructs_lib.account.recorder.delivery import bucket_statements, key_statement
from constructs_lib.foundation import iam
from constructs_lib.parts.bucket import Bucket, arn_of
from constructs_lib.parts.key import Key, used_by
from constructs_lib.parts.retention import Retention

_DELIVERY = iam.service("delivery.logs.amazonaws.com")


class LogStore(Construct):
    """The log bucket of an account and region, and the key of everything logged there."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        config: AccountConfig,
        *,
        name: str,
        bucket_name: str,
        account_id: str,
        region: str,
        access_log_bucket_name: str | None = None,
        protected: bool = True,
    ) -> None:
        super().__init__(scope, id_)
        key = Key(
            self,
            "key",
            name=name,
            description=f"{name}: everything that is logged",
            account_id=account_id,
            users=_users(account_id, region),
            protected=protected,
        )
        bucket = Bucket(
            self,
            "bucket",
            name=bucket_name,
            key_arn=key.arn,
            statements=(
                *_delivery(arn_of(bucket_name), account_id, region),
                *bucket_statements(arn_of(bucket_name), account_id=account_id),
            ),
            retention=Retention(expiry_days=config.log_expiry_days),
            access_log_bucket_name=access_log_bucket_name,
            protected=protected,
        )
        self.key_arn = key.arn
        self.bucket_name = bucket.name
        self.bucket_arn = bucket.arn


def _users(account_id: str, region: str) -> tuple[iam.Statement, ...]:
    logs = f"arn:aws:logs:{region}:{account_id}"
    return (
        used_by(
            "LogGroupsOfThisAccount",
            iam.service(f"logs.{region}.amazonaws.com"),
            # https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
            conditions={"ArnLike": {"kms:EncryptionContext:aws:logs:arn": f"{logs}:log-group:*"}},
        ),
        used_by("LogDeliveryOfThisAccount", _DELIVERY, conditions=_from(account_id, logs)),
        key_statement(account_id),
        used_by(
            "ReadersThroughTheirService",
            iam.account(account_id),
            conditions={
                "StringEquals": {
                    "kms:CallerAccount": account_id,
                    "kms:ViaService": [f"s3.{region}.amazonaws.com", f"logs.{region}.amazonaws.com"],
                }
            },
        ),
    )


def _delivery(arn: str, account_id: str, region: str) -> tuple[iam.Statement, ...]:
    """What flow logs need, in AWS's own words: where it finds other ones, it writes its own over the whole policy.

    https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html
    """
    source = _from(account_id, f"arn:aws:logs:{region}:{account_id}")
    owner = {"StringEquals": {**source["StringEquals"], "s3:x-amz-acl": "bucket-owner-full-control"}}
    return (
        iam.Statement(
            sid="AWSLogDeliveryWrite",
            principal=_DELIVERY,
            actions=("s3:PutObject",),
            resources=(f"{arn}/*",),
            conditions={**source, **owner},
        ),
        iam.Statement(
            sid="AWSLogDeliveryAclCheck",
            principal=_DELIVERY,
            actions=("s3:GetBucketAcl",),
            resources=(arn,),
            conditions=source,
        ),
    )


def _from(account_id: str, logs: str) -> iam.Conditions:
    """Deliveries that this account asked for: without it any account could make AWS write here in its own name."""
    return {"StringEquals": {"aws:SourceAccount": account_id}, "ArnLike": {"aws:SourceArn": f"{logs}:*"}}
