"""Volumes and snapshots: what holds them, and the copy that is finished before a volume goes."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from constructs_lib.runtime.sweeper.resource import Backup, Resource, Waiting
from constructs_lib.runtime.sweeper.volumes import VOLUME
from tests.runtime.sweeper.conftest import DUE_TODAY, World, outcome, pairs

NOW = datetime(2026, 11, 20, tzinfo=UTC)
BACKUP = Backup(now=NOW, until=NOW.date() + timedelta(days=30))
THING = Resource(kind="volume", id="vol-1")


def test_a_last_copy_is_finished_before_it_goes_and_says_when_it_may_go(world: World) -> None:
    volume = world.make("volume", DUE_TODAY)

    assert outcome(world, kinds=frozenset({"volume"}), backup_days=30) == {volume: "deleted"}

    [copy] = world("ec2").describe_snapshots(OwnerIds=["self"])["Snapshots"]
    assert {tag["Key"]: tag["Value"] for tag in copy["Tags"]} == {
        "Name": f"last of {volume}",
        "expires": f"{datetime.now(UTC) + timedelta(days=30):%Y-%m-%d}",
        "swept-from": volume,
    }


def test_without_backup_days_there_is_no_copy(world: World) -> None:
    volume = world.make("volume", DUE_TODAY)

    assert outcome(world) == {volume: "deleted"}
    assert world("ec2").describe_snapshots(OwnerIds=["self"])["Snapshots"] == []


class Slow:
    """EC2 whose snapshots take their time, as AWS's do; the emulator's are complete at once."""

    def __init__(self, *made: tuple[str, str, int]) -> None:
        self.made = [
            {"SnapshotId": name, "State": state, "StartTime": NOW - timedelta(days=age)} for name, state, age in made
        ]
        self.calls: list[str] = []

    def describe_snapshots(self, **which: Any) -> Any:
        assert which["Filters"] == [{"Name": "tag:swept-from", "Values": ["vol-1"]}]
        return {"Snapshots": self.made}

    def create_snapshot(self, **what: Any) -> Any:
        self.calls.append(f"create of {what['VolumeId']}")
        return {"SnapshotId": "snap-new", "State": "pending"}

    def delete_volume(self, **which: Any) -> None:
        self.calls.append(f"delete {which['VolumeId']}")


@pytest.mark.parametrize(
    ("made", "calls"),
    [
        ((), ["create of vol-1"]),
        ((("snap-1", "pending", 2),), []),
        ((("snap-1", "error", 2),), ["create of vol-1"]),
        # made long ago, and the volume may have been written to since
        ((("snap-1", "completed", 8),), ["create of vol-1"]),
    ],
)
def test_while_the_copy_is_made_the_volume_waits(made: tuple[tuple[str, str, int], ...], calls: list[str]) -> None:
    slow = Slow(*made)

    with pytest.raises(Waiting, match="is being made"):
        VOLUME.delete(slow, THING, BACKUP)
    assert slow.calls == calls


def test_with_the_copy_of_an_earlier_run_it_goes() -> None:
    slow = Slow(("snap-1", "completed", 1), ("snap-2", "pending", 0))

    assert VOLUME.delete(slow, THING, BACKUP) == "its last snapshot is snap-1"
    assert slow.calls == ["delete vol-1"]


def test_what_is_attached_stays(world: World) -> None:
    instance, volume = world.make("instance", {"Owner": "somebody"}), world.make("volume", DUE_TODAY)
    world("ec2").attach_volume(VolumeId=volume, InstanceId=instance, Device="/dev/sdf")

    assert outcome(world)[volume] == "held"


def test_a_snapshot_an_image_is_made_of_stays(world: World) -> None:
    machine = world.make("instance", {"Owner": "somebody"})
    image = world("ec2").create_image(InstanceId=machine, Name="golden")["ImageId"]
    [mapping] = world("ec2").describe_images(ImageIds=[image])["Images"][0]["BlockDeviceMappings"]
    snapshot = mapping["Ebs"]["SnapshotId"]
    world("ec2").create_tags(Resources=[snapshot], Tags=pairs(DUE_TODAY))

    assert outcome(world, kinds=frozenset({"snapshot"})) == {snapshot: "held"}
