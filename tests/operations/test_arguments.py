"""Arguments are the same word for the same thing on every verb."""

import typer.main

from constructs_lib.operations.arguments import DEFAULT_LOCK_TIMEOUT
from constructs_lib.operations.command_line import app


def test_verbs_that_run_terraform_take_the_same_options() -> None:
    commands = typer.main.get_command(app).commands  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
    options = {
        verb: {name for parameter in commands[verb].params for name in parameter.opts}  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]
        for verb in ("plan", "deploy", "destroy", "outputs")
    }

    for verb, names in options.items():  # pyright: ignore[reportUnknownVariableType]
        assert {"environment", "stacks", "--emulator", "--parallelism", "--json"} <= names, verb


def test_a_state_in_use_is_waited_for() -> None:
    assert DEFAULT_LOCK_TIMEOUT > 0
