"""Prod's buckets of both regions and the replication between them, applied once, looked at, and destroyed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from constructs_lib.operations.emulator import Emulator
from environments import prod
from tests.apply.conftest import terraform
from tests.apply.estate import Estate, leftovers

__all__ = ["terraform"]

HERE = Path(__file__).parent
PARTS = ("*-account", "*-bucket-*", "*-replication-*")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of them are apply tests; the first one waits for the buckets."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.apply)
            item.add_marker(pytest.mark.timeout(1800))


@pytest.fixture(scope="session")
def estate(project: Path, tmp_path_factory: pytest.TempPathFactory, terraform: None) -> Iterator[Estate]:
    """Of prod, what it takes to replicate."""
    del terraform
    folder = tmp_path_factory.mktemp("replicated")
    name = prod.ENVIRONMENT.name
    with Emulator() as emulator:
        estate = Estate(emulator=emulator, folder=folder, calls=folder / "calls.jsonl", parts={name: PARTS})
        estate.add(name, project)
        estate.deploy(name, *PARTS)
        yield estate
        estate.lift_protection(name)
        estate.cairn(name, "destroy", *PARTS, "--auto-approve")
        for placement in prod.ENVIRONMENT.stacks:
            assert leftovers(estate, placement.account.id, placement.region) == {}
