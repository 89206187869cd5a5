"""What AWS cannot change, asked of the pinned provider itself: offline, from a made-up state, all in one plan."""

import json
import os
import subprocess
from typing import Any

import pytest

from constructs_lib.analysis.addresses import STATEFUL
from constructs_lib.analysis.immutable import IMMUTABLE
from constructs_lib.operations.toolchain import ToolMissing, find_provider_mirror, find_terraform, terraform_environment

# What the provider wants beside the attribute that is tried.
NEEDED: dict[str, dict[str, Any]] = {
    "aws_backup_vault": {"name": "vault"},
    "aws_db_instance": {"instance_class": "db.t4g.micro", "engine": "postgres", "allocated_storage": 20},
    "aws_docdb_cluster": {"engine": "docdb"},
    "aws_dynamodb_table": {
        "name": "a",
        "billing_mode": "PAY_PER_REQUEST",
        "hash_key": "a",
        "attribute": [{"name": "a", "type": "S"}],
    },
    "aws_ebs_volume": {"availability_zone": "us-east-1a", "size": 1},
    "aws_ecr_repository": {"name": "images"},
    "aws_elasticache_replication_group": {"description": "a", "replication_group_id": "a", "num_cache_clusters": 1},
    "aws_elasticache_serverless_cache": {"engine": "valkey", "name": "a"},
    "aws_kinesis_stream": {"name": "a", "shard_count": 1},
    "aws_kms_replica_key": {"primary_key_arn": "arn:aws:kms:us-east-1:111111111111:key/a"},
    "aws_cognito_user_pool": {"name": "a"},
    "aws_opensearch_domain": {"domain_name": "aaa"},
    "aws_rds_cluster": {"engine": "aurora-postgresql"},
    "aws_rds_cluster_instance": {
        "cluster_identifier": "a",
        "engine": "aurora-postgresql",
        "instance_class": "db.t4g.medium",
    },
    "aws_rds_global_cluster": {"global_cluster_identifier": "a", "engine": "aurora-postgresql"},
    "aws_route53_zone": {"name": "a.example.com"},
    "aws_subnet": {"vpc_id": "vpc-1", "cidr_block": "10.0.0.0/24"},
    "aws_vpc": {"cidr_block": "10.0.0.0/16"},
}
# Where any two texts would do, these need values that the provider takes.
VALUES: dict[str, tuple[Any, Any]] = {
    "alias_attributes": (["email"], ["phone_number"]),
    "at_rest_encryption_enabled": (True, False),
    "availability_zone": ("us-east-1a", "us-east-1b"),
    "availability_zones": (["us-east-1a"], ["us-east-1b"]),
    "cidr_block": ("10.0.0.0/24", "10.0.1.0/24"),
    "customer_master_key_spec": ("SYMMETRIC_DEFAULT", "RSA_2048"),
    "data_tiering_enabled": (True, False),
    "domain": ("vpc", "standard"),
    "domain_name": ("aaa", "bbb"),
    "encrypted": (True, False),
    "encryption_configuration": (
        [{"encryption_type": "KMS", "kms_key": "arn:aws:kms:us-east-1:111111111111:key/a"}],
        [{"encryption_type": "AES256", "kms_key": ""}],
    ),
    "engine_mode": ("provisioned", "serverless"),
    "fifo_queue": (True, False),
    "fifo_topic": (True, False),
    "ipv6_native": (True, False),
    "key_usage": ("ENCRYPT_DECRYPT", "SIGN_VERIFY"),
    "kms_key_arn": ("arn:aws:kms:us-east-1:111111111111:key/a", "arn:aws:kms:us-east-1:111111111111:key/b"),
    "kms_key_id": ("arn:aws:kms:us-east-1:111111111111:key/a", "arn:aws:kms:us-east-1:111111111111:key/b"),
    "local_secondary_index": (
        [{"name": "i", "range_key": "b", "projection_type": "ALL", "non_key_attributes": []}],
        [{"name": "j", "range_key": "b", "projection_type": "ALL", "non_key_attributes": []}],
    ),
    "log_group_class": ("STANDARD", "INFREQUENT_ACCESS"),
    "multi_region": (True, False),
    "object_lock_enabled": (True, False),
    "performance_mode": ("generalPurpose", "maxIO"),
    "port": (6379, 6380),
    "primary_key_arn": ("arn:aws:kms:us-east-1:111111111111:key/a", "arn:aws:kms:us-east-1:111111111111:key/b"),
    "storage_encrypted": (True, False),
    "subnet_ids": (["subnet-1"], ["subnet-2"]),
    "username_attributes": (["email"], ["phone_number"]),
}
ENGINES: dict[str, tuple[str, str]] = {
    "aws_db_instance": ("postgres", "mysql"),
    "aws_rds_cluster": ("aurora-postgresql", "aurora-mysql"),
    "aws_rds_cluster_instance": ("aurora-postgresql", "aurora-mysql"),
    "aws_rds_global_cluster": ("aurora-postgresql", "aurora-mysql"),
}
CASES = [(kind, name) for kind, names in IMMUTABLE.items() for name in names]


