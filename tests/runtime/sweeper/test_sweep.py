"""A run: its limits, its time, its failures, and what it leaves for the next one."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from botocore.exceptions import ClientError
from hypothesis import given
from hypothesis import strategies as st

from constructs_lib.runtime.sweeper.resource import Kind, Resource, Waiting
from constructs_lib.runtime.sweeper.sweep import RESERVE_SECONDS, sweep
from tests.runtime.sweeper.conftest import ESTATE, EXPIRED, LATER, SETTINGS, TODAY, World

DELETING = replace(SETTINGS, delete=True)


def due(count: int, kind: str = "queue") -> list[Resource]:
    return [Resource(kind=kind, id=f"{kind}-{number}", tags=EXPIRED) for number in range(count)]


class Shelf:
    """Kinds whose things lie here and are gone when they are deleted, unless that is refused."""

    def __init__(self, *found: Resource, refuse: dict[str, Exception] | None = None) -> None:
        self.things = {each.id: each for each in found}
        self.refuse = refuse or {}
        self.deleted: list[str] = []

    def kinds(self) -> tuple[Kind, ...]:
        names = dict.fromkeys(each.kind for each in self.things.values())
        return tuple(Kind(name=name, service=name, find=self.found(name), delete=self.delete) for name in names)

    def found(self, name: str) -> Any:
        def find(client: Any) -> Iterator[Resource]:
            del client
            return iter([each for each in self.things.values() if each.kind == name])

        return find

    def delete(self, client: Any, resource: Resource, backup: Any) -> str:
        del client, backup
        if resource.id in self.refuse:
            raise self.refuse[resource.id]
        del self.things[resource.id]
        self.deleted.append(resource.id)
        return ""


def client(service: str) -> None:
    del service


def refused(code: str) -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": "no"}}, "Delete")


@given(count=st.integers(0, 30), limit=st.integers(1, 30))
def test_more_than_the_limit_is_nothing_at_all(count: int, limit: int) -> None:
    shelf = Shelf(*due(count))

    report = sweep(replace(DELETING, max_deletions=limit), client_of=client, now=LATER, kinds=shelf.kinds())

    assert len(shelf.deleted) == (count if count <= limit else 0)
    assert bool(report.stopped) is (count > limit)
    numbers = report.numbers()
    assert (numbers["Found"], numbers["Deleted"], numbers["Failed"]) == (
        count,
        len(shelf.deleted),
        1 if count > limit else 0,
    )


@given(count=st.integers(0, 30))
def test_a_report_deletes_nothing(count: int) -> None:
    shelf = Shelf(*due(count))

    report = sweep(SETTINGS, client_of=client, now=LATER, kinds=shelf.kinds())

    assert (shelf.deleted, report.numbers()["Found"]) == ([], count)


def test_kinds_that_were_not_asked_for_are_not_looked_at() -> None:
    shelf = Shelf(*due(1, "queue"), *due(1, "bucket"))

    sweep(replace(DELETING, kinds=frozenset({"bucket"})), client_of=client, now=LATER, kinds=shelf.kinds())

    assert shelf.deleted == ["bucket-0"]


def test_time_that_runs_out_is_left_to_the_next_run() -> None:
    shelf, left = Shelf(*due(5)), iter([500.0, 400.0, 300.0, RESERVE_SECONDS - 1, 90.0, 80.0])

    first = sweep(DELETING, client_of=client, now=LATER, seconds_left=lambda: next(left), kinds=shelf.kinds())
    assert shelf.deleted == ["queue-0", "queue-1"]
    assert (first.counts["postponed"], first.numbers()["Skipped"], first.numbers()["Failed"]) == (3, 3, 0)

    sweep(DELETING, client_of=client, now=LATER, kinds=shelf.kinds())
    assert shelf.things == {}


def test_a_kind_there_was_no_time_for_is_a_failure() -> None:
    """Else an account that takes too long would never be swept, and nobody would know."""
    shelf = Shelf(*due(1))

    report = sweep(DELETING, client_of=client, now=LATER, seconds_left=lambda: 1.0, kinds=shelf.kinds())

    assert (report.unseen, report.numbers()["Failed"], shelf.deleted) == ({"queue": "no time was left"}, 1, [])


def test_one_refusal_stops_nothing_else() -> None:
    shelf = Shelf(*due(3), refuse={"queue-1": refused("AccessDenied")})

    report = sweep(DELETING, client_of=client, now=LATER, kinds=shelf.kinds())

    assert shelf.deleted == ["queue-0", "queue-2"]
    [failed] = [line for line in report.lines if line.what == "failed"]
    assert "AccessDenied" in failed.note
    assert report.news()[0].startswith("failed: queue queue-1: expired on")


@pytest.mark.parametrize("why", [refused("DependencyViolation"), refused("VolumeInUse"), Waiting("a copy is made")])
def test_what_has_to_wait_is_tried_again(why: Exception) -> None:
    shelf = Shelf(*due(1), refuse={"queue-0": why})

    report = sweep(DELETING, client_of=client, now=LATER, kinds=shelf.kinds())
    assert (report.counts["waiting"], report.numbers()["Failed"]) == (1, 0)

    shelf.refuse = {}
    assert sweep(DELETING, client_of=client, now=LATER, kinds=shelf.kinds()).counts["deleted"] == 1


def test_a_kind_that_cannot_be_looked_at_is_told_and_the_others_are() -> None:
    def no(client: Any) -> Iterator[Resource]:
        raise refused("AccessDenied")
        yield from client

    shelf = Shelf(*due(1))
    blind = Kind(name="bucket", service="s3", find=no, delete=shelf.delete)

    report = sweep(DELETING, client_of=client, now=LATER, kinds=(blind, *shelf.kinds()))

    assert shelf.deleted == ["queue-0"]
    assert list(report.unseen) == ["bucket"]
    assert report.numbers()["Failed"] == 1


def test_an_environment_whose_day_has_passed_is_terraforms_to_destroy() -> None:
    own = [Resource(kind="queue", id=f"q{n}", tags={**ESTATE, "Expires": "2026-11-01"}) for n in range(3)]
    shelf = Shelf(*own)

    report = sweep(DELETING, client_of=client, now=datetime(2026, 11, 30, tzinfo=UTC), kinds=shelf.kinds())

    assert (shelf.deleted, report.ended) == ([], {"dev": date(2026, 11, 1)})
    assert report.news() == ("environment dev expired on 2026-11-01: cairn destroy dev",)


# What follows is what only AWS's own answers show.

DUE_TODAY = {"expires": f"{TODAY:%Y-%m-%d}"}
AT_ONCE = replace(DELETING, grace_days=-1)


def outcome(world: World, **changes: Any) -> dict[str, str]:
    """What became of each thing that is due today."""
    report = sweep(replace(AT_ONCE, **changes), client_of=world, now=datetime.now(UTC))
    assert report.unseen == {}
    return {line.judgement.resource.id: line.what for line in report.lines}


def test_a_last_copy_of_a_volume_is_finished_before_it_goes(world: World) -> None:
    volume = world.make("volume", DUE_TODAY)

    assert outcome(world, kinds=frozenset({"volume"}), backup_days=30) == {volume: "deleted"}

    [copy] = [each for each in world("ec2").describe_snapshots(OwnerIds=["self"])["Snapshots"] if each.get("Tags")]
    tags = {tag["Key"]: tag["Value"] for tag in copy["Tags"]}
    assert tags == {
        "Name": f"last of {volume}",
        "expires": f"{datetime.now(UTC) + timedelta(days=30):%Y-%m-%d}",
        "swept-from": volume,
    }


def test_a_last_copy_of_a_database_and_of_a_table(world: World) -> None:
    database, table = world.make("database", DUE_TODAY), world.make("table", DUE_TODAY)

    assert outcome(world, backup_days=30) == {database: "deleted", table: "deleted"}

    [snapshot] = world("rds").describe_db_snapshots(SnapshotType="manual")["DBSnapshots"]
    [backup] = world("dynamodb").list_backups()["BackupSummaries"]
    assert (snapshot["DBInstanceIdentifier"], snapshot["DBSnapshotIdentifier"]) == (
        database,
        f"swept-{database}-{datetime.now(UTC):%Y%m%d}",
    )
    assert (backup["TableName"], backup["BackupStatus"]) == (table, "AVAILABLE")


def test_without_backup_days_there_is_no_copy(world: World) -> None:
    for kind in ("volume", "database", "table"):
        world.make(kind, DUE_TODAY)

    assert set(outcome(world).values()) == {"deleted"}
    assert world("rds").describe_db_snapshots(SnapshotType="manual")["DBSnapshots"] == []
    assert world("dynamodb").list_backups()["BackupSummaries"] == []


def test_what_is_protected_stays_and_says_so(world: World) -> None:
    """Termination protection, deletion protection, attachments, objects: each as AWS has it."""
    instance = world.make("instance", DUE_TODAY)
    world("ec2").modify_instance_attribute(InstanceId=instance, DisableApiTermination={"Value": True})
    database, table = world.make("database", DUE_TODAY), world.make("table", DUE_TODAY)
    world("rds").modify_db_instance(DBInstanceIdentifier=database, DeletionProtection=True)
    world("dynamodb").update_table(TableName=table, DeletionProtectionEnabled=True)
    balancer = world.make("load-balancer", DUE_TODAY)
    world("elbv2").modify_load_balancer_attributes(
        LoadBalancerArn=balancer, Attributes=[{"Key": "deletion_protection.enabled", "Value": "true"}]
    )
    bucket = world.make("bucket", DUE_TODAY)
    world("s3").put_object(Bucket=bucket, Key="something", Body=b"")
    volume = world.make("volume", DUE_TODAY)
    world("ec2").attach_volume(VolumeId=volume, InstanceId=instance, Device="/dev/sdf")
    address = world.make("address", DUE_TODAY)
    world("ec2").associate_address(AllocationId=address, InstanceId=instance)
    group = world.make("target-group", DUE_TODAY)
    world("elbv2").create_listener(
        LoadBalancerArn=balancer,
        Protocol="TCP",
        Port=80,
        DefaultActions=[{"Type": "forward", "TargetGroupArn": group}],
    )
    protected = (instance, database, table, balancer, bucket, volume, address, group)

    told = outcome(world)

    assert {each: told[each] for each in protected} == dict.fromkeys(protected, "held")


def test_old_versions_and_markers_keep_a_bucket(world: World) -> None:
    bucket = world.make("bucket", DUE_TODAY)
    world("s3").put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    world("s3").put_object(Bucket=bucket, Key="something", Body=b"")
    world("s3").delete_object(Bucket=bucket, Key="something")

    assert outcome(world) == {bucket: "held"}


def test_instances_of_a_group_are_the_groups(world: World) -> None:
    """And go with it."""
    group = world.make("scaling-group", DUE_TODAY)
    [machine] = world.left("instance")

    report = sweep(AT_ONCE, client_of=world, now=datetime.now(UTC))

    told = {line.judgement.resource.id: line.what for line in report.lines}
    assert (told[group], told[machine]) == ("deleted", "managed")
    assert world.left("instance") == set()


def test_a_snapshot_an_image_is_made_of_stays(world: World) -> None:
    machine = world.make("instance", {"Owner": "somebody"})
    image = world("ec2").create_image(InstanceId=machine, Name="golden")["ImageId"]
    [mapping] = world("ec2").describe_images(ImageIds=[image])["Images"][0]["BlockDeviceMappings"]
    snapshot = mapping["Ebs"]["SnapshotId"]
    world("ec2").create_tags(Resources=[snapshot], Tags=[{"Key": key, "Value": day} for key, day in DUE_TODAY.items()])

    assert outcome(world, kinds=frozenset({"snapshot"}))[snapshot] == "held"
