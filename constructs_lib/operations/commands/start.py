"""What every verb starts from, and how it ends."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from constructs_lib.operations.console import Console
    from constructs_lib.operations.project import Project
    from constructs_lib.operations.run import Options


def project() -> "Project":
    """The project somebody stands in, or has named."""
    from constructs_lib.operations.project import find

    return find(Path(os.environ.get("CAIRN_PROJECT") or Path.cwd()))


def console(as_json: bool) -> "Console":
    """Where the verb says things."""
    from constructs_lib.operations.console import Console

    return Console(as_json=as_json)


def options(
    environment: str, stacks: list[str] | None, emulator: str, parallelism: int, lock_timeout: int
) -> "Options":
    """What every verb that runs Terraform is told."""
    from constructs_lib.operations.run import Options

    return Options(
        environment=environment,
        stacks=tuple(stacks or ()),
        emulator=emulator,
        parallelism=parallelism,
        lock_timeout_seconds=lock_timeout,
    )


def end(code: int) -> None:
    """With an exit code."""
    raise typer.Exit(code)
