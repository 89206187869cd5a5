"""`python -m constructs_lib.operations.bench`."""

import argparse
import sys
from pathlib import Path

from constructs_lib.foundation.errors import CairnError
from constructs_lib.operations.bench.measure import Program, measure_program, measure_sizes
from constructs_lib.operations.bench.report import render_json, render_table


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0 when measured and equal, 1 when not, 2 on wrong usage."""
    parser = argparse.ArgumentParser(prog="bench", description="Stock and fast provider bindings, side by side.")
    parser.add_argument(
        "--sizes", type=_sizes, default=(1000, 5000), help="numbers of resources, as in 1000,5000,20000"
    )
    parser.add_argument("--repeats", type=int, default=3, help="runs of each way (default 3)")
    parser.add_argument("--program", type=Path, help="measure this program instead, run in its own directory")
    parser.add_argument("--env", action="append", default=[], metavar="NAME=VALUE", help="a variable for that program")
    parser.add_argument("--json", action="store_true", help="figures as JSON")
    options = parser.parse_args(arguments)
    if options.repeats < 1:
        parser.error("--repeats must be at least 1")
    pairs = [str(pair).partition("=") for pair in options.env]
    if not all(name and equals for name, equals, _ in pairs):
        parser.error("--env wants NAME=VALUE")
    try:
        if options.program is not None:
            path: Path = options.program.absolute()
            program = Program(
                target=str(path), directory=path.parent, environment={name: value for name, _, value in pairs}
            )
            report = measure_program(program, label=path.name, repeats=options.repeats, say=_say)
        else:
            report = measure_sizes(options.sizes, repeats=options.repeats, say=_say)
    except CairnError as error:
        _say(str(error))
        return 1
    sys.stdout.write((render_json(report) if options.json else render_table(report)) + "\n")
    return 0


def _sizes(text: str) -> tuple[int, ...]:
    sizes = tuple(int(part) for part in text.split(",") if part)
    if not all(size > 0 for size in sizes):
        raise argparse.ArgumentTypeError("sizes are positive numbers")
    return sizes


def _say(message: str) -> None:
    sys.stderr.write(f"{message}\n")


if __name__ == "__main__":
    sys.exit(main())
