"""What an account has once per region, in front of everything else."""

from constructs import Construct

from constructs_lib.account.config import AccountConfig
from constructs_lib.account.log_store import LogStore
from constructs_lib.account.notifications import Notifications
from constructs_lib.account.outputs import AccountOutputs
from constructs_lib.foundation.placement import Placement
from constructs_lib.foundation.stack import PlatformStack


class AccountStack(PlatformStack):
    """Topics by severity, and where logs are kept."""

    def __init__(self, scope: Construct, placement: Placement, config: AccountConfig) -> None:
        super().__init__(scope, placement, config)
        notifications = Notifications(
            self,
            "notifications",
            name=placement.name("notifications"),
            account_id=placement.account.id,
            protected=placement.protected,
        )
        logs = LogStore(
            self,
            "logs",
            config,
            name=placement.name("logs"),
            bucket_name=placement.bucket_name("logs"),
            account_id=placement.account.id,
            region=placement.region,
            protected=placement.protected,
        )
        self.publish(
            AccountOutputs(
                critical_topic_arn=notifications.critical_topic_arn,
                warning_topic_arn=notifications.warning_topic_arn,
                log_key_arn=logs.key_arn,
                log_bucket_name=logs.bucket_name,
                log_bucket_arn=logs.bucket_arn,
                # stands in until the bucket for access logs is there: load balancers cannot write to an encrypted one
                access_log_bucket_name=logs.bucket_name,
            )
        )
