"""Verbs about a change before it is merged: affected, review."""

from pathlib import Path
from typing import Annotated

import typer

from constructs_lib.operations.arguments import EmulatorUrl, Json, Parallelism, complete_environment
from constructs_lib.operations.commands.start import console, end, project

_BASE_HELP = "Commit, branch or tag the change goes to, such as origin/main."


def affected(
    *,
    base: Annotated[str, typer.Option(metavar="REF", help=_BASE_HELP)],
    as_json: Json = False,
) -> None:
    """List the stacks whose synthesized JSON differs from a base commit's, and those that read from them."""
    from constructs_lib.operations.affected import affected as verb

    end(verb(project(), console(as_json), base=base))


def review(
    environments: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ENVIRONMENT]...",
            help="Names of environments; all when left out.",
            autocompletion=complete_environment,
        ),
    ] = None,
    *,
    base: Annotated[
        str, typer.Option(metavar="REF", help=f"{_BASE_HELP} Only what it affects is planned; all when left out.")
    ] = "",
    plans: Annotated[
        Path | None, typer.Option(help="Folder that cairn plan --out wrote: judge those plans, make none.")
    ] = None,
    output: Annotated[Path | None, typer.Option(help="File the Markdown goes to as well.")] = None,
    post: Annotated[
        bool,
        typer.Option("--post", help="Write one comment an environment to the pull request of this GitHub job."),
    ] = False,
    emulator: EmulatorUrl = "",
    parallelism: Parallelism = 0,
    as_json: Json = False,
) -> None:
    """Judge the plans of a change: data at risk, wider access, opened networks, weaker encryption. Changes nothing."""
    from constructs_lib.operations.review import Wanted
    from constructs_lib.operations.review import review as verb

    wanted = Wanted(
        environments=tuple(environments or ()),
        base=base,
        plans=plans,
        output=output,
        post=post,
        emulator=emulator,
        parallelism=parallelism,
    )
    end(verb(project(), wanted, console(as_json)))
