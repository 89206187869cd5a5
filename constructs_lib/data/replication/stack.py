"""The link between a bucket and its copy in another region."""

from constructs import Construct

from constructs_lib.account.outputs import AccountOutputs
from constructs_lib.data.bucket.outputs import BucketOutputs
from constructs_lib.data.bucket.plan import replication_role_name
from constructs_lib.data.replication.bucket_replication import RULE_ID, BucketReplication
from constructs_lib.data.replication.config import ReplicationConfig
from constructs_lib.data.replication.replication_alarms import FailureAlarm, LagAlarms
from constructs_lib.data.replication.replication_role import End
from constructs_lib.foundation.placement import Placement
from constructs_lib.foundation.stack import PlatformStack


class ReplicationStack(PlatformStack):
    """Lives at the source. Without it both buckets still stand, so losing a region never blocks the other one."""

    def __init__(self, scope: Construct, placement: Placement, config: ReplicationConfig) -> None:
        super().__init__(scope, placement, config)
        account_here = self.read(AccountOutputs, placement, id_="read-source-account")
        original = self.read(BucketOutputs, placement, config.component, id_="read-source-bucket")
        replica = self.read(BucketOutputs, config.to, config.component, id_="read-destination-bucket")
        BucketReplication(
            self,
            "replication",
            config,
            name=replication_role_name(placement, config.component),
            source=_end(original, placement),
            destination=_end(replica, config.to),
            topic_arn=account_here.warning_topic_arn,
        )
        FailureAlarm(
            self,
            "failures",
            config,
            name=placement.name("replication", config.component),
            source_bucket_name=original.bucket_name,
            destination_bucket_name=replica.bucket_name,
            rule_id=RULE_ID,
            topic_arn=account_here.critical_topic_arn,
        )
        # The source's account, in the destination's region: where that has no topics, S3's own messages tell of copies
        # that are late.
        if config.to.account.id == placement.account.id:
            account_there = self.read(AccountOutputs, config.to, id_="read-destination-account")
            LagAlarms(
                self,
                "lag",
                config,
                name=config.to.name("replication", config.component),
                source_bucket_name=original.bucket_name,
                destination_bucket_name=replica.bucket_name,
                rule_id=RULE_ID,
                critical_topic_arn=account_there.critical_topic_arn,
                warning_topic_arn=account_there.warning_topic_arn,
                provider=self.provider_at(config.to),
            )


def _end(bucket: BucketOutputs, place: Placement) -> End:
    return End(
        bucket_name=bucket.bucket_name,
        bucket_arn=bucket.bucket_arn,
        key_arn=bucket.key_arn,
        region=place.region,
        account_id=place.account.id,
    )
