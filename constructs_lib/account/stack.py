"""What an account has once per region, in front of everything else."""

from constructs import Construct

from constructs_lib.account.access_logs import AccessLogs
from constructs_lib.account.anomalies import Anomalies
from constructs_lib.account.budget import Budget
from constructs_lib.account.config import AccountConfig
from constructs_lib.account.log_store import LogStore
from constructs_lib.account.notifications import Notifications
from constructs_lib.account.outputs import AccountOutputs
from constructs_lib.foundation.placement import Placement
from constructs_lib.foundation.stack import PlatformStack


class AccountStack(PlatformStack):
    """Topics by severity, where logs are kept, and what all of it may cost."""

    def __init__(self, scope: Construct, placement: Placement, config: AccountConfig) -> None:
        super().__init__(scope, placement, config)
        notifications = Notifications(
            self,
            "notifications",
            name=placement.name("notifications"),
            account_id=placement.account.id,
            protected=placement.protected,
        )
        access_logs = AccessLogs(
            self,
            "access-logs",
            config,
            bucket_name=placement.bucket_name("access", "logs"),
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
            # who read or deleted the logs is a log too
            access_log_bucket_name=access_logs.bucket_name,
            protected=placement.protected,
        )
        if config.budget is not None:
            Budget(
                self,
                "budget",
                config.budget,
                name=placement.name("cost"),
                account_id=placement.account.id,
                region=placement.region,
                critical_topic_arn=notifications.critical_topic_arn,
                warning_topic_arn=notifications.warning_topic_arn,
            )
        if config.anomalies is not None:
            Anomalies(
                self,
                "anomalies",
                config.anomalies,
                name=placement.name("spending"),
                account_id=placement.account.id,
                topic_arn=notifications.warning_topic_arn,
            )
        self.publish(
            AccountOutputs(
                critical_topic_arn=notifications.critical_topic_arn,
                warning_topic_arn=notifications.warning_topic_arn,
                log_key_arn=logs.key_arn,
                log_bucket_name=logs.bucket_name,
                log_bucket_arn=logs.bucket_arn,
                access_log_bucket_name=access_logs.bucket_name,
            )
        )
