"""`terraform validate`, with the real provider, over every stack of every environment."""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from constructs_lib.operations.toolchain import (
    ToolMissing,
    find_terraform,
    obtain_provider,
    terraform_environment,
)
from environments import ALL

pytestmark = pytest.mark.validate

STACK_IDS = [plan.id for environment in ALL for plan in environment.stack_plans()]


@dataclass(frozen=True, kw_only=True)
class Validator:
    """Terraform with its provider."""

    program: Path
    environment: Mapping[str, str]

    def __call__(self, folder: Path) -> dict[str, Any]:
        """What Terraform says of a folder, without any state."""
        self._run(folder, "init", "-backend=false", "-input=false", "-no-color")
        return json.loads(self._run(folder, "validate", "-json", "-no-color"))

    def _run(self, folder: Path, *arguments: str) -> str:
        command = [str(self.program), *arguments]
        return subprocess.run(
            command, cwd=folder, env=self.environment, capture_output=True, text=True, check=False
        ).stdout


@pytest.fixture(scope="session")
def validate(tmp_path_factory: pytest.TempPathFactory) -> Validator:
    try:
        terraform = find_terraform(os.environ)
        mirror = obtain_provider(os.environ, terraform)
    except ToolMissing as error:
        pytest.skip(str(error))
    additions = terraform_environment(os.environ, tmp_path_factory.mktemp("terraform"), mirror)
    return Validator(program=terraform.path, environment=dict(os.environ) | additions)


@pytest.mark.parametrize("stack_id", STACK_IDS)
def test_stack_is_valid(stack_id: str, estate_folder: Path, tmp_path: Path, validate: Validator) -> None:
    shutil.copy2(estate_folder / "stacks" / stack_id / "cdk.tf.json", tmp_path)

    answer = validate(tmp_path)

    assert (answer["valid"], answer["diagnostics"]) == (True, [])


def test_refuses_an_argument_that_does_not_exist(estate_folder: Path, tmp_path: Path, validate: Validator) -> None:
    """Otherwise the tests above could not fail."""
    stack_id = STACK_IDS[0]
    text = (estate_folder / "stacks" / stack_id / "cdk.tf.json").read_text(encoding="utf-8")
    (tmp_path / "cdk.tf.json").write_text(
        text.replace('"enable_key_rotation"', '"enable_key_rotations"'), encoding="utf-8"
    )

    answer = validate(tmp_path)

    assert answer["valid"] is False
    assert {"enable_key_rotations" in each["detail"] for each in answer["diagnostics"]} == {True}
