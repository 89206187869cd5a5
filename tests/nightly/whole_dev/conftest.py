"""`make demo`, whole, in the surroundings of somebody whose shell points at the real AWS; then a look at what it applied."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from constructs_lib.operations.emulator import Emulator
from environments import dev
from tests.apply.conftest import terraform
from tests.apply.estate import Estate

__all__ = ["terraform"]

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of them are apply tests; the first one waits for the demo."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.apply)
            item.add_marker(pytest.mark.timeout(1800))


@pytest.fixture(scope="session")
def estate(project: Path, tmp_path_factory: pytest.TempPathFactory, terraform: None) -> Iterator[Estate]:
    """Dev and what it is peered with, as the demo applies them."""
    del terraform
    folder = tmp_path_factory.mktemp("the demo")  # a space in the path, as people have
    with Emulator() as emulator:
        estate = Estate(emulator=emulator, folder=folder, calls=folder / "calls.jsonl")
        estate.add(dev.ENVIRONMENT.name, project)
        yield estate


@pytest.fixture(scope="session", autouse=True)
def shown(estate: Estate) -> str:
    """What the demo shows."""
    child = subprocess.run(
        (sys.executable, "-m", "constructs_lib.operations.demo", estate.emulator.endpoint),
        cwd=estate.projects[dev.ENVIRONMENT.name],
        env={**os.environ, "AWS_PROFILE": "nobody", "AWS_ENDPOINT_URL_S3": "http://192.0.2.1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert child.returncode == 0, child.stdout
    return child.stdout
