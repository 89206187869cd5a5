"""Nightly tests start from what tests of the command line start from, or from one document."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from constructs_lib.operations.emulator import Emulator, isolated_environment
from constructs_lib.operations.toolchain import ToolMissing, find_provider_mirror, find_terraform, terraform_environment
from tests.operations.conftest import aws, emulated_project, made_project, needs_terraform, small_project
from tests.operations.emulator.conftest import Terraform, emulator

__all__ = ["aws", "emulated_project", "emulator", "made_project", "needs_terraform", "small_project"]


@pytest.fixture
def terraform_of(tmp_path: Path, emulator: Emulator) -> Callable[[Any], Terraform]:
    """Terraform in an initialised folder of one document."""
    try:
        program = find_terraform(os.environ).path
        mirror = find_provider_mirror(os.environ)
    except ToolMissing as missing:
        pytest.skip(str(missing))
    if mirror is None:
        pytest.skip("the AWS provider is in no mirror on this machine")

    def initialised(document: Any) -> Terraform:
        emulator.reset()
        folder = tmp_path / "stack"
        folder.mkdir()
        (folder / "cdk.tf.json").write_text(json.dumps(document), encoding="utf-8")
        settings = terraform_environment(os.environ, tmp_path, mirror)["TF_CLI_CONFIG_FILE"]
        environment = isolated_environment(os.environ, emulator.endpoint, terraform_config=settings)
        running = Terraform(program, folder, environment)
        answer = running("init")
        assert answer.returncode == 0, answer.stderr
        return running

    return initialised
