"""Moving to the community fork of cdktf is a rename: done in a copy, with the fork installed, and synthesized there."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from constructs_lib.analysis.addresses import addresses
from constructs_lib.analysis.document import read_stacks
from constructs_lib.operations.toolchain.programs import find_node
from tests.environments.conftest import synthesize

# Distributions: what is declared → what the fork calls it, in versions that were tried.
FORK = {"cdktf": "cdktn==0.24.0", "cdktf-cdktf-provider-aws": "cdktn-provider-aws==25.8.1"}
# Modules, the longer name first. cdktf.out and cdktf.json keep their names.
RENAMES = (
    (re.compile(r"\bcdktf_cdktf_provider_aws\b"), "cdktn_provider_aws"),
    (re.compile(r"\bcdktf\b(?!\.(out|json))"), "cdktn"),
)
COPIED = ("main.py", "cdktf.json", "constructs_lib", "environments")


def renamed(project: Path, target: Path) -> Path:
    """A copy of the project in which every import names the fork."""
    target.mkdir()
    for name in COPIED:
        source = project / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, target / name)
    for path in target.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        for pattern, name in RENAMES:
            text = pattern.sub(name, text)
        path.write_text(text, encoding="utf-8")
    return target


@pytest.fixture
def fork(project: Path, tmp_path: Path) -> Iterator[Path]:
    """A Python with the fork, and the other things the library needs, from wherever this machine gets its packages."""
    declared = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    wanted = [FORK.get(str(re.split(r"[=<>~ ]", each)[0]), str(each)) for each in declared]
    assert set(FORK.values()) <= set(wanted)
    place = tmp_path / "fork"
    subprocess.run([sys.executable, "-m", "venv", str(place)], check=True)
    python = place / "bin" / "python"
    installed = subprocess.run(
        [str(python), "-m", "pip", "install", "--quiet", "--no-cache-dir", *wanted],
        capture_output=True,
        text=True,
        check=False,
    )
    if installed.returncode:
        pytest.skip(f"the fork cannot be installed here: {installed.stderr.strip().splitlines()[-1]}")
    yield python
    # half a gigabyte of bindings
    shutil.rmtree(place)


@pytest.mark.stock
@pytest.mark.timeout(1200)
def test_a_rename_is_all_the_fork_needs(project: Path, tmp_path: Path, fork: Path) -> None:
    """The same stacks with the same addresses: a state made with cdktf goes on under the fork."""
    copy = renamed(project, tmp_path / "renamed")
    before = read_stacks(synthesize(project, tmp_path / "before", CAIRN_ENVIRONMENT="dev"))
    settings = {
        "CAIRN_ENVIRONMENT": "dev",
        "CAIRN_STOCK_BINDINGS": "1",
        "CDKTF_OUTDIR": str(tmp_path / "after"),
        "JSII_NODE": str(find_node(os.environ)),
        # half a gigabyte more, in the home of whoever runs this
        "JSII_RUNTIME_PACKAGE_CACHE": "disabled",
    }
    child = subprocess.run(
        [str(fork), "main.py"], cwd=copy, env=os.environ | settings, capture_output=True, text=True, check=False
    )
    assert child.returncode == 0, child.stderr

    after = read_stacks(tmp_path / "after")
    assert {stack_id: addresses(document) for stack_id, document in after.items()} == {
        stack_id: addresses(document) for stack_id, document in before.items()
    }
    assert {document["terraform"]["required_providers"]["aws"]["version"][:2] for document in after.values()} == {"6."}
