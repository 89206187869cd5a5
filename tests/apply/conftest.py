"""One emulated AWS for all apply tests of a session: everything is applied once, looked at, and destroyed."""

import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from constructs_lib.foundation.errors import CairnError
from constructs_lib.operations.demo import ENVIRONMENT as DEMONSTRATED
from constructs_lib.operations.emulator import Emulator
from constructs_lib.operations.toolchain import find_terraform, obtain_provider
from environments import prod, tools
from tests.apply.estate import APPLIED, PROTECTED_BY_AWS, Estate, leftovers

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of them are apply tests; the first one waits for the whole estate."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.apply)
            item.add_marker(pytest.mark.timeout(1800))


@pytest.fixture(scope="session")
def estate(project: Path, tmp_path_factory: pytest.TempPathFactory, terraform: None) -> Iterator[Estate]:
    """Reference environments, applied, planned again without a change; destroyed afterwards, with nothing left."""
    del terraform
    folder = tmp_path_factory.mktemp("applied estate")  # a space in the path, as people have
    calls = folder / "calls.jsonl"
    with Emulator(record=calls) as emulator:
        estate = Estate(emulator=emulator, folder=folder, calls=calls)
        for environment in APPLIED:
            estate.add(environment.name, project)
        # what the others peer with comes first, and goes last
        estate.deploy(tools.ENVIRONMENT.name)
        names = [environment.name for environment in APPLIED if environment is not tools.ENVIRONMENT]
        # the demo deploys dev, and so shows what it shows; the others go on beside it
        with ThreadPoolExecutor(max_workers=1) as pool:
            demo = pool.submit(estate.demo)
            estate.deploy(*(name for name in names if name != DEMONSTRATED))
            estate.shown.append(demo.result())
        # it reads what dev has published by now
        reader = estate.add("reader", HERE / "reader", ("main.py", "probe.py", "cdktf.json", "environments"))
        for name in ("dev.py", "tools.py", "payments.py", "accounts.py"):
            shutil.copy2(project / "environments" / name, reader / "environments" / name)
        estate.deploy("reader")
        yield estate
        estate.lift_protection(prod.ENVIRONMENT.name, *PROTECTED_BY_AWS)
        estate.everywhere("destroy", "--auto-approve", only=["reader", *names])
        estate.lift_protection(tools.ENVIRONMENT.name)
        estate.cairn(tools.ENVIRONMENT.name, "destroy", "--auto-approve")
        left = {
            f"{placement.account.name} {placement.region}": found
            for environment in APPLIED
            for placement in environment.stacks
            if (found := leftovers(estate, placement.account.id, placement.region))
        }
        assert left == {}


@pytest.fixture(scope="session")
def terraform() -> None:
    """Skips, with the reason, where Terraform or the provider are missing."""
    try:
        obtain_provider(os.environ, find_terraform(os.environ))
    except CairnError as error:
        pytest.skip(str(error))
