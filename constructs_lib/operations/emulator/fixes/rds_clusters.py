"""Fixes to moto's Aurora clusters and global clusters."""

from __future__ import annotations

import uuid

from constructs_lib.operations.emulator.fixes.fix import Clients, Fix, Seen, added, around, around_property


def scaling_only_when_serverless() -> None:
    """Leave out the scaling configuration of a provisioned cluster: only Aurora Serverless v1 has one."""
    from moto.rds.models import DBCluster

    @around_property(DBCluster, "scaling_configuration_info")
    def scaling_configuration_info(original, self):
        return original(self) if self.engine_mode == "serverless" else None


def global_cluster() -> None:
    """Keep a global cluster's database name and tags, and let its members go.

    A member is named by its ARN and may be in any region; moto looks it up by name, in the caller's region only.
    """
    from moto.core.responses import ActionResult
    from moto.rds.responses import RDSResponse

    @around(RDSResponse, "create_global_cluster")
    def create(original, self):
        answer = original(self)
        cluster = answer.result["GlobalCluster"]
        cluster.database_name = self.params.get("DatabaseName")
        cluster.tags = list(self.params.get("Tags") or [])
        return answer

    @added(RDSResponse, "remove_from_global_cluster")
    def remove(self):
        cluster = self.global_backend.global_clusters[self.params["GlobalClusterIdentifier"]]
        gone = self.params["DbClusterIdentifier"]
        leaving = [each for each in cluster.members if gone in (each.db_cluster_arn, each.db_cluster_identifier)]
        for each in leaving:
            cluster.members.remove(each)
            each.global_cluster_identifier = None
        return ActionResult({"GlobalCluster": cluster})


def _cluster(rds, **settings: object) -> dict[str, object]:
    return rds.create_db_cluster(
        DBClusterIdentifier=f"probe-{uuid.uuid4().hex}", Engine="aurora-postgresql", **settings
    )["DBCluster"]


_OWNER = {"MasterUsername": "owner", "MasterUserPassword": "not-a-secret"}


def _see_scaling(client: Clients) -> Seen:
    rds = client("rds")
    name = _cluster(rds, **_OWNER)["DBClusterIdentifier"]
    cluster = rds.describe_db_clusters(DBClusterIdentifier=name)["DBClusters"][0]
    return cluster.get("ScalingConfigurationInfo"), None


def _see_global(client: Clients) -> Seen:
    here, there, name = client("rds"), client("rds", region="us-west-2"), f"probe-{uuid.uuid4().hex}"
    here.create_global_cluster(GlobalClusterIdentifier=name, Engine="aurora-postgresql", DatabaseName="orders")
    _cluster(here, GlobalClusterIdentifier=name, **_OWNER)
    second = _cluster(there, GlobalClusterIdentifier=name)["DBClusterArn"]
    there.remove_from_global_cluster(GlobalClusterIdentifier=name, DbClusterIdentifier=second)
    described = here.describe_global_clusters(GlobalClusterIdentifier=name)["GlobalClusters"]
    mine = next(each for each in described if each["GlobalClusterIdentifier"] == name)
    return (mine.get("DatabaseName"), len(mine["GlobalClusterMembers"])), ("orders", 1)


FIXES = (
    Fix(
        id="rds.scaling-only-when-serverless",
        symptom="aws_rds_cluster: an empty scaling_configuration is planned to go",
        apply=scaling_only_when_serverless,
        probe=_see_scaling,
    ),
    Fix(
        id="rds.global-cluster",
        symptom="aws_rds_global_cluster: database_name forces replacement, destroy says 'not empty'",
        apply=global_cluster,
        probe=_see_global,
    ),
)
