"""The example of a construct in somebody's own stack, run as its reader would."""

import json
import os
import subprocess
import sys
from pathlib import Path

EXAMPLE = "examples/one_construct.py"
# The stock bindings import every resource there is, more than a thousand modules.
MANY_MODULES = 100


def run(project: Path, outdir: Path, *arguments: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(project), "CDKTF_OUTDIR": str(outdir)}
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=project, env=environment, check=True, capture_output=True, text=True).stdout


def test_writes_a_network(project: Path, tmp_path: Path) -> None:
    run(project, tmp_path, EXAMPLE)
    document = json.loads((tmp_path / "stacks/shop/cdk.tf.json").read_text(encoding="utf-8"))

    assert document["provider"] == {"aws": [{"region": "eu-central-1"}]}
    assert document["resource"]["aws_vpc"]["vpc"]["cidr_block"] == "10.20.0.0/16"
    assert sorted(body["cidr_block"] for body in document["resource"]["aws_subnet"].values()) == [
        "10.20.0.0/20",
        "10.20.128.0/21",
        "10.20.136.0/21",
        "10.20.16.0/20",
        "10.20.192.0/22",
        "10.20.196.0/22",
    ]


def test_loads_only_the_bindings_it_uses(project: Path, tmp_path: Path) -> None:
    count = (
        f"import runpy, sys; runpy.run_path({EXAMPLE!r}); print(sum('provider_aws.' in name for name in sys.modules))"
    )

    assert int(run(project, tmp_path, "-c", count)) < MANY_MODULES


def test_fits_on_a_screen(project: Path) -> None:
    lines = (project / EXAMPLE).read_text(encoding="utf-8").splitlines()

    assert len([line for line in lines if line.strip()]) <= 15
