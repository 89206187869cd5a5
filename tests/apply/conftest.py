"""One emulated AWS for all apply tests of a session: everything is applied once, looked at, and destroyed."""

import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, Protocol

import pytest

from constructs_lib.foundation.errors import CairnError
from constructs_lib.network.outputs import NetworkOutputs
from constructs_lib.operations.emulator import Emulator
from constructs_lib.operations.toolchain import find_terraform, obtain_provider
from environments import dev
from tests.apply.estate import APPLIED, PARTS, TO_TOOLS, Estate, leftovers

HERE = Path(__file__).parent
WITHOUT_FLOWS = """from dataclasses import replace

from environments import dev, prod, staging, tools

ALL = tuple(replace(each.ENVIRONMENT, flows=()) for each in (tools, dev, staging, prod))
"""
LINKS = "links"
"""A copy of the project beside that of dev: a project does one thing at a time."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of them are apply tests; the first one waits for the whole estate."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.apply)
            item.add_marker(pytest.mark.timeout(1800))


class Runner(Protocol):
    """Begins a verb on an environment as soon as what it has to wait for is done."""

    def __call__(
        self, environment: str, verb: str, *arguments: str, after: Iterable[Future[Any]] = (), project: str = ""
    ) -> Future[str]: ...


@pytest.fixture(scope="session")
def estate(project: Path, tmp_path_factory: pytest.TempPathFactory, terraform: None) -> Iterator[Estate]:
    """Reference environments, applied, planned again without a change; destroyed afterwards, with nothing left."""
    del terraform
    folder = tmp_path_factory.mktemp("applied estate")  # a space in the path, as people have
    calls = folder / "calls.jsonl"
    with Emulator(record=calls) as emulator, ThreadPoolExecutor(max_workers=16) as pool:
        estate = Estate(emulator=emulator, folder=folder, calls=calls, parts=PARTS)
        for name in (*PARTS, LINKS):
            folder_of_it = estate.add(name, project)
            if name != "dev":
                # flows are proven in one of the copies; that is the whole estate synthesized, in every verb
                (folder_of_it / "environments" / "__init__.py").write_text(WITHOUT_FLOWS, encoding="utf-8")
        _add_reader(estate, project)

        def run(
            environment: str, verb: str, *arguments: str, after: Iterable[Future[Any]] = (), project: str = ""
        ) -> Future[str]:
            def work() -> str:
                for each in after:
                    each.result()
                return estate.cairn(environment, verb, *arguments, project=project)

            return pool.submit(work)

        def network_of_dev(deployed: Future[str]) -> Future[None]:
            return pool.submit(_wait_for_network, estate, deployed)

        for each in _applied(run, network_of_dev):
            each.result()
        yield estate
        for environment in ("prod", "tools"):
            estate.lift_protection(environment)
        for each in _destroyed(run):
            each.result()
        places = dict.fromkeys((plan.placement.account, plan.placement.region) for plan in APPLIED)
        left = {
            f"{account.name} {region}": found
            for account, region in places
            if (found := leftovers(estate, account.id, region))
        }
        assert left == {}


def _applied(run: Runner, network_of_dev: Callable[[Future[str]], Future[None]]) -> list[Future[str]]:
    """Deploy all environments at the same time, and what leads from one to another; plan each again for no change."""
    of_dev = [plan.id for plan in APPLIED if plan.placement.environment == "dev" and plan.id != TO_TOOLS]
    tools = run("tools", "deploy", *PARTS["tools"], "--auto-approve")
    prod = run("prod", "deploy", *PARTS["prod"], "--auto-approve")
    whole = run("dev", "deploy", *of_dev, "--auto-approve")
    # these need nothing else of dev, and its databases take their time
    network = network_of_dev(whole)
    linked = run("dev", "deploy", TO_TOOLS, "--auto-approve", after=[tools, network], project=LINKS)
    read = run("reader", "deploy", "--auto-approve", after=[network])
    return [
        run("tools", "plan", *PARTS["tools"], "--exit-code", after=[linked]),
        run("reader", "plan", "--exit-code", after=[read]),
        run("prod", "plan", *PARTS["prod"], "--exit-code", after=[prod]),
        run("dev", "plan", *PARTS["dev"], "--exit-code", after=[linked, whole]),
    ]


def _wait_for_network(estate: Estate, deployed: Future[str]) -> None:
    """Until dev has a network that others can be connected to, or has failed to get one."""
    while not estate.has_published(dev.VIRGINIA, NetworkOutputs):
        if deployed.done():
            deployed.result()
            raise AssertionError("dev is deployed, and its network has not published what it should")
        time.sleep(1)


def _destroyed(run: Runner) -> list[Future[str]]:
    """Destroy what leads from one environment to another, then all of them at the same time."""
    unlinked = run("dev", "destroy", TO_TOOLS, "--auto-approve")
    return [
        run("dev", "destroy", *PARTS["dev"], "--auto-approve", after=[unlinked]),
        run("tools", "destroy", *PARTS["tools"], "--auto-approve", after=[unlinked]),
        run("prod", "destroy", *PARTS["prod"], "--auto-approve"),
        run("reader", "destroy", "--auto-approve"),
    ]


def _add_reader(estate: Estate, project: Path) -> None:
    """A project of its own, in another account and region, that reads what dev publishes."""
    reader = estate.add("reader", HERE / "reader", ("main.py", "probe.py", "cdktf.json", "environments"))
    for each in (project / "environments").glob("[!_]*.py"):
        shutil.copy2(each, reader / "environments" / each.name)


@pytest.fixture(scope="session")
def terraform() -> None:
    """Skips, with the reason, where Terraform or the provider are missing."""
    try:
        obtain_provider(os.environ, find_terraform(os.environ))
    except CairnError as error:
        pytest.skip(str(error))
