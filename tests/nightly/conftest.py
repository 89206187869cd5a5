"""Nightly tests start from what tests of the command line start from."""

from tests.operations.conftest import aws, emulated_project, made_project, needs_terraform, small_project
from tests.operations.emulator.conftest import emulator

__all__ = ["aws", "emulated_project", "emulator", "made_project", "needs_terraform", "small_project"]
