"""What AWS cannot change about a thing that holds data: another value is another thing, and the old one is destroyed.

Terraform's schema does not say so. tests/analysis/test_immutable.py asks the pinned provider about each of them.
"""

from collections.abc import Mapping
from typing import Final

IMMUTABLE: Final[Mapping[str, tuple[str, ...]]] = {
    "aws_backup_vault": ("kms_key_arn", "name"),
    "aws_cloudwatch_log_group": ("log_group_class", "name"),
    "aws_cognito_user_pool": ("alias_attributes", "username_attributes"),
    "aws_db_instance": (
        "availability_zone",
        "character_set_name",
        "db_name",
        "engine",
        "kms_key_id",
        "snapshot_identifier",
        "storage_encrypted",
        "timezone",
        "username",
    ),
    "aws_docdb_cluster": (
        "cluster_identifier",
        "db_subnet_group_name",
        "kms_key_id",
        "master_username",
        "storage_encrypted",
    ),
    "aws_dynamodb_table": ("hash_key", "local_secondary_index", "name", "range_key"),
    "aws_ebs_volume": ("availability_zone", "encrypted", "kms_key_id", "snapshot_id"),
    "aws_ecr_repository": ("encryption_configuration", "name"),
    "aws_efs_file_system": (
        "availability_zone_name",
        "creation_token",
        "encrypted",
        "kms_key_id",
        "performance_mode",
    ),
    "aws_eip": ("domain", "public_ipv4_pool"),
    "aws_elasticache_replication_group": (
        "at_rest_encryption_enabled",
        "data_tiering_enabled",
        "kms_key_id",
        "port",
        "replication_group_id",
        "snapshot_name",
        "subnet_group_name",
    ),
    "aws_elasticache_serverless_cache": ("kms_key_id", "name", "subnet_ids"),
    "aws_kinesis_stream": ("name",),
    "aws_kms_key": ("custom_key_store_id", "customer_master_key_spec", "key_usage", "multi_region"),
    "aws_kms_replica_key": ("primary_key_arn",),
    "aws_opensearch_domain": ("domain_name",),
    "aws_rds_cluster": (
        "availability_zones",
        "cluster_identifier",
        "database_name",
        "db_subnet_group_name",
        "engine",
        "engine_mode",
        "kms_key_id",
        "master_username",
        "snapshot_identifier",
        "storage_encrypted",
    ),
    "aws_rds_cluster_instance": ("availability_zone", "cluster_identifier", "db_subnet_group_name", "engine"),
    "aws_rds_global_cluster": ("database_name", "engine", "global_cluster_identifier", "storage_encrypted"),
    "aws_route53_zone": ("delegation_set_id", "name"),
    "aws_s3_bucket": ("bucket", "object_lock_enabled"),
    "aws_secretsmanager_secret": ("name",),
    "aws_sns_topic": ("fifo_topic", "name"),
    "aws_sqs_queue": ("fifo_queue", "name"),
    "aws_subnet": ("availability_zone", "cidr_block", "ipv6_native", "vpc_id"),
    "aws_vpc": ("cidr_block",),
}
"""By type, the attributes that Cairn or a project can write. Each type is one of `addresses.STATEFUL`."""
