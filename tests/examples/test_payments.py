"""The payments example: two regions, checked and synthesized as its reader would. The nightly tests apply it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SEVEN = (
    "VpcId",
    "ClusterArn",
    "DatabaseEndpoint",
    "LoadBalancerDns",
    "SessionTableName",
    "QueueUrl",
    "AuditBucketName",
)


@pytest.fixture
def payments(project: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(
        shutil.copytree(
            project / "examples" / "payments",
            tmp_path / "payments",
            ignore=shutil.ignore_patterns("__pycache__", "cdktf.out", ".cairn"),
        )
    )


def cairn(folder: Path, *arguments: str) -> str:
    command = (sys.executable, "-m", "constructs_lib.operations.command_line", *arguments)
    child = subprocess.run(command, cwd=folder, env={**os.environ}, capture_output=True, text=True, check=False)
    assert child.returncode == 0, child.stderr
    return child.stdout


def test_nothing_is_wrong_with_it(payments: Path) -> None:
    assert "ok: live" in cairn(payments, "check")


def test_it_publishes_what_the_payments_system_is_asked_for(payments: Path) -> None:
    cairn(payments, "synth", "live")
    outputs = {
        name
        for stack in (payments / "cdktf.out" / "stacks").glob("live-ap-southeast-1-*/cdk.tf.json")
        for name in json.loads(stack.read_text(encoding="utf-8")).get("output", {})
    }

    assert set(SEVEN) <= outputs
