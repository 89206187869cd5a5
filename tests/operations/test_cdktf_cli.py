"""The real cdktf command line on the same project: synth, list, diff, deploy and destroy by pattern."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from constructs_lib.operations.emulated import make_state_buckets
from constructs_lib.operations.emulator import Emulator, isolated_environment
from constructs_lib.operations.stack_graph import read_graph
from constructs_lib.operations.toolchain import (
    ToolMissing,
    find_cdktf_cli,
    find_node,
    obtain_provider,
    terraform_environment,
)
from constructs_lib.operations.toolchain.programs import find_terraform
from tests.operations.small_project import FIRST, SECOND, THIRD, SmallProject

pytestmark = pytest.mark.cli


class Cdktf:
    """`cdktf` in a small project, with an emulated AWS around it."""

    def __init__(self, project: SmallProject, aws: Emulator, cli: Path, node: Path) -> None:
        self.project = project
        mirror = obtain_provider(os.environ, find_terraform(os.environ))
        settings = terraform_environment(os.environ, project.root, mirror)
        isolated = isolated_environment(
            project.environment(), aws.endpoint, terraform_config=settings["TF_CLI_CONFIG_FILE"]
        )
        self.environment = isolated | {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "CI": "1",
            "FORCE_COLOR": "0",
            "CDKTF_DISABLE_PLUGIN_CACHE_ENV": "1",
            "DISABLE_VERSION_CHECK": "1",
            "CDKTF_HOME": str(project.root / ".cairn" / "cdktf"),
        }
        self.command = (str(node), str(cli))

    def __call__(self, *arguments: str) -> str:
        answer = subprocess.run(
            [*self.command, *arguments],
            cwd=self.project.root,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert answer.returncode == 0, answer.stdout + answer.stderr
        return answer.stdout


@pytest.fixture
def cdktf(small_project: SmallProject, aws: Emulator, project: Path) -> Cdktf:
    try:
        return Cdktf(small_project, aws, find_cdktf_cli(project, os.environ), find_node(os.environ))
    except ToolMissing as error:
        pytest.skip(str(error))


@pytest.mark.timeout(900)
def test_the_cdktf_command_line_does_its_whole_work(cdktf: Cdktf, aws: Emulator) -> None:
    cdktf("synth")
    graph = read_graph(cdktf.project.root / "cdktf.out")
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
    cdktf.project.settings["CAIRN_EMULATOR"] = aws.endpoint
    planned = cdktf.project.cairn("plan", "dev", "--exit-code")
    assert planned.returncode == 0, planned.stdout + planned.stderr

    cdktf("destroy", "dev-*", "--auto-approve", "--skip-provider-lock")
    assert ssm.describe_parameters()["Parameters"] == []
