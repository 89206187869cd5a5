"""Verbs that judge environments without touching AWS: synth, check, cost, reach, diagram."""

from pathlib import Path
from typing import Annotated

import typer

from constructs_lib.operations.arguments import Json, MaybeEnvironment, Stacks
from constructs_lib.operations.commands.start import console, end, project


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


def check(environment: MaybeEnvironment = "", *, as_json: Json = False) -> None:
    """Judge environments without touching AWS: their configuration, then what is synthesized from it."""
    from constructs_lib.operations.check import check as verb

    end(verb(project(), console(as_json), environment=environment))


def cost(
    environment: MaybeEnvironment = "",
    *,
    resources: Annotated[
        bool, typer.Option("--resources", help="Say each resource's uses, prices and where they are from.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Estimate what environments cost a month, from what is synthesized and the usage they declare."""
    from constructs_lib.operations.cost import cost as verb

    end(verb(project(), console(as_json), environment=environment, resources=resources))


def reach(
    source: Annotated[
        str,
        typer.Argument(
            metavar="FROM",
            help="internet, an address or range, an environment, a stack, a construct's path, or a pattern ('*/database').",
        ),
    ],
    target: Annotated[str, typer.Argument(metavar="TO", help="The same, or aws:SERVICE.")],
    port: Annotated[int | None, typer.Argument(min=1, max=65535, help="All ports and protocols when left out.")] = None,
    *,
    protocol: Annotated[str, typer.Option(help="tcp, udp or icmp.")] = "tcp",
    folder: Annotated[
        Path | None,
        typer.Option("--dir", help="Read what any cdktf has written there, instead of synthesizing this project."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Say whether FROM can reach TO, with every hop there and back, or the first one that refuses. Exit 1 if not."""
    from constructs_lib.operations.reach import reach as verb

    end(verb(console(as_json), folder, project, source=source, target=target, port=port, protocol=protocol))


def diagram(
    environment: MaybeEnvironment = "",
    *,
    svg: Annotated[Path | None, typer.Option(help="Write an SVG to this file instead.")] = None,
    output: Annotated[Path | None, typer.Option(help="Write the Mermaid to this file.")] = None,
    folder: Annotated[
        Path | None,
        typer.Option("--dir", help="Read what any cdktf has written there, instead of synthesizing this project."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Draw the network of environments, as Mermaid or SVG, from what is synthesized."""
    from constructs_lib.operations.diagram import diagram as verb

    end(verb(console(as_json), folder, project, environment=environment, svg=svg, output=output))
