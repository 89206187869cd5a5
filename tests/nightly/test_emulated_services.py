"""Nearly every resource type the emulator carries, in one apply with the real provider."""

from collections.abc import Callable
from typing import Any

import pytest

from constructs_lib.operations.emulator import Emulator
from tests.operations.emulator.conftest import terraform
from tests.operations.emulator.test_apply import destroy, round_trip

__all__ = ["terraform"]


@pytest.mark.apply
@pytest.mark.timeout(900)
def test_one_of_nearly_everything(terraform: Callable[..., Any]) -> None:
    with Emulator() as aws:
        running = terraform("services", aws)
        round_trip(running)

        secret = aws.session().client("secretsmanager").get_secret_value(SecretId="main")
        assert secret["SecretString"] == "not-a-secret"
        destroy(running)
