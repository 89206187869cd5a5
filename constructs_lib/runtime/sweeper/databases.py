"""RDS instances that stand alone. Clusters and their members are left to whoever made them."""

from collections.abc import Iterator
from typing import Any, Final

from .resource import Backup, Kind, Resource, tags_of


def _find(rds: Any) -> Iterator[Resource]:
    for page in rds.get_paginator("describe_db_instances").paginate():
        for instance in page["DBInstances"]:
            if instance["DBInstanceStatus"] != "deleting":
                yield Resource(
                    kind="database",
                    id=instance["DBInstanceIdentifier"],
                    tags=tags_of(instance.get("TagList")),
                    created=instance.get("InstanceCreateTime"),
                    held=_held(instance),
                )


def _held(instance: Any) -> str:
    if instance.get("DeletionProtection"):
        return "deletion protection is on"
    if cluster := instance.get("DBClusterIdentifier"):
        return f"it is a member of the cluster {cluster}"
    if replicas := instance.get("ReadReplicaDBInstanceIdentifiers"):
        return f"{replicas[0]} is its replica, and would become a database of its own"
    return ""


def _delete(rds: Any, resource: Resource, backup: Backup | None) -> str:
    [instance] = rds.describe_db_instances(DBInstanceIdentifier=resource.id)["DBInstances"]
    # AWS makes none of a replica: what is in it is in its source
    # https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DeleteDBInstance.html
    if backup is None or instance.get("ReadReplicaSourceDBInstanceIdentifier"):
        rds.delete_db_instance(DBInstanceIdentifier=resource.id, SkipFinalSnapshot=True, DeleteAutomatedBackups=False)
        return "its automated backups stay as long as they would have"
    name = backup.name(resource)
    rds.delete_db_instance(
        DBInstanceIdentifier=resource.id,
        SkipFinalSnapshot=False,
        FinalDBSnapshotIdentifier=name,
        DeleteAutomatedBackups=False,
    )
    return f"its last snapshot is {name}, which nobody deletes by itself"


DATABASE: Final = Kind(name="database", service="rds", find=_find, delete=_delete)
