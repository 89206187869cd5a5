"""One emulator for a whole run, one more without any fix, and Terraform against it."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from constructs_lib.operations.emulator import Emulator, isolated_environment
from constructs_lib.operations.emulator.fixes.fix import Fix
from constructs_lib.operations.emulator.session import ProbeClients
from constructs_lib.operations.toolchain import ToolMissing, find_provider_mirror, find_terraform, terraform_environment


@pytest.fixture(scope="session")
def emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    with Emulator(log=tmp_path_factory.mktemp("emulator") / "emulator.log") as running:
        yield running


@pytest.fixture(scope="session")
def clients(emulator: Emulator) -> ProbeClients:
    return ProbeClients(emulator.endpoint)


@pytest.fixture(scope="session")
def moto_alone() -> Iterator[Callable[[Fix], bool]]:
    """Whether moto without any fix answers as AWS does."""
    with Emulator(leave_out=["all"]) as running:
        asking = ProbeClients(running.endpoint)

        def answers(fix: Fix) -> bool:
            try:
                got, wanted = fix.probe(asking)
            except Exception:  # noqa: BLE001 - an operation moto lacks fails in as many ways as there are protocols
                return False
            return got == wanted

        yield answers


class Terraform:
    """A folder of Terraform against an emulator, with the caller's machine shut out."""

    def __init__(self, program: Path, folder: Path, environment: dict[str, str]) -> None:
        self.program = program
        self.folder = folder
        self.environment = environment

    def __call__(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.program, *arguments, "-no-color"],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def terraform(tmp_path: Path) -> Callable[[str, Emulator], Terraform]:
    """`terraform("network", emulator)` is a copy of that folder, initialised, in which a missing operation fails soon."""
    try:
        program = find_terraform(os.environ).path
        mirror = find_provider_mirror(os.environ)
    except ToolMissing as missing:
        pytest.skip(str(missing))
    if mirror is None:
        pytest.skip("the AWS provider is in no mirror on this machine")

    def prepare(name: str, emulator: Emulator) -> Terraform:
        folder = tmp_path / name
        shutil.copytree(Path(__file__).parent / "terraform" / name, folder)
        settings = terraform_environment(os.environ, tmp_path, mirror)["TF_CLI_CONFIG_FILE"]
        environment = isolated_environment(os.environ, emulator.endpoint, terraform_config=settings)
        # The provider tries 25 times with growing pauses; nothing in the environment changes that.
        lines = (folder / "main.tf").read_text().splitlines()
        aliases = [line.strip() for line in lines if line.strip().startswith("alias ")]
        blocks = [f'provider "aws" {{\n  {alias}\n  max_retries = 2\n}}\n' for alias in ("", *aliases)]
        (folder / "zz_override.tf").write_text("".join(blocks))
        running = Terraform(program, folder, environment)
        answer = running("init")
        assert answer.returncode == 0, answer.stderr
        return running

    return prepare
