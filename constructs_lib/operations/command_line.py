"""The command line: what can be typed. Every verb's work is in a module of its own, imported when it is asked for."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from constructs_lib.operations.commands import (
    addressing,
    checking,
    deploying,
    emulating,
    environments,
    judging,
    making,
    reviewing,
    sweeping,
)
from constructs_lib.operations.last_resort import DEBUG, guarded

app = typer.Typer(
    name="cairn",
    help="Environments of CDKTF stacks: synthesize, check, plan, deploy.",
    epilog="Exit codes: 0 done; 1 refused or failed; 2 bad input or usage; 3 changes (plan --exit-code).",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    # plain help: half of the start-up time would be the drawing of boxes
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
env_app = typer.Typer(help="Environments as data: show one, compare two.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(env_app, name="env")
emulator_app = typer.Typer(invoke_without_command=True, rich_markup_mode=None)
app.add_typer(emulator_app, name="emulator")


@app.callback()
def options(
    *,
    project: Annotated[
        Path | None,
        typer.Option(help="Folder of the project; the one you are in when left out.", envvar="CAIRN_PROJECT"),
    ] = None,
    debug: Annotated[bool, typer.Option("--debug", help="Show the trace of an error.")] = False,
) -> None:
    """What holds for every verb."""
    if project is not None:
        os.environ["CAIRN_PROJECT"] = str(project)
    if debug:
        os.environ[DEBUG] = "1"


for _verb in (
    *(judging.synth, checking.check, checking.scan, judging.cost, judging.reach, judging.diagram, addressing.cidrs),
    *(reviewing.affected, reviewing.review),
    *(deploying.plan, deploying.deploy, deploying.destroy, deploying.outputs, deploying.manifest),
    sweeping.sweep,
    *(making.doctor, making.bench, making.new, making.init),
):
    app.command()(_verb)
env_app.command("show")(environments.show)
env_app.command("diff")(environments.diff)
emulator_app.callback()(emulating.emulator)
emulator_app.command("run", context_settings={"allow_extra_args": True, "ignore_unknown_options": True})(
    emulating.emulator_run
)


def main() -> None:
    """Entry point of the `cairn` command."""
    sys.exit(guarded(lambda: app(prog_name="cairn")))


if __name__ == "__main__":
    main()
