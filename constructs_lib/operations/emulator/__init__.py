"""An emulated AWS on loopback: for `make demo`, the drills and the tests. See docs/emulator.md."""

from constructs_lib.operations.emulator.errors import EmulatorError, EscapeError
from constructs_lib.operations.emulator.escapes import refuse_escapes
from constructs_lib.operations.emulator.isolation import (
    DEFAULT_ACCOUNT_ID,
    DEFAULT_REGION,
    isolated_environment,
    require_loopback,
)
from constructs_lib.operations.emulator.server import Emulator

__all__ = [
    "DEFAULT_ACCOUNT_ID",
    "DEFAULT_REGION",
    "Emulator",
    "EmulatorError",
    "EscapeError",
    "isolated_environment",
    "refuse_escapes",
    "require_loopback",
]
