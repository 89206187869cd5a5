"""The whole dev environment by the real cdktf command line, as the projects do it that Cairn is added to."""

import os
import sys
from pathlib import Path

import pytest

from constructs_lib.operations.emulated import make_state_buckets
from constructs_lib.operations.emulator import Emulator
from constructs_lib.operations.stack_graph import read_graph
from constructs_lib.operations.toolchain import ToolMissing
from environments import dev, tools
from tests.apply.estate import PROJECT_FILES, Estate, leftovers
from tests.operations.cdktf_cli import Cdktf


@pytest.mark.cli
@pytest.mark.timeout(2400)
def test_dev_by_pattern_from_nothing_to_nothing(project: Path, tmp_path: Path) -> None:
    """`cdktf deploy 'dev-*'`, after which `cairn plan dev` finds nothing to do; then `cdktf destroy 'dev-*'`."""
    with Emulator() as aws:
        estate = Estate(emulator=aws, folder=tmp_path, calls=tmp_path / "calls.jsonl")
        # in an account of its own, and somebody else's to deploy: dev only peers with it
        estate.add(tools.ENVIRONMENT.name, project)
        estate.deploy(tools.ENVIRONMENT.name)
        folder = estate.add(dev.ENVIRONMENT.name, project, (*PROJECT_FILES, "tools"))
        try:
            cdktf = Cdktf(folder, aws, installed_in=project, environment=os.environ | {"VIRTUAL_ENV": sys.prefix})
        except ToolMissing as error:
            pytest.skip(str(error))
        cdktf("synth")
        make_state_buckets(read_graph(folder / "cdktf.out").stacks.values(), aws.endpoint)
        assert "to add" in cdktf("diff", f"{dev.ENVIRONMENT.name}-us-east-1-account", "--skip-provider-lock")

        cdktf("deploy", "dev-*", "--auto-approve", "--skip-provider-lock", "--parallelism", "6")

        estate.cairn(dev.ENVIRONMENT.name, "plan", "--exit-code")
        assert set(estate.outputs(dev.ENVIRONMENT.name)) == {plan.id for plan in dev.ENVIRONMENT.stack_plans()}
        cdktf("destroy", "dev-*", "--auto-approve", "--skip-provider-lock", "--parallelism", "6")
        assert leftovers(estate, dev.VIRGINIA.account.id, dev.VIRGINIA.region) == {}
