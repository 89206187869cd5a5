"""Databases, caches, tables, buckets, queues and topics."""

from typing import Any

import pytest

from constructs_lib.analysis.cost.meters import METERS
from constructs_lib.foundation.usage import Usage
from tests.analysis.cost.metering import metered, resource

DATABASE = {"engine": "postgres", "instance_class": "db.m7g.large", "allocated_storage": 100, "storage_type": "gp3"}
NO_BACKUP = {"rds.backup-gb": 0}


def test_a_database_in_one_zone() -> None:
    assert metered("aws_db_instance", DATABASE) == {"rds.db.m7g.large": 730, "rds.gp3-gb": 100, **NO_BACKUP}


def test_a_second_zone_is_everything_again() -> None:
    assert metered("aws_db_instance", {**DATABASE, "multi_az": True}) == {
        "rds.db.m7g.large": 1460,
        "rds.gp3-gb": 200,
        **NO_BACKUP,
    }


def test_storage_may_grow() -> None:
    (storage,) = [
        use
        for use in METERS["aws_db_instance"](
            resource("aws_db_instance", {**DATABASE, "max_allocated_storage": 500, "multi_az": True})
        )
        if use.product == "rds.gp3-gb"
    ]

    assert (storage.quantity, storage.at_most) == (200, 1000)


@pytest.mark.parametrize(("size", "iops", "extra"), [(100, 3000, None), (100, 5000, 2000), (400, 12500, 500)])
def test_iops_cost_beyond_the_baseline(size: int, iops: int, extra: float | None) -> None:
    found = metered("aws_db_instance", {**DATABASE, "allocated_storage": size, "iops": iops})

    assert found.get("rds.gp3-iops") == extra


@pytest.mark.parametrize(
    ("instance_class", "days", "cpus"),
    [("db.t4g.micro", 731, 2), ("db.m7g.large", 731, 2), ("db.m7g.xlarge", 31, 4), ("db.r7g.4xlarge", 731, 16)],
)
def test_a_long_history_costs_by_the_processor(instance_class: str, days: int, cpus: int) -> None:
    settings = {"performance_insights_enabled": True, "performance_insights_retention_period": days}

    assert (
        metered("aws_db_instance", {**DATABASE, "instance_class": instance_class, **settings})["rds.insights-vcpu"]
        == cpus
    )
    assert "rds.insights-vcpu" not in metered("aws_db_instance", {**DATABASE, "performance_insights_enabled": True})


def test_backups_beyond_the_free_ones_are_declared() -> None:
    usage = Usage(each={"database_extra_backup_gb": 40})

    assert metered("aws_db_instance", DATABASE, usage=usage)["rds.backup-gb"] == 40


def test_the_secret_that_rds_keeps_is_a_secret() -> None:
    assert metered("aws_db_instance", {**DATABASE, "manage_master_user_password": True})["secret.month"] == 1
    assert metered("aws_rds_cluster", {"manage_master_user_password": True})["secret.month"] == 1


def test_another_engine_has_another_price() -> None:
    """And where the table has none, that is told instead of PostgreSQL's."""
    assert "rds-mysql.db.m7g.large" in metered("aws_db_instance", {**DATABASE, "engine": "mysql"})


def test_a_cluster_and_its_instances() -> None:
    assert metered("aws_rds_cluster", {}) == {"aurora.gb": 20}
    assert metered("aws_rds_cluster_instance", {"instance_class": "db.r7g.large"}) == {"aurora.db.r7g.large": 730}
    assert metered("aws_rds_cluster_instance", {"instance_class": "db.serverless"}) == {"aurora.acu-hour": 730}


@pytest.mark.parametrize(
    ("body", "nodes"),
    [({"num_cache_clusters": 3}, 3), ({"num_node_groups": 2, "replicas_per_node_group": 1}, 4), ({}, 1)],
)
def test_a_cache_costs_by_the_node(body: Any, nodes: int) -> None:
    assert metered("aws_elasticache_replication_group", {"node_type": "cache.t4g.micro", **body}) == {
        "elasticache.cache.t4g.micro": 730 * nodes,
        "cache.backup-gb": 0,
    }


ON_DEMAND = {"billing_mode": "PAY_PER_REQUEST"}


def test_a_table_by_the_request() -> None:
    assert metered("aws_dynamodb_table", ON_DEMAND) == {
        "table.read-million": 10,
        "table.write-million": 5,
        "table.gb": 5,
    }


def test_a_backup_keeps_it_once_more_and_a_replica_writes_it_again() -> None:
    body = {**ON_DEMAND, "point_in_time_recovery": {"enabled": True}, "replica": [{"region_name": "us-west-2"}]}

    assert metered("aws_dynamodb_table", body) == {
        "table.read-million": 10,
        "table.write-million": 10,
        "table.gb": 10,
        "table.backup-gb": 5,
    }


def test_a_table_by_its_capacity() -> None:
    found = metered("aws_dynamodb_table", {"read_capacity": 2, "write_capacity": 1})

    assert (found["table.read-capacity-hour"], found["table.write-capacity-hour"]) == (1460, 730)


def test_a_bucket_by_what_is_declared() -> None:
    usage = Usage(each={"bucket_gb": 500, "bucket_reads_million": 2, "bucket_writes_million": 1})

    assert metered("aws_s3_bucket", {}, usage=usage) == {
        "bucket.gb": 500,
        "bucket.write-million": 1,
        "bucket.read-million": 2,
    }


def test_queues_and_topics() -> None:
    assert metered("aws_sqs_queue", {}) == {"queue.request-million": 1}
    assert metered("aws_sqs_queue", {"fifo_queue": True}) == {"queue.fifo-request-million": 1}
    assert metered("aws_sns_topic", {}) == {"topic.message-million": 0.001}
