"""The probe runs a program as Python would, and says what it took."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from constructs_lib.operations.bench import probe

PROBE = str(probe.__file__)
PROGRAM = (
    "import json, sys\nimport neighbour\njson.dump([__name__, sys.argv[1:], neighbour.NAME], open(sys.argv[1], 'w'))\n"
)


@pytest.mark.parametrize("program", ["program.py", "program"])
def test_files_and_modules_find_their_neighbours(tmp_path: Path, program: str) -> None:
    (tmp_path / "program.py").write_text(PROGRAM)
    (tmp_path / "neighbour.py").write_text("NAME = 'neighbour'")

    subprocess.run([sys.executable, PROBE, "report", program, "result", "more"], cwd=tmp_path, check=True, timeout=60)

    assert json.loads((tmp_path / "result").read_text()) == ["__main__", ["result", "more"], "neighbour"]
    assert json.loads((tmp_path / "report").read_text()).keys() == {"python", "node", "processor"}


def test_a_program_that_exits_passes_on_its_code(tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text("raise SystemExit(4)")

    done = subprocess.run([sys.executable, PROBE, "report", "program.py"], cwd=tmp_path, check=False, timeout=60)

    assert done.returncode == 4
    assert (tmp_path / "report").exists()
