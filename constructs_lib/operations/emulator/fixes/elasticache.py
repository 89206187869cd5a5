"""Fixes to moto's ElastiCache."""

from __future__ import annotations

import inspect
import uuid
from typing import Any

from constructs_lib.operations.emulator.fixes.fix import Clients, Fix, Seen, added, around


def members() -> None:
    """A replication group has as many nodes as were asked for, and each can be looked at.

    moto counts replicas of a node group only, and names members nobody can describe. The provider takes engine, subnets
    and security groups from the first member.
    """
    from moto.elasticache.models import CacheCluster, ElastiCacheBackend

    def node(backend, group, name, settings):
        arguments = dict.fromkeys(list(inspect.signature(CacheCluster).parameters))
        arguments |= {key: settings[key] for key in arguments if key in settings}
        version = settings.get("engine_version") or "7.1.0"
        arguments |= {
            "account_id": backend.account_id,
            "region_name": backend.region_name,
            "cache_cluster_id": name,
            "engine": settings.get("engine") or "redis",
            "engine_version": version if len(version.split(".")) > len(("major", "minor")) else f"{version}.0",
            "preferred_maintenance_window": settings.get("preferred_maintenance_window") or "sun:05:00-sun:06:00",
            "network_type": "ipv4",
            "ip_discovery": "ipv4",
            "log_delivery_configurations": [],
            "tags": [],
        }
        cluster: Any = CacheCluster(**arguments)
        cluster.replication_group_id, cluster.num_cache_nodes = group.replication_group_id, 1
        parameters = settings.get("cache_parameter_group_name") or "default.redis7"
        cluster.cache_parameter_group = {"CacheParameterGroupName": parameters, "ParameterApplyStatus": "in-sync"}
        chosen = settings.get("security_group_ids") or []
        cluster.security_groups = [{"SecurityGroupId": each, "Status": "active"} for each in chosen]
        cluster.at_rest_encryption_enabled = bool(settings.get("at_rest_encryption_enabled"))
        return cluster

    @around(ElastiCacheBackend, "create_replication_group")
    def create(original, self, **settings):
        wanted = settings.get("num_cache_clusters")
        if wanted and not settings.get("replicas_per_node_group"):
            settings["replicas_per_node_group"] = wanted - 1
        upgrades = settings.get("auto_minor_version_upgrade")
        settings["auto_minor_version_upgrade"] = True if upgrades is None else str(upgrades).lower() == "true"
        group = original(self, **settings)
        for name in group.member_clusters:
            self.cache_clusters[name] = node(self, group, name, settings)
        return group


def deletion() -> None:
    """What is deleted is gone at the next look: in moto it stays 'deleting' for ever."""
    from moto.core.responses import EmptyResult
    from moto.elasticache.models import ElastiCacheBackend
    from moto.elasticache.responses import ElastiCacheResponse

    @around(ElastiCacheBackend, "delete_cache_cluster")
    def delete_cluster(original, self, cache_cluster_id):
        cluster = original(self, cache_cluster_id)
        del self.cache_clusters[cache_cluster_id]
        return cluster

    @around(ElastiCacheBackend, "delete_replication_group")
    def delete_group(original, self, replication_group_id, retain_primary_cluster):
        found = self.replication_groups.get(replication_group_id)
        names = list(found.member_clusters) if found else []
        group = original(self, replication_group_id, retain_primary_cluster)
        del self.replication_groups[replication_group_id]
        for name in names:
            self.cache_clusters.pop(name, None)
        return group

    @added(ElastiCacheResponse, "delete_cache_subnet_group")
    def delete_subnet_group(self):
        self.elasticache_backend.cache_subnet_groups.pop(self._get_param("CacheSubnetGroupName"), None)
        return EmptyResult()


def _group(client: Clients, nodes: int):
    cache, name = client("elasticache"), f"p{uuid.uuid4().hex[:12]}"
    cache.create_replication_group(
        ReplicationGroupId=name,
        ReplicationGroupDescription="probe",
        NumCacheClusters=nodes,
        AutomaticFailoverEnabled=True,
        EngineVersion="7.1",
        SecurityGroupIds=["sg-1"],
    )
    return cache, name


def _see_members(client: Clients) -> Seen:
    cache, name = _group(client, nodes=3)
    group = cache.describe_replication_groups(ReplicationGroupId=name)["ReplicationGroups"][0]
    node = cache.describe_cache_clusters(CacheClusterId=group["MemberClusters"][0])["CacheClusters"][0]
    groups = [each["SecurityGroupId"] for each in node["SecurityGroups"]]
    return (len(group["MemberClusters"]), node["EngineVersion"], groups), (3, "7.1.0", ["sg-1"])


def _see_deletion(client: Clients) -> Seen:
    cache, name = _group(client, nodes=2)
    cache.delete_replication_group(ReplicationGroupId=name)
    try:
        cache.describe_replication_groups(ReplicationGroupId=name)
        group = "still there"
    except cache.exceptions.ReplicationGroupNotFoundFault:
        group = "gone"
    ec2 = client("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.6.0.0/24")["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.6.0.0/25")["Subnet"]["SubnetId"]
    cache.create_cache_subnet_group(CacheSubnetGroupName=name, CacheSubnetGroupDescription="probe", SubnetIds=[subnet])
    cache.delete_cache_subnet_group(CacheSubnetGroupName=name)
    left = [each["CacheSubnetGroupName"] for each in cache.describe_cache_subnet_groups()["CacheSubnetGroups"]]
    return (group, name in left), ("gone", False)


FIXES = (
    Fix(
        id="elasticache.members",
        symptom="aws_elasticache_replication_group: CacheClusterNotFound after it was created",
        apply=members,
        probe=_see_members,
    ),
    Fix(
        id="elasticache.deletion",
        symptom="aws_elasticache_replication_group and _subnet_group: destroy never ends",
        apply=deletion,
        probe=_see_deletion,
    ),
)
