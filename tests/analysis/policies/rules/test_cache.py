"""Rules about caches."""

import pytest

from tests.analysis.policies.cases import Case, holds, one

GROUP = "aws_elasticache_replication_group"

CASES = (
    Case(
        rule="cache-failover",
        good=one(GROUP, automatic_failover_enabled=True, num_cache_clusters=2),
        bad=one(GROUP, automatic_failover_enabled=True, num_cache_clusters=1),
        says="automatic failover with one node",
    ),
    Case(
        rule="cache-encryption",
        good=one(GROUP, at_rest_encryption_enabled=True, transit_encryption_enabled=True),
        bad=one(GROUP, at_rest_encryption_enabled=True),
        says="transit_encryption_enabled is false",
    ),
    Case(rule="cache-token", good=one(GROUP), bad=one(GROUP, auth_token="x"), says="auth_token is written down"),
    Case(rule="cache-backups", good=one(GROUP, snapshot_retention_limit=7), bad=one(GROUP), says="got      0 days"),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.says}")
def test_rule(case: Case) -> None:
    holds(case)
