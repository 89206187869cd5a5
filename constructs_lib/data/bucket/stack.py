"""A bucket of a placement."""

from constructs import Construct

from constructs_lib.account.outputs import AccountOutputs
from constructs_lib.data.bucket.config import BucketConfig
from constructs_lib.data.bucket.data_bucket import DataBucket
from constructs_lib.data.bucket.outputs import BucketOutputs
from constructs_lib.data.bucket.plan import replicator_arn
from constructs_lib.foundation.placement import Placement
from constructs_lib.foundation.stack import PlatformStack


class BucketStack(PlatformStack):
    """The bucket of one component, and its key."""

    def __init__(self, scope: Construct, placement: Placement, config: BucketConfig) -> None:
        super().__init__(scope, placement, config)
        account = self.read(AccountOutputs, placement)
        bucket = DataBucket(
            self,
            "bucket",
            config,
            name=placement.name("data", config.component),
            bucket_name=placement.bucket_name("data", config.component),
            account_id=placement.account.id,
            region=placement.region,
            access_log_bucket_name=account.access_log_bucket_name,
            replicator_arn=_replicator(placement, config),
            protected=placement.protected,
        )
        self.publish(
            BucketOutputs(bucket_name=bucket.bucket_name, bucket_arn=bucket.bucket_arn, key_arn=bucket.key_arn)
        )


def _replicator(placement: Placement, config: BucketConfig) -> str | None:
    source = config.replicated_from
    if source is None or source.account.id == placement.account.id:
        return None
    return replicator_arn(source, config.component)
