"""When somebody must look at a database."""

from constructs import Construct

from constructs_lib.data.database.config import DatabaseConfig
from constructs_lib.data.database.plan import thresholds
from constructs_lib.foundation.config import require
from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.parts.alarm import Alarm, Metric

_FIVE_MINUTES = 300


class DatabaseAlarms(Construct):
    """Processor and memory say that something is slow; storage and connections that it is about to stop."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        config: DatabaseConfig,
        *,
        name: str,
        database_identifier: str,
        critical_topic_arn: str,
        warning_topic_arn: str,
    ) -> None:
        super().__init__(scope, id_)
        require(config, self.node.path)
        require_plain(self.node.path, name=name)
        limits = thresholds(config)
        Alarm(
            self,
            "processor",
            name=f"{name}-processor",
            meaning=f"{name}: the processor is busy {limits.cpu_percent} % of the time for a quarter of an hour",
            metric=_metric(database_identifier, "CPUUtilization"),
            threshold=limits.cpu_percent,
            periods=3,
            missing_data="missing",
            topic_arn=warning_topic_arn,
        )
        Alarm(
            self,
            "memory",
            name=f"{name}-memory",
            meaning=f"{name}: less than a twentieth of its memory is free, soon it swaps",
            metric=_metric(database_identifier, "FreeableMemory"),
            threshold=limits.free_memory_bytes,
            when="below",
            periods=3,
            missing_data="missing",
            topic_arn=warning_topic_arn,
        )
        Alarm(
            self,
            "storage",
            name=f"{name}-storage",
            meaning=f"{name}: hardly any room is left although it grows by itself, or nothing is heard of it at all",
            metric=_metric(database_identifier, "FreeStorageSpace"),
            threshold=limits.free_storage_bytes,
            when="below",
            periods=2,
            # a database that says nothing for ten minutes is gone
            missing_data="breaching",
            topic_arn=critical_topic_arn,
        )
        Alarm(
            self,
            "connections",
            name=f"{name}-connections",
            meaning=f"{name}: four fifths of the connections its memory allows are taken",
            metric=_metric(database_identifier, "DatabaseConnections"),
            threshold=limits.connections,
            periods=1,
            missing_data="missing",
            topic_arn=critical_topic_arn,
        )


def _metric(database_identifier: str, metric: str) -> Metric:
    dimensions = {"DBInstanceIdentifier": database_identifier}
    return Metric(namespace="AWS/RDS", name=metric, dimensions=dimensions, period_seconds=_FIVE_MINUTES)
