"""Databases: their last snapshot, and what holds them."""

from datetime import UTC, datetime

from tests.runtime.sweeper.conftest import DUE_TODAY, World, outcome


def test_a_last_snapshot(world: World) -> None:
    database = world.make("database", DUE_TODAY)

    assert outcome(world, backup_days=30) == {database: "deleted"}

    [snapshot] = world("rds").describe_db_snapshots(SnapshotType="manual")["DBSnapshots"]
    assert (snapshot["DBInstanceIdentifier"], snapshot["DBSnapshotIdentifier"]) == (
        database,
        f"swept-{database}-{datetime.now(UTC):%Y%m%d}",
    )


def test_without_backup_days_there_is_none(world: World) -> None:
    database = world.make("database", DUE_TODAY)

    assert outcome(world) == {database: "deleted"}
    assert world("rds").describe_db_snapshots(SnapshotType="manual")["DBSnapshots"] == []


def test_deletion_protection_holds_it(world: World) -> None:
    database = world.make("database", DUE_TODAY)
    world("rds").modify_db_instance(DBInstanceIdentifier=database, DeletionProtection=True)

    assert outcome(world) == {database: "held"}


def test_a_source_waits_for_its_replica_which_has_no_snapshot_of_its_own(world: World) -> None:
    """AWS makes no last snapshot of a replica, and deleting its source would make a database of it."""
    source, rds = world.make("database", DUE_TODAY), world("rds")
    tags = [{"Key": key, "Value": value} for key, value in DUE_TODAY.items()]
    rds.create_db_instance_read_replica(
        DBInstanceIdentifier=f"{source}-copy", SourceDBInstanceIdentifier=source, Tags=tags
    )

    assert outcome(world, backup_days=30) == {source: "held", f"{source}-copy": "deleted"}
    assert rds.describe_db_snapshots(SnapshotType="manual")["DBSnapshots"] == []


def test_a_member_of_a_cluster_is_the_clusters(world: World) -> None:
    rds = world("rds")
    rds.create_db_cluster(
        DBClusterIdentifier="shop", Engine="aurora-postgresql", MasterUsername="master", ManageMasterUserPassword=True
    )
    rds.create_db_instance(
        DBInstanceIdentifier="shop-1",
        DBInstanceClass="db.r6g.large",
        Engine="aurora-postgresql",
        DBClusterIdentifier="shop",
        Tags=[{"Key": key, "Value": value} for key, value in DUE_TODAY.items()],
    )

    assert outcome(world) == {"shop-1": "held"}
