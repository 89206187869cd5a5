"""Fixes to moto's RDS instances and parameter groups."""

from __future__ import annotations

import uuid
from typing import Any

from constructs_lib.operations.emulator.fixes.fix import Clients, Fix, Seen, around

_DEFAULT_RETENTION_DAYS = 7


def _resource_id() -> str:
    return f"db-{uuid.uuid4().hex[:26].upper()}"


def own_resource_id() -> None:
    """Every instance has a resource id of its own: the provider looks instances up by it, and moto knows only one."""
    from moto.rds.models import DBInstance, RDSBackend

    @around(DBInstance, "__init__")
    def init(original, self, *args, **kwargs):
        original(self, *args, **kwargs)
        self.dbi_resource_id = _resource_id()

    @around(RDSBackend, "create_db_instance_read_replica")
    def replicate(original, self, db_kwargs):
        replica = original(self, db_kwargs)
        replica.dbi_resource_id = _resource_id()
        return replica


def replica_of_its_own() -> None:
    """A replica has its own tags, and can be deleted from another region.

    moto makes it a copy of its source, tags included, and looks a replica of another region up by the wrong name.
    """
    from moto.rds.models import DBInstance, RDSBackend

    @around(RDSBackend, "create_db_instance_read_replica")
    def replicate(original, self, db_kwargs):
        tags = db_kwargs.get("tags") or []
        replica = original(self, db_kwargs)
        replica.tags = list(tags)
        replica.enabled_cloudwatch_logs_exports = list(db_kwargs.get("enable_cloudwatch_logs_exports") or [])
        return replica

    @around(DBInstance, "remove_replica")
    def remove(_original, self, replica):
        gone = {replica.db_instance_identifier, replica.db_instance_arn}
        self.replicas = [each for each in self.replicas if each not in gone]


def performance_insights() -> None:
    """Keep whether an instance has Performance Insights, for how long and with which key; a replica has its own."""
    from moto.rds.models import DBInstance, RDSBackend

    @around(DBInstance, "__init__")
    def init(original, self, *args, **kwargs):
        original(self, *args, **kwargs)
        self.enable_performance_insights = kwargs.get("enable_performance_insights")
        self.performance_insights_retention_period = kwargs.get("performance_insights_retention_period")
        self.performance_insights_kms_key_id = kwargs.get("performance_insights_kms_key_id")
        _settle(self)

    @around(DBInstance, "update")
    def update(original, self, **kwargs):
        original(self, **kwargs)
        _settle(self)

    @around(RDSBackend, "create_db_instance_read_replica")
    def replicate(original, self, db_kwargs):
        replica = original(self, db_kwargs)
        replica.enable_performance_insights = db_kwargs.get("enable_performance_insights")
        _settle(replica)
        return replica

    def _settle(instance):
        enabled = bool(getattr(instance, "enable_performance_insights", False))
        instance.performance_insights_enabled = enabled
        if enabled and not getattr(instance, "performance_insights_retention_period", None):
            instance.performance_insights_retention_period = _DEFAULT_RETENTION_DAYS


def parameters_of_the_user() -> None:
    """Mark the parameters somebody set: the provider asks for those with Source=user."""
    from moto.rds.models import DBClusterParameterGroup, DBParameterGroup

    for group, method in (
        (DBParameterGroup, "update_parameters"),
        (DBClusterParameterGroup, "update_cluster_parameters"),
    ):

        @around(group, method)
        def update(original, self, new_parameters):
            original(self, [{"Source": "user", **parameter} for parameter in new_parameters])


def _instance(client: Clients, **settings: object) -> tuple[Any, str]:
    rds, name = client("rds"), f"probe-{uuid.uuid4().hex}"
    rds.create_db_instance(
        DBInstanceIdentifier=name,
        DBInstanceClass="db.t4g.micro",
        Engine="postgres",
        MasterUsername="owner",
        MasterUserPassword="not-a-secret",
        AllocatedStorage=20,
        **settings,
    )
    return rds, name


def _described(rds, name):
    return rds.describe_db_instances(DBInstanceIdentifier=name)["DBInstances"][0]


def _see_resource_ids(client: Clients) -> Seen:
    rds, source = _instance(client)
    _, other = _instance(client)
    rds.create_db_instance_read_replica(DBInstanceIdentifier=f"{source}-r", SourceDBInstanceIdentifier=source)
    names = [source, other, f"{source}-r"]
    return len({_described(rds, name)["DbiResourceId"] for name in names}), len(names)


def _see_replica(client: Clients) -> Seen:
    rds, source = _instance(client, Tags=[{"Key": "side", "Value": "source"}])
    arn, there = _described(rds, source)["DBInstanceArn"], client("rds", region="us-west-2")
    tags = [{"Key": "side", "Value": "replica"}]
    there.create_db_instance_read_replica(
        DBInstanceIdentifier=f"{source}-r", SourceDBInstanceIdentifier=arn, SourceRegion="us-east-1", Tags=tags
    )
    seen = _described(there, f"{source}-r")["TagList"]
    there.delete_db_instance(DBInstanceIdentifier=f"{source}-r", SkipFinalSnapshot=True)
    return (seen, _described(rds, source).get("ReadReplicaDBInstanceIdentifiers", [])), (tags, [])


def _see_performance_insights(client: Clients) -> Seen:
    rds, name = _instance(client, EnablePerformanceInsights=True)
    before = _described(rds, name)
    rds.create_db_instance_read_replica(DBInstanceIdentifier=f"{name}-r", SourceDBInstanceIdentifier=name)
    rds.modify_db_instance(DBInstanceIdentifier=name, EnablePerformanceInsights=False)
    after = _described(rds, name)
    return (
        before.get("PerformanceInsightsEnabled"),
        before.get("PerformanceInsightsRetentionPeriod"),
        after.get("PerformanceInsightsEnabled"),
        _described(rds, f"{name}-r").get("PerformanceInsightsEnabled"),
    ), (True, _DEFAULT_RETENTION_DAYS, False, False)


def _see_parameters(client: Clients) -> Seen:
    rds, name = client("rds"), f"probe-{uuid.uuid4().hex}"
    rds.create_db_parameter_group(DBParameterGroupName=name, DBParameterGroupFamily="postgres16", Description="probe")
    parameter = {"ParameterName": "log_statement", "ParameterValue": "all", "ApplyMethod": "immediate"}
    rds.modify_db_parameter_group(DBParameterGroupName=name, Parameters=[parameter])
    answer = rds.describe_db_parameters(DBParameterGroupName=name, Source="user")
    return answer["Parameters"], [{**parameter, "Source": "user"}]


FIXES = (
    Fix(
        id="rds.own-resource-id",
        symptom="aws_db_instance, two in a region: 'couldn't find resource' after it was created",
        apply=own_resource_id,
        probe=_see_resource_ids,
    ),
    Fix(
        id="rds.replica-of-its-own",
        symptom="aws_db_instance in another region: shares its source's tags, destroy fails",
        apply=replica_of_its_own,
        probe=_see_replica,
    ),
    Fix(
        id="rds.performance-insights",
        symptom="aws_db_instance and aws_rds_cluster_instance: performance_insights_enabled is planned again",
        apply=performance_insights,
        probe=_see_performance_insights,
    ),
    Fix(
        id="rds.parameters-of-the-user",
        symptom="aws_db_parameter_group: its parameters are planned again",
        apply=parameters_of_the_user,
        probe=_see_parameters,
    ),
)
