"""`make demo` when something fails. That it works is shown by tests/nightly/whole_dev."""

import subprocess
import sys

from tests.operations.small_project import SmallProject

MODULE = (sys.executable, "-m", "constructs_lib.operations.demo")


def test_it_stops_at_the_first_command_that_fails(small_project: SmallProject) -> None:
    small_project.write(dev="FirstConfig(topic=3)")

    shown = subprocess.run(
        MODULE, cwd=small_project.root, env=small_project.environment(), capture_output=True, text=True, check=False
    )

    assert shown.returncode == 1
    assert "cairn check ended with exit code 2" in shown.stderr
    assert "$ cairn deploy" not in shown.stdout