def values(kind: str, name: str) -> tuple[Any, Any]:
    if name == "engine":
        return ENGINES[kind]
    if name in ("hash_key", "range_key"):
        return ("a", "b")
    return VALUES.get(name, ("name-one", "name-two"))


def settings(kind: str, name: str) -> dict[str, Any]:
    found = {**NEEDED.get(kind, {}), name: values(kind, name)[1]}
    if kind == "aws_dynamodb_table" and name in ("hash_key", "range_key", "local_secondary_index"):
        found["attribute"] = [{"name": key, "type": "S"} for key in sorted({found["hash_key"], "b"})]
        found |= {"range_key": "b"} if name == "local_secondary_index" else {}
    if kind == "aws_sqs_queue" and name == "fifo_queue":
        found["name"] = "a"
    return found


def state(kind: str, name: str) -> dict[str, Any]:
    made = {**settings(kind, name), name: values(kind, name)[0], "id": "made-up"}
    return {
        "mode": "managed",
        "type": kind,
        "name": name,
        "provider": 'provider["registry.terraform.io/hashicorp/aws"]',
        "instances": [{"schema_version": 0, "attributes": made}],
    }


@pytest.fixture(scope="module")
def replaced_by(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """What the provider says forces a replacement, by address."""
    try:
        program = find_terraform(os.environ)
        mirror = find_provider_mirror(os.environ, target=program.platform)
    except ToolMissing as missing:
        pytest.skip(str(missing))
    if mirror is None:
        pytest.skip("the AWS provider is in no mirror on this machine")
    folder = tmp_path_factory.mktemp("immutable")
    written: dict[str, dict[str, Any]] = {}
    for kind, name in CASES:
        written.setdefault(kind, {})[name] = settings(kind, name)
    offline = {"access_key": "a", "secret_key": "a", "region": "us-east-1", "skip_requesting_account_id": True}
    offline |= {"skip_credentials_validation": True, "skip_metadata_api_check": True}
    document = {
        "terraform": {"required_providers": {"aws": {"source": "aws", "version": "5.100.0"}}},
        "provider": {"aws": [offline]},
        "resource": written,
    }
    (folder / "main.tf.json").write_text(json.dumps(document, indent=1), encoding="utf-8")
    known = {"version": 4, "serial": 1, "lineage": "a", "resources": [state(kind, name) for kind, name in CASES]}
    (folder / "terraform.tfstate").write_text(json.dumps(known), encoding="utf-8")
    environment = {**os.environ, **terraform_environment(os.environ, folder, mirror)}

    def terraform(*arguments: str) -> str:
        done = subprocess.run(
            [program.path, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr[-4000:]
        return done.stdout

    terraform("init", "-input=false", "-no-color")
    terraform("plan", "-input=false", "-no-color", "-refresh=false", "-out=plan")
    plan = json.loads(terraform("show", "-json", "plan"))
    return {
        entry["address"]: {str(path[0]) for path in entry["change"].get("replace_paths", [])}
        for entry in plan["resource_changes"]
    }


@pytest.mark.validate
def test_the_provider_replaces_for_each(replaced_by: dict[str, set[str]]) -> None:
    wrong = [f"{kind}.{name}" for kind, name in CASES if name not in replaced_by[f"{kind}.{name}"]]

    assert wrong == []


def test_each_is_about_something_that_holds_data() -> None:
    assert IMMUTABLE.keys() == STATEFUL
    assert all(list(names) == sorted(names) for names in IMMUTABLE.values())
