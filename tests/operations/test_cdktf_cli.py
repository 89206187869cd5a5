"""The real cdktf command line on the same project: synth, list, diff, deploy and destroy by pattern."""

from pathlib import Path

import pytest

from constructs_lib.operations.emulated import make_state_buckets
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
def test_the_cdktf_command_line_does_its_whole_work(cdktf: Cdktf, small_project: SmallProject, aws: Emulator) -> None:
    cdktf("synth")
    graph = read_graph(small_project.root / "cdktf.out")
    assert set(graph.stacks) == {FIRST, SECOND, THIRD}
    make_state_buckets(graph.stacks.values(), aws.endpoint)

    listed = cdktf("list")
    assert all(name in listed for name in graph.stacks)

    difference = cdktf("diff", FIRST, "--skip-provider-lock")
    assert "3 to add" in difference

    cdktf("deploy", "dev-*", "--auto-approve", "--skip-provider-lock")
    ssm = aws.session("111111111111").client("ssm")
    assert ssm.get_parameter(Name="/copy")["Parameter"]["Value"].endswith(":one")

    # the same states: cairn sees what cdktf deployed
    small_project.settings["CAIRN_EMULATOR"] = aws.endpoint
    planned = small_project.cairn("plan", "dev", "--exit-code")
    assert planned.returncode == 0, planned.stdout + planned.stderr

    cdktf("destroy", "dev-*", "--auto-approve", "--skip-provider-lock")
    assert ssm.describe_parameters()["Parameters"] == []
