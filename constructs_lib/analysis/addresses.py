"""Terraform addresses as a promise: an address that goes away is something Terraform destroys.

The same holds for what AWS cannot change about a thing: another value of it makes another thing.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

from constructs_lib.analysis.document import Document, resources
from constructs_lib.analysis.immutable import IMMUTABLE
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


def promises(document: Document) -> tuple[str, ...]:
    """Every managed address, sorted, each followed by what must stay as it is for the thing to stay: a file's lines."""
    kept = _immutable(document)
    return tuple(
        line
        for address in addresses(document)
        for line in (address, *(f"  {name} = {value}" for name, value in sorted(kept.get(address, {}).items())))
    )


def lost(
    before: Iterable[str], document: Document, *, stack_id: str, acknowledged: Mapping[str, str]
) -> tuple[Problem, ...]:
    """What a stack promised and no longer holds, without a `moved` block or a written reason. `before` is a file's lines."""
    moved = moves(document)
    now, kept = frozenset(addresses(document)), _immutable(document)
    found: list[Problem] = []
    for address, promised in _promised(before).items():
        where = f"{stack_id}/{address}"
        if address.split(".")[0] not in STATEFUL or acknowledged.get(where):
            continue
        heir = address if address in now else moved.get(address, "")
        if heir not in now:
            found.append(_gone(where, heir))
        else:
            found += _replaced(where, {name: _renamed(text, moved) for name, text in promised.items()}, kept[heir])
    return tuple(found)


def moves(document: Document) -> dict[str, str]:
    """Former address → present one, as far as the stack's `moved` blocks say; several steps are one."""
    moved = cast("list[Mapping[str, Any]] | Mapping[str, Any]", document.get("moved", []))
    blocks = moved if isinstance(moved, list) else [moved]
    steps = {str(block.get("from", "")): str(block.get("to", "")) for block in blocks}
    return {former: _followed(former, steps) for former in steps}


def _followed(address: str, steps: Mapping[str, str]) -> str:
    # Terraform refuses blocks that go in a circle; as many steps as there are blocks end one here
    for _ in steps:
        address = steps.get(address, address)
    return address


def _gone(where: str, heir: str) -> Problem:
    if heir:
        return Problem(
            where=where,
            what="is moved to an address that does not exist: Terraform will destroy it",
            got=heir,
            fix="name the address of the resource as it is now; the stack's address file has it",
        )
    return Problem(
        where=where,
        what="a stateful resource is gone: Terraform will destroy it",
        fix="say where it is now, by a Moved(…), or acknowledge the loss with a written reason",
    )


def _replaced(where: str, promised: Mapping[str, str], kept: Mapping[str, str]) -> Iterator[Problem]:
    for name in sorted({*promised, *kept}):
        before, after = promised.get(name, "not set"), kept.get(name, "not set")
        # a file from before these were kept says nothing of them
        if promised and before != after:
            yield Problem(
                where=where,
                what=f"{name} cannot be changed in place: Terraform will destroy the resource and make it again, empty",
                got=after,
                allowed=before,
                fix="change it back, or acknowledge the loss with a written reason",
            )


def _immutable(document: Document) -> dict[str, dict[str, str]]:
    return {
        f"{kind}.{name}": {
            attribute: json.dumps(body[attribute], sort_keys=True, ensure_ascii=False)
            for attribute in IMMUTABLE[kind]
            if body.get(attribute) is not None
        }
        for kind, name, body in resources(document)
        if kind in IMMUTABLE
    }


def _promised(lines: Iterable[str]) -> dict[str, dict[str, str]]:
    """A file's lines, by address."""
    found: dict[str, dict[str, str]] = {}
    address = ""
    for line in lines:
        if line.startswith(" "):
            name, _, value = line.strip().partition(" = ")
            found[address][name] = value
        else:
            address = line
            found[address] = {}
    return found


def _renamed(text: str, moved: Mapping[str, str]) -> str:
    """A reference to a resource that only got another address is the same reference."""
    for former, present in moved.items():
        text = re.sub(rf"(?<![\w.-]){re.escape(former)}(?![\w-])", present, text)
    return text
