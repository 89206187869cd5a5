"""Clients in the accounts of an estate."""

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from constructs_lib.foundation.errors import CairnError
from constructs_lib.operations.accounts import clients
from constructs_lib.operations.emulator import Emulator, isolated_environment
from tests.placements import VIRGINIA


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with Emulator() as running:
        yield running


def test_of_an_emulator(emulator: Emulator) -> None:
    identity = clients(emulator.endpoint)(VIRGINIA.account, "eu-west-1", "sts").get_caller_identity()

    assert identity["Account"] == VIRGINIA.account.id


def test_an_emulator_is_on_this_machine() -> None:
    with pytest.raises(CairnError, match="not an address of this machine"):
        clients("http://192.0.2.1:5555")


def test_of_aws_they_take_the_role_that_can_change_nothing(emulator: Emulator) -> None:
    """As on the real AWS: whoever runs it is in one account, and the clients work in another, as its plan role."""
    code = (
        "from constructs_lib.operations.accounts import clients\n"
        "from tests.placements import VIRGINIA\n"
        "print(clients()(VIRGINIA.account, 'us-west-2', 'sts').get_caller_identity()['Arn'])"
    )
    environment = isolated_environment(os.environ, emulator.endpoint, account_id="999999999999")
    child = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)

    assert child.returncode == 0, child.stderr
    assert child.stdout.startswith(f"arn:aws:sts::{VIRGINIA.account.id}:assumed-role/cairn-plan/cairn-check")
