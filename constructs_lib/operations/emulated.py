"""Runs against an emulated AWS: what must be there first, and what Terraform must not wait for."""

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, cast

from constructs_lib.operations.stack_graph import Stack

OVERRIDE: Final = "zz_override.tf.json"
# Terraform's own default of 25, with growing pauses, makes an operation the emulator lacks look like a hang
_MAX_RETRIES: Final = 2
PARALLELISM: Final = 30
"""Most of an apply is the provider's own waiting, which overlaps."""


def make_state_buckets(stacks: Iterable[Stack], endpoint: str) -> None:
    """Create the buckets the stacks' states go to, versioned, each in its account and region; what exists stays."""
    from constructs_lib.operations.emulator.session import EmulatedSession

    wanted = {
        (settings["bucket"], settings["region"], _account_of(settings))
        for kind, settings in (stack.backend for stack in stacks)
        if kind == "s3"
    }
    for bucket, region, account in sorted(wanted):
        client = EmulatedSession(endpoint, account, region).client("s3")
        where = {} if region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": region}}
        with suppress(client.exceptions.BucketAlreadyOwnedByYou, client.exceptions.BucketAlreadyExists):
            client.create_bucket(Bucket=bucket, **where)
        client.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})


def override(stacks: Iterable[Stack], *, states: Path | None) -> None:
    """Put the few settings an emulator needs beside the stacks; or, without `states`, take them away again.

    States that would be kept in files go to the folder `states`: those of the real AWS must never meet an emulator,
    where nothing of what they know exists.
    """
    for stack in stacks:
        path = stack.directory / OVERRIDE
        if states is None:
            path.unlink(missing_ok=True)
        else:
            path.write_text(json.dumps(_override(stack, states), indent=2), encoding="utf-8")


def _override(stack: Stack, states: Path) -> dict[str, Any]:
    providers = cast("list[Mapping[str, Any]]", stack.document.get("provider", {}).get("aws", []))
    blocks = [
        {"max_retries": _MAX_RETRIES} | ({"alias": settings["alias"]} if "alias" in settings else {})
        for settings in providers
    ]
    kind, _ = stack.backend
    local = {"terraform": {"backend": {"local": {"path": str(states / f"{stack.id}.tfstate")}}}}
    return {"provider": {"aws": blocks}} | (local if kind == "local" else {})


def _account_of(settings: Mapping[str, Any]) -> str:
    accounts = cast("list[str]", settings.get("allowed_account_ids", []))
    role = settings.get("assume_role", {}).get("role_arn", "")
    return accounts[0] if accounts else role.split(":")[4]
