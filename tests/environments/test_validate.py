"""`terraform validate`, with the real provider, over every stack that tests/apply does not plan: a plan validates too.

But for those of staging, which is prod with smaller numbers and applied whole every night.
"""

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
from environments import ALL, staging
from tests.apply.estate import APPLIED

pytestmark = pytest.mark.validate

BROKEN = "enable_key_rotations"
PLANNED = frozenset(plan.id for plan in APPLIED)
STACK_IDS = [
    plan.id
    for environment in ALL
    if environment is not staging.ENVIRONMENT
    for plan in environment.stack_plans()
    if plan.id not in PLANNED
]


# Said of each stack here, because only a root module has a backend; each is one when it is deployed.
EXPECTED = "Backend configuration ignored"


@dataclass(frozen=True, kw_only=True)
class Validator:
    """Terraform with its provider."""

    program: Path
    environment: Mapping[str, str]

    def __call__(self, root: Path) -> list[dict[str, Any]]:
        """What Terraform has to say about the stacks below a folder.

        All are modules of one root: the provider is started once for all of them, not once for each.
        """
        modules = {path.name: {"source": f"./stacks/{path.name}"} for path in (root / "stacks").iterdir()}
        (root / "main.tf.json").write_text(json.dumps({"module": modules}), encoding="utf-8")
        self._run(root, "init", "-input=false", "-no-color")
        answer = json.loads(self._run(root, "validate", "-json", "-no-color"))
        return [each for each in answer["diagnostics"] if each["summary"] != EXPECTED]

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


@pytest.fixture(scope="session")
def diagnostics(
    validate: Validator, estate_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> list[dict[str, Any]]:
    """What Terraform says of the stacks, one of which is broken, so that silence means something."""
    root = tmp_path_factory.mktemp("validate")
    for stack_id in STACK_IDS:
        shutil.copytree(estate_folder / "stacks" / stack_id, root / "stacks" / stack_id)
    broken = root / "stacks" / BROKEN
    broken.mkdir()
    texts = ((estate_folder / "stacks" / each / "cdk.tf.json").read_text(encoding="utf-8") for each in STACK_IDS)
    text = next(each for each in texts if '"enable_key_rotation"' in each)
    (broken / "cdk.tf.json").write_text(text.replace('"enable_key_rotation"', f'"{BROKEN}"'), encoding="utf-8")
    return validate(root)


def about(stack_id: str, diagnostics: list[dict[str, Any]]) -> list[str]:
    """What was said of one stack."""
    return [
        f"{each['summary']}: {each['detail']}"
        for each in diagnostics
        if f"stacks/{stack_id}/" in each.get("range", {}).get("filename", "")
    ]


@pytest.mark.parametrize("stack_id", STACK_IDS)
def test_stack_is_valid(stack_id: str, diagnostics: list[dict[str, Any]]) -> None:
    assert about(stack_id, diagnostics) == []


def test_an_argument_that_does_not_exist_is_told(diagnostics: list[dict[str, Any]]) -> None:
    """Otherwise the tests above could not fail."""
    told = about(BROKEN, diagnostics)

    assert told
    assert all(BROKEN in each for each in told)


def test_nothing_is_said_of_no_stack(diagnostics: list[dict[str, Any]]) -> None:
    placed = [each for stack_id in (*STACK_IDS, BROKEN) for each in about(stack_id, diagnostics)]

    assert len(placed) == len(diagnostics)
