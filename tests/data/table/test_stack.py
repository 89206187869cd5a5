"""The stack of a table: what it puts together and tells."""

from typing import Any

from constructs_lib.data.table.config import AttributeConfig, TableConfig
from constructs_lib.data.table.stack import TableStack
from tests.placements import VIRGINIA
from tests.synthesis import resource, resources, synthesized_stack

SESSION = TableConfig(component="session", partition_key=AttributeConfig(name="session_id"))


def table() -> tuple[TableStack, Any]:
    return synthesized_stack(lambda app: TableStack(app, VIRGINIA, SESSION))


def test_needs_the_account_only() -> None:
    stack, _ = table()

    assert stack.stack_id == "test-us-east-1-table-session"
    assert [read.source for read in stack.reads] == ["test-us-east-1-account"]


def test_tells_where_sessions_are_kept() -> None:
    _, document = table()
    told = {name: output["value"].partition(".")[0] for name, output in document["output"].items()}

    assert told == {
        "SessionTableName": "${aws_dynamodb_table",
        "SessionTableArn": "${aws_dynamodb_table",
        "SessionKeyArn": "${aws_kms_key",
    }


def test_names_carry_environment_region_and_component() -> None:
    _, document = table()
    names = {body["alarm_name"] for body in resources(document, "aws_cloudwatch_metric_alarm").values()}

    assert resource(document, "aws_dynamodb_table")["name"] == "test-use1-session-table"
    assert names == {
        f"test-use1-session-table-{what}" for what in ("read-throttles", "write-throttles", "system-errors")
    }


def test_addresses_say_nothing_of_environment_region_or_component() -> None:
    _, document = table()
    names = [name for named in document["resource"].values() for name in named]

    assert [name for name in names if any(word in name for word in ("test", "us-east-1", "use1", "session"))] == []
