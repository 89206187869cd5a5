"""Real Terraform keeps its state in the emulated S3, with its lock."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from constructs_lib.operations.emulator import Emulator
from tests.operations.emulator.conftest import terraform

__all__ = ["terraform"]


@pytest.mark.apply
def test_state_in_s3_with_its_lock(terraform: Callable[..., Any], emulator: Emulator) -> None:
    s3 = emulator.session().client("s3")
    s3.create_bucket(Bucket="cairn-probe-state")
    running = terraform("state", emulator)

    assert running("apply", "-auto-approve").returncode == 0
    kept = json.loads(s3.get_object(Bucket="cairn-probe-state", Key="probe.tfstate")["Body"].read())
    assert [each["type"] for each in kept["resources"]] == ["terraform_data"]

    lock = {
        "ID": "1c0d4a6e",
        "Operation": "OperationTypeApply",
        "Who": "somebody else",
        "Created": "2026-01-01T00:00:00Z",
    }
    s3.put_object(Bucket="cairn-probe-state", Key="probe.tfstate.tflock", Body=json.dumps(lock).encode())
    refused = running("apply", "-auto-approve")
    assert refused.returncode == 1
    assert "Error acquiring the state lock" in refused.stderr
    assert "somebody else" in refused.stderr

    s3.delete_object(Bucket="cairn-probe-state", Key="probe.tfstate.tflock")
    assert running("destroy", "-auto-approve").returncode == 0
    assert [each["Key"] for each in s3.list_objects_v2(Bucket="cairn-probe-state")["Contents"]] == ["probe.tfstate"]
