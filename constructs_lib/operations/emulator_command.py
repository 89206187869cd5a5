"""`cairn emulator`: an emulated AWS in the foreground, or around one command."""

import os
import shlex
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from constructs_lib.operations.console import Console
from constructs_lib.operations.emulator import Emulator, isolated_environment
from constructs_lib.operations.refusal import BadInput
from constructs_lib.operations.toolchain import (
    ToolMissing,
    find_provider_mirror,
    find_terraform,
    obtain_provider,
    terraform_environment,
)

ENDPOINT: Final = "CAIRN_EMULATOR"
"""The variable that sends every `cairn` verb to an emulator."""


def serve(console: Console, *, port: int) -> int:
    """Run until somebody stops it."""
    with Emulator(port=port) as aws:
        environment = _environment(aws.endpoint, None)
        signal.signal(signal.SIGTERM, lambda _number, _frame: signal.raise_signal(signal.SIGINT))
        try:
            console.answer(_told(environment), {"endpoint": aws.endpoint, "environment": _new(environment)})
            console.tell(f"emulated AWS at {aws.endpoint}; {ENDPOINT} alone is enough for cairn. Ctrl-C ends it")
            signal.pause()
        except KeyboardInterrupt:
            console.tell("ended")
    return 0


def _told(environment: Mapping[str, str]) -> str:
    """What a shell has to be told."""
    exports = (f"export {name}={shlex.quote(value)}" for name, value in _new(environment).items())
    return "\n".join([*exports, *(f"unset {name}" for name in sorted(os.environ.keys() - environment.keys()))])


def run_command(command: Sequence[str], *, port: int) -> int:
    """Run a command that sees only an emulator. Returns its exit code."""
    with TemporaryDirectory(prefix="cairn-emulator-") as folder, Emulator(port=port) as aws:
        try:
            child = subprocess.Popen(command, env=_environment(aws.endpoint, Path(folder)))
        except OSError as error:
            raise BadInput(f"cannot run {command[0]}: {error.strerror}") from None
        while True:
            try:
                code = child.wait()
            except KeyboardInterrupt:
                # the terminal told the command as well; its clean-up still needs the emulator
                continue
            return code if code >= 0 else 128 - code


def _environment(endpoint: str, folder: Path | None) -> dict[str, str]:
    """The isolated environment, with a provider that can be had inside it."""
    settings: Mapping[str, str] = {}
    mirror: Path | None = None
    try:
        # outside the walls it could still be fetched, inside it cannot
        mirror = obtain_provider(os.environ, find_terraform(os.environ)) if folder else find_provider_mirror(os.environ)
    except ToolMissing:
        # not every command runs Terraform, and Terraform tells it well enough
        mirror = None
    if folder:
        settings = terraform_environment(os.environ, folder, mirror)
    isolated = isolated_environment(os.environ, endpoint, terraform_config=settings.get("TF_CLI_CONFIG_FILE"))
    return isolated | {ENDPOINT: endpoint} | ({"TF_PLUGIN_MIRROR": str(mirror)} if mirror else {})


def _new(environment: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in sorted(environment.items()) if os.environ.get(name) != value}
