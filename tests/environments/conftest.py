"""Every environment synthesized once per session, the way cdktf does it: by running main.py."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from constructs_lib.analysis.document import Document, read_stacks

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="session")
def estate_documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Document]:
    """The JSON of all stacks of all environments, by stack id."""
    outdir = tmp_path_factory.mktemp("estate")
    environment = {**os.environ, "CDKTF_OUTDIR": str(outdir)}
    subprocess.run([sys.executable, "main.py"], cwd=ROOT, env=environment, check=True)
    return read_stacks(outdir)
