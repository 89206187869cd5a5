"""The verbs about addresses, as they are typed; what they do is tested where it is done."""

import subprocess
import sys
from pathlib import Path


def test_cidrs_of_this_repository(project: Path) -> None:
    command = [sys.executable, "-m", "constructs_lib.operations.command_line", "cidrs"]
    answer = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)

    assert answer.returncode == 0, answer.stderr
    assert "10.128.0.0/12  reserved  offices" in answer.stdout
