"""What the verbs of the command line are told, described once."""

from typing import Annotated, Final

import typer

DEFAULT_LOCK_TIMEOUT: Final = 300


def complete_environment(incomplete: str) -> list[str]:
    from constructs_lib.operations.completion import environments

    return environments(incomplete)


def _complete_stack(context: typer.Context, incomplete: str) -> list[str]:
    from constructs_lib.operations.completion import stacks

    return stacks(context.params.get("environment"), incomplete)


Environment = Annotated[
    str, typer.Argument(help="Name of the environment, such as dev.", autocompletion=complete_environment)
]
MaybeEnvironment = Annotated[
    str, typer.Argument(help="Name of the environment; all when left out.", autocompletion=complete_environment)
]
Stacks = Annotated[
    list[str] | None,
    typer.Argument(
        help="Stacks, by name or pattern ('*-network'); all when left out.",
        metavar="[STACK]...",
        autocompletion=_complete_stack,
    ),
]
Live = Annotated[
    bool,
    typer.Option("--live", help="Compare with the VPCs that exist in the accounts too, in each account's plan role."),
]
Json = Annotated[bool, typer.Option("--json", help="Answer in JSON on standard output.")]
EmulatorUrl = Annotated[
    str,
    typer.Option(
        "--emulator",
        envvar="CAIRN_EMULATOR",
        metavar="URL",
        help="Work on a running emulator (cairn emulator), such as http://127.0.0.1:5555, never on AWS.",
    ),
]
Parallelism = Annotated[
    int, typer.Option(min=0, help="Stacks side by side; 0 for one a core, and more where they wait.")
]
LockTimeout = Annotated[int, typer.Option(min=0, help="Seconds to wait for a state, or a project, in use.")]
Port = Annotated[int, typer.Option(min=0, max=65535, help="0 takes any free one.")]
AutoApprove = Annotated[bool, typer.Option("--auto-approve", help="Do not ask.")]
