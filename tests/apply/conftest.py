"""One emulated AWS for all apply tests of a session: everything is applied once, looked at, and destroyed."""

import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from constructs_lib.foundation.errors import CairnError
from constructs_lib.operations.emulator import Emulator
from constructs_lib.operations.toolchain import find_terraform, obtain_provider
from tests.apply.estate import APPLIED, PARTS, CairnFailed, Estate, leftovers

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
        for environment in PARTS:
            estate.add(environment, project)
        with ThreadPoolExecutor(max_workers=2) as pool:
            shown = pool.submit(estate.demo, _tells(tools_are_there := Event()))
            _wait(tools_are_there, shown)
            # beside dev: most of an apply is the provider's own waiting
            parts = pool.submit(estate.deploy, "prod", *PARTS["prod"])
            estate.shown.append(shown.result())
            # it reads what dev has published by now
            reader = estate.add("reader", HERE / "reader", ("main.py", "probe.py", "cdktf.json", "environments"))
            for each in (project / "environments").glob("[!_]*.py"):
                shutil.copy2(each, reader / "environments" / each.name)
            estate.deploy("reader")
            parts.result()
        yield estate
        with ThreadPoolExecutor(max_workers=2) as pool:
            unchanged = pool.submit(estate.cairn, "tools", "plan", "--exit-code", *PARTS["tools"])
            # of those stacks only the table is protected by AWS, too
            estate.lift_protection("prod", "*-table-*")
            unchanged.result()
        with ThreadPoolExecutor(max_workers=3) as pool:
            list(pool.map(lambda name: estate.cairn(name, "destroy", "--auto-approve"), ("reader", "dev", "prod")))
        # what the others were peered with goes last
        estate.lift_protection("tools")
        estate.cairn("tools", "destroy", "--auto-approve", *PARTS["tools"])
        places = dict.fromkeys((plan.placement.account, plan.placement.region) for plan in APPLIED)
        left = {
            f"{account.name} {region}": found
            for account, region in places
            if (found := leftovers(estate, account.id, region))
        }
        assert left == {}


def _tells(event: Event) -> Callable[[str], None]:
    """Have the demo tell when it goes on to dev: then the network that others are peered with is there."""
    return lambda line: event.set() if line.startswith("$ cairn deploy dev") else None


def _wait(event: Event, shown: "Future[str]") -> None:
    while not event.wait(1.0):
        if shown.done():
            shown.result()
            raise CairnFailed("the demo never came to dev")


@pytest.fixture(scope="session")
def terraform() -> None:
    """Skips, with the reason, where Terraform or the provider are missing."""
    try:
        obtain_provider(os.environ, find_terraform(os.environ))
    except CairnError as error:
        pytest.skip(str(error))
