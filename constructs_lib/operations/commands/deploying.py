"""Verbs that run Terraform: plan, deploy, destroy, outputs, manifest."""

from pathlib import Path
from typing import Annotated

import typer

from constructs_lib.operations.arguments import (
    DEFAULT_LOCK_TIMEOUT,
    AutoApprove,
    EmulatorUrl,
    Environment,
    Json,
    LockTimeout,
    Parallelism,
    Stacks,
)
from constructs_lib.operations.commands.start import console, end, options, project


def plan(
    environment: Environment,
    stacks: Stacks = None,
    *,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 3 when there are changes.")] = False,
    out: Annotated[
        Path | None, typer.Option(help="Folder for each stack's plan as JSON, secrets masked, for reviews.")
    ] = None,
    emulator: EmulatorUrl = "",
    parallelism: Parallelism = 0,
    lock_timeout: LockTimeout = DEFAULT_LOCK_TIMEOUT,
    as_json: Json = False,
) -> None:
    """Show what a deployment would change, also of an environment that does not exist yet. Changes and locks nothing."""
    from constructs_lib.operations.plan import plan as verb

    chosen = options(environment, stacks, emulator, parallelism, lock_timeout)
    end(verb(project(), chosen, console(as_json), exit_code=exit_code, folder=out))


def deploy(
    environment: Environment,
    stacks: Stacks = None,
    *,
    auto_approve: AutoApprove = False,
    approve_destroy: Annotated[
        list[str] | None,
        typer.Option(metavar="ADDRESS", help="A resource holding data in a protected stack that may go. Repeatable."),
    ] = None,
    emulator: EmulatorUrl = "",
    parallelism: Parallelism = 0,
    lock_timeout: LockTimeout = DEFAULT_LOCK_TIMEOUT,
    as_json: Json = False,
) -> None:
    """Apply stacks in order, each planned right before. Ctrl-C lets Terraform finish what it began."""
    from constructs_lib.operations.deploy import deploy as verb

    chosen = options(environment, stacks, emulator, parallelism, lock_timeout)
    destroys = tuple(approve_destroy or ())
    end(verb(project(), chosen, console(as_json), auto_approve=auto_approve, approved_destroys=destroys))


def destroy(
    environment: Environment,
    stacks: Stacks = None,
    *,
    auto_approve: AutoApprove = False,
    emulator: EmulatorUrl = "",
    parallelism: Parallelism = 0,
    lock_timeout: LockTimeout = DEFAULT_LOCK_TIMEOUT,
    as_json: Json = False,
) -> None:
    """Destroy stacks in reverse order. Protected ones refuse and say how their protection is lifted."""
    from constructs_lib.operations.destroy import destroy as verb

    chosen = options(environment, stacks, emulator, parallelism, lock_timeout)
    end(verb(project(), chosen, console(as_json), auto_approve=auto_approve))


def outputs(
    environment: Environment,
    stacks: Stacks = None,
    *,
    emulator: EmulatorUrl = "",
    parallelism: Parallelism = 0,
    as_json: Json = False,
) -> None:
    """Show what deployed stacks publish."""
    from constructs_lib.operations.outputs import outputs as verb

    chosen = options(environment, stacks, emulator, parallelism, DEFAULT_LOCK_TIMEOUT)
    end(verb(project(), chosen, console(as_json)))


def manifest(
    environment: Environment = "",
    *,
    output: Annotated[Path | None, typer.Option(help="File the JSON goes to, to be stored with a release.")] = None,
    schema: Annotated[bool, typer.Option("--schema", help="Print the JSON Schema of a manifest instead.")] = False,
    emulator: EmulatorUrl = "",
    parallelism: Parallelism = 0,
    as_json: Json = False,
) -> None:
    """Tell what an environment consists of: every ARN, endpoint, network and size, without secrets."""
    from constructs_lib.operations import manifest as verb

    if schema:
        end(verb.show_schema(console(as_json)))
    chosen = options(environment, None, emulator, parallelism, DEFAULT_LOCK_TIMEOUT)
    end(verb.manifest(project(), chosen, console(as_json), output=output))
