"""Every environment synthesized once per session, the way cdktf does it: by running main.py."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from constructs_lib.analysis.document import Document, read_stacks


def synthesize(project: Path, outdir: Path, **settings: str) -> Path:
    """Run main.py as cdktf does. Returns the folder it wrote."""
    environment = {**os.environ, "CDKTF_OUTDIR": str(outdir), **settings}
    subprocess.run([sys.executable, "main.py"], cwd=project, env=environment, check=True)
    return outdir


@pytest.fixture(scope="session")
def estate_folder(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of all environments."""
    return synthesize(project, tmp_path_factory.mktemp("estate"))


@pytest.fixture(scope="session")
def estate_documents(estate_folder: Path) -> dict[str, Document]:
    """The JSON of all stacks of all environments, by stack id."""
    return read_stacks(estate_folder)
