"""The real cdktf command line on the same project: it synthesizes and lists. Nightly it also deploys and destroys."""

from pathlib import Path

import pytest

from constructs_lib.operations.emulator import Emulator
from constructs_lib.operations.stack_graph import read_graph
from constructs_lib.operations.toolchain import ToolMissing
from tests.operations.cdktf_cli import Cdktf
from tests.operations.small_project import FIRST, SECOND, THIRD, SmallProject

pytestmark = pytest.mark.cli


@pytest.fixture
def cdktf(small_project: SmallProject, aws: Emulator, project: Path) -> Cdktf:
    try:
        return Cdktf(small_project.root, aws, installed_in=project, environment=small_project.environment())
    except ToolMissing as error:
        pytest.skip(str(error))


@pytest.mark.timeout(900)
def test_the_cdktf_command_line_runs_the_project(cdktf: Cdktf, small_project: SmallProject) -> None:
    listed = cdktf("list")
    graph = read_graph(small_project.root / "cdktf.out")
    assert set(graph.stacks) == {FIRST, SECOND, THIRD}
    assert all(name in listed for name in graph.stacks)
