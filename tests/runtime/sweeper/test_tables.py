"""Tables: their last backup, and what holds them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from constructs_lib.runtime.sweeper.resource import Backup, Resource, Waiting
from constructs_lib.runtime.sweeper.tables import TABLE
from tests.runtime.sweeper.conftest import DUE_TODAY, World, outcome

NOW = datetime(2026, 11, 20, tzinfo=UTC)
BACKUP = Backup(now=NOW, until=NOW.date() + timedelta(days=30))


def test_a_last_backup(world: World) -> None:
    table = world.make("table", DUE_TODAY)

    assert outcome(world, backup_days=30) == {table: "deleted"}

    [backup] = world("dynamodb").list_backups()["BackupSummaries"]
    assert (backup["TableName"], backup["BackupStatus"]) == (table, "AVAILABLE")


def test_without_backup_days_there_is_none(world: World) -> None:
    table = world.make("table", DUE_TODAY)

    assert outcome(world) == {table: "deleted"}
    assert world("dynamodb").list_backups()["BackupSummaries"] == []


def test_deletion_protection_holds_it(world: World) -> None:
    table = world.make("table", DUE_TODAY)
    world("dynamodb").update_table(TableName=table, DeletionProtectionEnabled=True)

    assert outcome(world) == {table: "held"}


class Slow:
    """DynamoDB whose backups take their time; the emulator's are available at once."""

    def __init__(self, *statuses: str) -> None:
        self.made = [{"BackupName": f"swept-orders-{n}", "BackupStatus": each} for n, each in enumerate(statuses)]
        self.calls: list[str] = []

    def list_backups(self, **which: Any) -> Any:
        assert which == {"TableName": "orders", "TimeRangeLowerBound": NOW - timedelta(days=7)}
        return {"BackupSummaries": [{"BackupName": "by-hand", "BackupStatus": "AVAILABLE"}, *self.made]}

    def create_backup(self, **what: Any) -> Any:
        self.calls.append(what["BackupName"])
        return {"BackupDetails": {"BackupName": what["BackupName"], "BackupStatus": "CREATING"}}

    def delete_table(self, **which: Any) -> None:
        self.calls.append(f"delete {which['TableName']}")


@pytest.mark.parametrize(("statuses", "calls"), [((), ["swept-orders-20261120"]), (("CREATING",), [])])
def test_while_the_backup_is_made_the_table_waits(statuses: tuple[str, ...], calls: list[str]) -> None:
    slow = Slow(*statuses)

    with pytest.raises(Waiting, match="is being made"):
        TABLE.delete(slow, Resource(kind="table", id="orders"), BACKUP)
    assert slow.calls == calls


def test_with_the_backup_of_an_earlier_run_it_goes() -> None:
    slow = Slow("CREATING", "AVAILABLE")

    TABLE.delete(slow, Resource(kind="table", id="orders"), BACKUP)
    assert slow.calls == ["delete orders"]
