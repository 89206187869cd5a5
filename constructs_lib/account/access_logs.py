"""Where the access logs of buckets and load balancers are kept, and inventories: a bucket with S3's own key.

Neither S3 nor Elastic Load Balancing can deliver into a bucket encrypted with a customer's key, so these logs cannot
go to the log store. The bucket logs nothing itself: what it logged would be logged again, for ever.
"""

from constructs import Construct

from constructs_lib.account.config import AccountConfig
from constructs_lib.foundation import iam
from constructs_lib.foundation.config import require
from constructs_lib.parts.bucket import ACCESS_LOG_PREFIX, INVENTORY_PREFIX, Bucket, arn_of
from constructs_lib.parts.retention import Retention

_BALANCER_PREFIX = "AWSLogs/"


class AccessLogs(Construct):
    """The access-log bucket of an account and region.

    Load balancers write to it without a prefix of their own: the name of each file tells whose it is.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        config: AccountConfig,
        *,
        bucket_name: str,
        account_id: str,
        protected: bool = True,
    ) -> None:
        super().__init__(scope, id_)
        require(config, self.node.path)
        bucket = Bucket(
            self,
            "bucket",
            name=bucket_name,
            key_arn=None,
            statements=_deliveries(arn_of(bucket_name), account_id),
            retention=Retention(expiry_days=config.log_expiry_days),
            protected=protected,
        )
        self.bucket_name = bucket.policy.bucket
        """By way of the policy, because S3 refuses to log into a bucket that does not let it in yet."""


def _deliveries(arn: str, account_id: str) -> tuple[iam.Statement, ...]:
    return (
        iam.Statement(
            sid="BucketsOfThisAccountLog",
            # https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
            principal=iam.service("logging.s3.amazonaws.com"),
            actions=("s3:PutObject",),
            resources=(f"{arn}/{ACCESS_LOG_PREFIX}*",),
            conditions={"StringEquals": {"aws:SourceAccount": account_id}},
        ),
        iam.Statement(
            sid="BucketsOfThisAccountAreListed",
            # https://docs.aws.amazon.com/AmazonS3/latest/userguide/configure-inventory.html
            principal=iam.service("s3.amazonaws.com"),
            actions=("s3:PutObject",),
            resources=(f"{arn}/{INVENTORY_PREFIX}/*",),
            conditions={"StringEquals": {"aws:SourceAccount": account_id, "s3:x-amz-acl": "bucket-owner-full-control"}},
        ),
        iam.Statement(
            sid="LoadBalancersOfThisAccountLog",
            # In every region: the accounts of Elastic Load Balancing itself, one for each older region, are the past.
            # It names no source in its requests; the account in the path is what keeps others out.
            # https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
            principal=iam.service("logdelivery.elasticloadbalancing.amazonaws.com"),
            actions=("s3:PutObject",),
            resources=(f"{arn}/{_BALANCER_PREFIX}{account_id}/*",),
        ),
    )
