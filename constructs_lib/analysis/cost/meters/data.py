"""What keeps data costs: databases, caches, tables, buckets, queues, topics."""

from collections.abc import Iterator

from constructs_lib.analysis.cost.prices import HOURS_A_MONTH
from constructs_lib.analysis.cost.resource import Resource, Use

_FREE_INSIGHTS_DAYS = 7
_LARGE_DATABASE_GB = 400
_BASELINE_IOPS, _LARGE_BASELINE_IOPS = 3_000, 12_000


def database(resource: Resource) -> Iterator[Use]:
    """Hours and storage of each zone, backups beyond the free ones, long history, the secret RDS keeps."""
    engine, zones = resource.text("engine", "postgres"), 2 if resource.flag("multi_az") else 1
    kind = "rds" if engine == "postgres" else f"rds-{engine}"
    size = resource.number("allocated_storage")
    storage = resource.text("storage_type", "gp2")
    yield Use(f"{kind}.{resource.text('instance_class')}", HOURS_A_MONTH * zones)
    yield Use(f"rds.{storage}-gb", size * zones, resource.number("max_allocated_storage", size) * zones)
    baseline = _LARGE_BASELINE_IOPS if size >= _LARGE_DATABASE_GB else _BASELINE_IOPS
    extra = resource.number("iops", baseline) - baseline
    if extra > 0:
        yield Use(f"rds.{storage}-iops", extra * zones)
    yield resource.uses("rds.backup-gb", "database_extra_backup_gb")
    yield from _insights(resource)
    if resource.flag("manage_master_user_password"):
        yield Use("secret.month", 1)


def _insights(resource: Resource) -> Iterator[Use]:
    enabled = resource.flag("performance_insights_enabled")
    if enabled and resource.number("performance_insights_retention_period", 7) > _FREE_INSIGHTS_DAYS:
        yield Use("rds.insights-vcpu", _cpus(resource.text("instance_class")))


def _cpus(instance_class: str) -> int:
    """Of an instance class: two up to large, then by the size."""
    size = instance_class.rpartition(".")[2]
    if not size.endswith("xlarge"):
        return 2
    return 4 * int(size.removesuffix("xlarge") or 1)


def cluster(resource: Resource) -> Iterator[Use]:
    """Storage of all zones at once. Its instances are resources of their own."""
    yield resource.uses("aurora.gb", "cluster_storage_gb")
    if resource.flag("manage_master_user_password"):
        yield Use("secret.month", 1)


def cluster_instance(resource: Resource) -> Iterator[Use]:
    """The hour of its class, or of the capacity it uses without one."""
    instance_class = resource.text("instance_class")
    if instance_class == "db.serverless":
        yield resource.uses("aurora.acu-hour", "serverless_capacity_units", times=HOURS_A_MONTH)
    else:
        yield Use(f"aurora.{instance_class}", HOURS_A_MONTH)
    yield from _insights(resource)


def cache(resource: Resource) -> Iterator[Use]:
    """The hours of every node, and snapshots."""
    node = resource.text("node_type")
    groups = resource.body.get("num_node_groups")
    if groups is None:
        nodes = resource.number("num_cache_clusters", 1)
    else:
        nodes = resource.number("num_node_groups") * (1 + resource.number("replicas_per_node_group", 0))
    yield Use(f"elasticache.{node}", HOURS_A_MONTH * nodes)
    yield resource.uses("cache.backup-gb", "cache_backup_gb")


def table(resource: Resource) -> Iterator[Use]:
    """By the request or by the capacity, storage, and its continuous backup. Replicas write and keep it all again."""
    copies = 1 + len(resource.blocks("replica"))
    if resource.text("billing_mode", "PROVISIONED") == "PAY_PER_REQUEST":
        yield resource.uses("table.read-million", "table_reads_million")
        yield resource.uses("table.write-million", "table_writes_million", times=copies)
    else:
        yield Use("table.read-capacity-hour", resource.number("read_capacity") * HOURS_A_MONTH)
        yield Use("table.write-capacity-hour", resource.number("write_capacity") * HOURS_A_MONTH * copies)
    yield resource.uses("table.gb", "table_gb", times=copies)
    if any(each.get("enabled") is True for each in resource.blocks("point_in_time_recovery")):
        yield resource.uses("table.backup-gb", "table_gb")


def bucket(resource: Resource) -> Iterator[Use]:
    """All of it as Standard: colder classes cost less to keep and more to ask."""
    yield resource.uses("bucket.gb", "bucket_gb")
    yield resource.uses("bucket.write-million", "bucket_writes_million")
    yield resource.uses("bucket.read-million", "bucket_reads_million")


def queue(resource: Resource) -> Iterator[Use]:
    """Requests. Whoever polls without waiting pays for every time there is nothing."""
    fifo = resource.flag("fifo_queue")
    yield resource.uses("queue.fifo-request-million" if fifo else "queue.request-million", "queue_requests_million")


def topic(resource: Resource) -> Iterator[Use]:
    """Messages."""
    yield resource.uses("topic.message-million", "topic_messages_thousand", times=1 / 1000)
