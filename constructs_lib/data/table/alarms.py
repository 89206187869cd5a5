"""Alarms of a table: it holds its users back, or DynamoDB itself fails."""

from constructs import Construct

from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.parts.alarm import Alarm, Expression, Metric

_NAMESPACE = "AWS/DynamoDB"
_MINUTE_SECONDS = 60
# One throttled request is tried again before anybody notices; minutes of it in a row are what users feel.
_PERIODS = 3
# System errors are counted by operation and never together, and an alarm adds up ten metrics at most.
# https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html
_OPERATIONS = (
    *("GetItem", "BatchGetItem", "Query", "Scan", "TransactGetItems"),
    *("PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems"),
)


class TableAlarms(Construct):
    """Throttled readers and writers by name, and errors of DynamoDB's own over all operations."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        table_name: str,
        critical_topic_arn: str,
        warning_topic_arn: str,
    ) -> None:
        super().__init__(scope, id_)
        require_plain(self.node.path, name=name)
        for what in ("read", "write"):
            Alarm(
                self,
                f"{what}-throttles",
                name=f"{name}-{what}-throttles",
                meaning=f"DynamoDB refuses {what}s of the table: a hot key, or more than twice the highest load so far",
                metric=Metric(
                    namespace=_NAMESPACE,
                    name=f"{what.capitalize()}ThrottleEvents",
                    dimensions={"TableName": table_name},
                    statistic="Sum",
                    period_seconds=_MINUTE_SECONDS,
                ),
                threshold=0,
                periods=_PERIODS,
                missing_data="notBreaching",
                topic_arn=warning_topic_arn,
            )
        Alarm(
            self,
            "system-errors",
            name=f"{name}-system-errors",
            meaning="DynamoDB itself fails requests to the table: see the AWS Health dashboard of the region",
            metric=Expression(
                formula="SUM(METRICS())",
                metrics={f"of{operation}": _errors_of(operation, table_name) for operation in _OPERATIONS},
            ),
            threshold=0,
            periods=_PERIODS,
            missing_data="notBreaching",
            topic_arn=critical_topic_arn,
        )


def _errors_of(operation: str, table_name: str) -> Metric:
    return Metric(
        namespace=_NAMESPACE,
        name="SystemErrors",
        dimensions={"TableName": table_name, "Operation": operation},
        statistic="Sum",
        period_seconds=_MINUTE_SECONDS,
    )
