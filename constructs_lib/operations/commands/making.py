"""Verbs about the project and this machine: doctor, bench, new, init."""

from pathlib import Path
from typing import Annotated

import typer

from constructs_lib.operations.arguments import Json
from constructs_lib.operations.commands.start import console, end, project


def doctor(*, as_json: Json = False) -> None:
    """Say what this machine has, lacks, and how to get it."""
    from constructs_lib.operations.doctor import doctor as verb

    end(verb(console(as_json)))


def bench(
    what: Annotated[str, typer.Argument(help="What to measure: synth, reach, policies or review.")] = "synth",
    *,
    sizes: Annotated[str, typer.Option(help="Numbers of resources, for synth.")] = "1000,5000",
    repeats: Annotated[int, typer.Option(min=1, help="Runs of each way.")] = 3,
    as_json: Json = False,
) -> None:
    """Measure synthesis with stock provider bindings and fast ones, questions of who reaches whom, judging, or reviews."""
    if what == "reach":
        from constructs_lib.operations.bench.reach import bench_reach

        end(bench_reach(console(as_json), repeats=repeats))
    if what == "policies":
        from constructs_lib.operations.bench.policies import bench_policies

        end(bench_policies(project(), console(as_json), repeats=repeats))
    if what == "review":
        from constructs_lib.operations.bench.review import bench_review

        end(bench_review(console(as_json), repeats=repeats))
    if what != "synth":
        raise typer.BadParameter(f"{what!r} cannot be measured; allowed: synth, reach, policies, review")
    from constructs_lib.operations.bench.__main__ import main as measure

    end(measure(["--sizes", sizes, "--repeats", str(repeats), *(["--json"] if as_json else [])]))


def new(
    domain: Annotated[str, typer.Argument(help="Domain it belongs to, such as network.")],
    noun: Annotated[str, typer.Argument(help="What it is, in snake_case, such as prefix_list.")],
    *,
    as_json: Json = False,
) -> None:
    """Write a new construct and its test, both of which work at once."""
    from constructs_lib.operations.scaffold import new as verb

    end(verb(project(), console(as_json), domain=domain, noun=noun))


def init(
    path: Annotated[Path, typer.Argument(help="Folder of the new project.")],
    *,
    as_json: Json = False,
) -> None:
    """Make a new project around the installed package."""
    from constructs_lib.operations.init import init as verb

    end(verb(console(as_json), path))
