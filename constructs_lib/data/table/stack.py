"""A table of a placement."""

from constructs import Construct

from constructs_lib.account.outputs import AccountOutputs
from constructs_lib.data.table.alarms import TableAlarms
from constructs_lib.data.table.config import TableConfig
from constructs_lib.data.table.outputs import TableOutputs
from constructs_lib.data.table.table import Table
from constructs_lib.foundation.placement import Placement
from constructs_lib.foundation.stack import PlatformStack


class TableStack(PlatformStack):
    """The table, its key and its alarms."""

    def __init__(self, scope: Construct, placement: Placement, config: TableConfig) -> None:
        super().__init__(scope, placement, config)
        account = self.read(AccountOutputs, placement)
        name = placement.name(config.component, "table")
        table = Table(
            self,
            "table",
            config,
            name=name,
            account_id=placement.account.id,
            region=placement.region,
            protected=placement.protected,
        )
        TableAlarms(
            self,
            "alarms",
            name=name,
            table_name=table.name,
            critical_topic_arn=account.critical_topic_arn,
            warning_topic_arn=account.warning_topic_arn,
        )
        self.publish(TableOutputs(table_name=table.name, table_arn=table.arn, key_arn=table.key_arn))
