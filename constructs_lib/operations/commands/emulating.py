"""Verbs of the emulated AWS: emulator, emulator run."""

import typer

from constructs_lib.operations.arguments import Json, Port
from constructs_lib.operations.commands.start import console, end


def emulator(context: typer.Context, *, port: Port = 0, as_json: Json = False) -> None:
    """Run an emulated AWS on loopback until Ctrl-C, and print what to export; nothing of it outlives it."""
    if context.invoked_subcommand is None:
        from constructs_lib.operations.emulator_command import serve

        end(serve(console(as_json), port=port))


def emulator_run(context: typer.Context, port: Port = 0) -> None:
    """Run one command that sees an emulated AWS and nothing else: cairn emulator run -- cairn deploy dev."""
    from constructs_lib.operations.emulator_command import run_command

    if not context.args:
        raise typer.BadParameter("name the command: cairn emulator run -- COMMAND")
    end(run_command(context.args, port=port))
