"""`make demo`, whole: what a stranger sees first."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.operations.small_project import SmallProject

MODULE = (sys.executable, "-m", "constructs_lib.operations.demo")


@pytest.mark.apply
@pytest.mark.timeout(600)
def test_it_applies_the_dev_environment_and_plans_nothing_more(
    project: Path, tmp_path: Path, needs_terraform: None
) -> None:
    """In a copy, so that it is nobody else's output folder."""
    for name in ("main.py", "cdktf.json", "environments"):
        (tmp_path / name).symlink_to(project / name)

    shown = subprocess.run(
        MODULE,
        cwd=tmp_path,
        env={
            **os.environ,
            "PYTHONPATH": str(project),
            "AWS_PROFILE": "nobody",
            "AWS_ENDPOINT_URL_S3": "http://192.0.2.1",
        },
        capture_output=True,
        text=True,
        check=False,
    )

    assert shown.returncode == 0, shown.stdout + shown.stderr
    assert "2 stack(s): 0 to add, 0 to change, 0 to destroy" in shown.stdout
    assert "read back: vpc-" in shown.stdout
    assert "10.10.0.0/16, 9 subnets in us-east-1a, us-east-1b, us-east-1c" in shown.stdout


def test_it_stops_at_the_first_command_that_fails(small_project: SmallProject) -> None:
    small_project.write(dev="FirstConfig(topic=3)")

    shown = subprocess.run(
        MODULE, cwd=small_project.root, env=small_project.environment(), capture_output=True, text=True, check=False
    )

    assert shown.returncode == 1
    assert "cairn check ended with exit code 2" in shown.stderr
    assert "$ cairn deploy" not in shown.stdout
