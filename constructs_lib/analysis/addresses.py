"""Terraform addresses as a promise: an address that goes away is something Terraform destroys."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from constructs_lib.analysis.document import Document, resources
from constructs_lib.foundation.errors import Problem

STATEFUL = frozenset(
    {
        "aws_backup_vault",
        "aws_cloudwatch_log_group",
        "aws_cognito_user_pool",
        "aws_db_instance",
        "aws_docdb_cluster",
        "aws_dynamodb_table",
        "aws_ebs_volume",
        "aws_ecr_repository",
        "aws_efs_file_system",
        "aws_eip",
        "aws_elasticache_replication_group",
        "aws_elasticache_serverless_cache",
        "aws_kinesis_stream",
        "aws_kms_key",
        "aws_kms_replica_key",
        "aws_opensearch_domain",
        "aws_rds_cluster",
        "aws_rds_cluster_instance",
        "aws_rds_global_cluster",
        "aws_route53_zone",
        "aws_s3_bucket",
        "aws_secretsmanager_secret",
        "aws_sns_topic",
        "aws_sqs_queue",
        "aws_subnet",
        "aws_vpc",
    }
)
"""What loses data, an address others know, or everything inside it, when it is destroyed and made again."""


def addresses(document: Document) -> tuple[str, ...]:
    """Every managed address of a stack, sorted."""
    return tuple(sorted(f"{kind}.{name}" for kind, name, _ in resources(document)))


def lost(
    before: Iterable[str], document: Document, *, stack_id: str, acknowledged: Mapping[str, str]
) -> tuple[Problem, ...]:
    """Stateful addresses that were there and are not, without a `moved` block or a written reason."""
    now = {*addresses(document), *_moved_from(document)}
    return tuple(
        Problem(
            where=f"{stack_id}/{address}",
            what="a stateful resource is gone: Terraform will destroy it",
            fix="give the new resource move_from_id(…), or acknowledge the loss with a written reason",
        )
        for address in before
        if address.split(".")[0] in STATEFUL and address not in now and not acknowledged.get(f"{stack_id}/{address}")
    )


def _moved_from(document: Document) -> Iterable[str]:
    moved = cast("list[Mapping[str, Any]] | Mapping[str, Any]", document.get("moved", []))
    blocks = moved if isinstance(moved, list) else [moved]
    return (str(block.get("from", "")) for block in blocks)
