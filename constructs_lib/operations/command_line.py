"""The command line: what can be typed. Every verb's work is in a module of its own, imported when it is asked for."""

import os
import sys
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
    MaybeEnvironment,
    Parallelism,
    Port,
    Stacks,
)
from constructs_lib.operations.calling import console, end, options, project
from constructs_lib.operations.last_resort import DEBUG, guarded
from constructs_lib.operations.review_verbs import review_app

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
app.add_typer(review_app)


@app.callback()
def for_every_verb(
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


@app.command()
def synth(
    environment: MaybeEnvironment = "",
    stacks: Stacks = None,
    *,
    output: Annotated[Path | None, typer.Option(help="Where to; cdktf.out when left out.")] = None,
    as_json: Json = False,
) -> None:
    """Write the Terraform JSON of all environments, one, or some stacks."""
    from constructs_lib.operations.synth import synth as verb

    end(verb(project(), console(as_json), environment=environment, stacks=tuple(stacks or ()), output=output))


@app.command()
def check(environment: MaybeEnvironment = "", *, as_json: Json = False) -> None:
    """Judge environments without touching AWS: their configuration, then what is synthesized from it."""
    from constructs_lib.operations.check import check as verb

    end(verb(project(), console(as_json), environment=environment))


@app.command()
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


@app.command()
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


@app.command()
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


@app.command()
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


@app.command()
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


@env_app.command("show")
def env_show(environment: Environment) -> None:
    """Print an environment, every field of it, as JSON."""
    from constructs_lib.operations.environment_data import show

    end(show(project(), environment))


@env_app.command("diff")
def env_diff(one: Environment, other: Environment, *, as_json: Json = False) -> None:
    """Compare two environments side by side, region by region in their order."""
    from constructs_lib.operations.environment_data import diff

    end(diff(project(), console(as_json), one, other))


@app.command()
def doctor(*, as_json: Json = False) -> None:
    """Say what this machine has, lacks, and how to get it."""
    from constructs_lib.operations.doctor import doctor as verb

    end(verb(console(as_json)))


@emulator_app.callback()
def emulator(context: typer.Context, *, port: Port = 0, as_json: Json = False) -> None:
    """Run an emulated AWS on loopback until Ctrl-C, and print what to export; nothing of it outlives it."""
    if context.invoked_subcommand is None:
        from constructs_lib.operations.emulator_command import serve

        end(serve(console(as_json), port=port))


@emulator_app.command("run", context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def emulator_run(context: typer.Context, port: Port = 0) -> None:
    """Run one command that sees an emulated AWS and nothing else: cairn emulator run -- cairn deploy dev."""
    from constructs_lib.operations.emulator_command import run_command

    if not context.args:
        raise typer.BadParameter("name the command: cairn emulator run -- COMMAND")
    end(run_command(context.args, port=port))


@app.command()
def bench(
    what: Annotated[str, typer.Argument(help="What to measure: synth.")] = "synth",
    *,
    sizes: Annotated[str, typer.Option(help="Numbers of resources.")] = "1000,5000",
    repeats: Annotated[int, typer.Option(min=1, help="Runs of each way.")] = 3,
    as_json: Json = False,
) -> None:
    """Measure synthesis with the stock provider bindings and the fast ones, side by side."""
    from constructs_lib.operations.bench.__main__ import main as measure

    if what != "synth":
        raise typer.BadParameter(f"{what!r} cannot be measured; allowed: synth")
    end(measure(["--sizes", sizes, "--repeats", str(repeats), *(["--json"] if as_json else [])]))


@app.command()
def new(
    domain: Annotated[str, typer.Argument(help="Domain it belongs to, such as network.")],
    noun: Annotated[str, typer.Argument(help="What it is, in snake_case, such as prefix_list.")],
    *,
    as_json: Json = False,
) -> None:
    """Write a new construct and its test, both of which work at once."""
    from constructs_lib.operations.scaffold import new as verb

    end(verb(project(), console(as_json), domain=domain, noun=noun))


@app.command()
def init(
    path: Annotated[Path, typer.Argument(help="Folder of the new project.")],
    *,
    as_json: Json = False,
) -> None:
    """Make a new project around the installed package."""
    from constructs_lib.operations.init import init as verb

    end(verb(console(as_json), path))


def main() -> None:
    """Entry point of the `cairn` command."""
    sys.exit(guarded(lambda: app(prog_name="cairn")))


if __name__ == "__main__":
    main()
