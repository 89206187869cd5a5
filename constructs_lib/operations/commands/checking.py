"""The verbs that judge what is synthesized: check by the policies, scan by Checkov."""

from pathlib import Path
from typing import Annotated

import typer

from constructs_lib.operations.arguments import EmulatorUrl, Json, Live, MaybeEnvironment
from constructs_lib.operations.commands.start import console, end, project


def check(
    environment: MaybeEnvironment = "",
    *,
    form: Annotated[str, typer.Option("--format", help="text, json, sarif, junit or markdown.")] = "text",
    fix: Annotated[bool, typer.Option("--fix", help="Show which settings would mend what is found.")] = False,
    pack: Annotated[
        list[str] | None, typer.Option(help="More rules: protected, pci-dss or hipaa for all stacks. Repeatable.")
    ] = None,
    folder: Annotated[
        Path | None,
        typer.Option("--dir", help="Judge what any cdktf has written there, instead of synthesizing this project."),
    ] = None,
    baseline: Annotated[
        Path | None, typer.Option(help="What is accepted for now; policy-baseline.json, if there is one.")
    ] = None,
    write_baseline: Annotated[bool, typer.Option("--write-baseline", help="Accept what is found today.")] = False,
    as_of: Annotated[str, typer.Option(metavar="DATE", help="Judge waivers as of another day.")] = "",
    rules: Annotated[bool, typer.Option("--rules", help="List the rules instead.")] = False,
    live: Live = False,
    emulator: EmulatorUrl = "",
    as_json: Json = False,
) -> None:
    """Judge environments: their configuration, then by the policies what is synthesized. Only --live touches AWS."""
    from constructs_lib.operations import check as verb

    screen = console(as_json or form == "json")
    if rules:
        end(verb.show_rules(screen))
    wanted = verb.Wanted(
        format="json" if as_json else form,
        packs=tuple(pack or ()),
        as_of=as_of,
        baseline=baseline,
        write_baseline=write_baseline,
        fix=fix,
        live=live,
        emulator=emulator,
    )
    if folder is not None:
        end(verb.check_folder(screen, folder, wanted=wanted))
    end(verb.check(project(), screen, environment=environment, wanted=wanted))


def scan(
    environment: MaybeEnvironment = "",
    *,
    form: Annotated[str, typer.Option("--format", help="text, json, sarif, junit or markdown.")] = "text",
    folder: Annotated[
        Path | None,
        typer.Option("--dir", help="Scan what any cdktf has written there, instead of synthesizing this project."),
    ] = None,
    as_of: Annotated[str, typer.Option(metavar="DATE", help="Judge waivers as of another day.")] = "",
    as_json: Json = False,
) -> None:
    """Let Checkov, which knows nothing of Cairn, judge what is synthesized. The same waivers hold."""
    from constructs_lib.operations import scan as verb

    screen = console(as_json or form == "json")
    wanted = verb.Wanted(format="json" if as_json else form, as_of=as_of)
    if folder is not None:
        end(verb.scan_folder(screen, folder, wanted=wanted))
    end(verb.scan(project(), screen, environment=environment, wanted=wanted))
