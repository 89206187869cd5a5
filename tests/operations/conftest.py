"""What tests of the command line start from: a small project, and an emulated AWS with Terraform and its provider."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from constructs_lib.operations.emulator import Emulator
from constructs_lib.operations.toolchain import ToolMissing, find_provider_mirror, find_terraform
from tests.operations.small_project import SmallProject, small_project_in


@pytest.fixture(scope="session")
def made_project(tmp_path_factory: pytest.TempPathFactory) -> SmallProject:
    """Made once, by the real `cairn init`; tests change copies."""
    return small_project_in(tmp_path_factory.mktemp("made"))


@pytest.fixture
def small_project(made_project: SmallProject, tmp_path: Path) -> SmallProject:
    return SmallProject(shutil.copytree(made_project.root, tmp_path / "small"))


@pytest.fixture(scope="session")
def needs_terraform() -> None:
    """Skip, with the reason, where Terraform or its provider is missing."""
    try:
        terraform = find_terraform(os.environ)
        mirror = find_provider_mirror(os.environ, target=terraform.platform)
    except ToolMissing as error:
        pytest.skip(str(error))
    if mirror is None:
        pytest.skip("no AWS provider in a folder of this machine")


@pytest.fixture
def aws(needs_terraform: None) -> Iterator[Emulator]:
    """An emulated AWS of the test's own: what is applied there is nobody else's."""
    with Emulator() as running:
        yield running


@pytest.fixture
def emulated_project(small_project: SmallProject, aws: Emulator) -> SmallProject:
    """A small project whose every verb works on the emulated AWS."""
    small_project.settings["CAIRN_EMULATOR"] = aws.endpoint
    return small_project
