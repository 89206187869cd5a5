"""What every verb of the command line begins and ends with."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from constructs_lib.operations.console import Console
    from constructs_lib.operations.project import Project
    from constructs_lib.operations.run import Options


def project() -> "Project":
    from constructs_lib.operations.project import find

    return find(Path(os.environ.get("CAIRN_PROJECT") or Path.cwd()))


def console(as_json: bool) -> "Console":  # noqa: FBT001
    from constructs_lib.operations.console import Console

    return Console(as_json=as_json)


def options(
    environment: str, stacks: list[str] | None, emulator: str, parallelism: int, lock_timeout: int
) -> "Options":
    from constructs_lib.operations.run import Options

    return Options(
        environment=environment,
        stacks=tuple(stacks or ()),
        emulator=emulator,
        parallelism=parallelism,
        lock_timeout_seconds=lock_timeout,
    )


def end(code: int) -> None:
    raise typer.Exit(code)
