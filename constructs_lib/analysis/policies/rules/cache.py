"""Caches."""

from typing import Final

from constructs_lib.analysis.policies.model import Resource
from constructs_lib.analysis.policies.rule import Fault, Faults, Names, at_least, expect, rule

GROUP: Final = "aws_elasticache_replication_group"
_ENOUGH_TO_FAIL_OVER: Final = 2


@rule(
    "cache-failover",
    on=GROUP,
    why="There is nothing to fail over to with one node; AWS refuses it.",
    fix="set num_cache_clusters to 2 or more, or automatic_failover_enabled to false",
)
def failover(group: Resource) -> Faults:
    nodes = group.number("num_cache_clusters", 1)
    replicas = group.number("replicas_per_node_group", 0)
    if group.on("automatic_failover_enabled") and nodes < _ENOUGH_TO_FAIL_OVER and not replicas:
        yield Fault(what="automatic failover with one node")


@rule(
    "cache-encryption",
    on=GROUP,
    why="Sessions and personal data end up in caches; it cannot be turned on later.",
    fix="set at_rest_encryption_enabled and transit_encryption_enabled to true",
    names=Names(
        pci=("3.5.1", "4.2.1"),
        soc2=("CC6.1", "CC6.7"),
        hipaa=("164.312(a)(2)(iv)", "164.312(e)(1)"),
        fsbp=("ElastiCache.4", "ElastiCache.5"),
        checkov=("CKV_AWS_29", "CKV_AWS_30"),
    ),
)
def encryption(group: Resource) -> Faults:
    for path in ("at_rest_encryption_enabled", "transit_encryption_enabled"):
        yield from expect(group, path, True, default=False)


@rule(
    "cache-token",
    on=GROUP,
    why="A token in an attribute is in the state, and in every copy of it, in the clear.",
    fix="use a user group with IAM authentication",
    names=Names(pci=("8.6.2",), soc2=("CC6.1",)),
)
def token(group: Resource) -> Faults:
    if group.raw("auth_token") is not None:
        yield Fault(what="auth_token is written down")


@rule(
    "cache-backups",
    on=GROUP,
    why="What is only in the cache is gone with it.",
    fix="set snapshot_retention_limit to 1 or more",
    names=Names(soc2=("A1.2",), hipaa=("164.308(a)(7)(ii)(A)",), fsbp=("ElastiCache.1",)),
)
def backups(group: Resource) -> Faults:
    yield from at_least(group, "snapshot_retention_limit", 1, default=0, unit=" days")
