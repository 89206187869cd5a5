"""Both ways are run in turn, in processes of their own, and what they write is compared."""

from collections.abc import Callable
from pathlib import Path

import pytest

from constructs_lib.operations.bench import measure
from constructs_lib.operations.bench.measure import (
    BenchError,
    Comparison,
    Program,
    Report,
    Sample,
    measure_program,
    measure_sizes,
)

WRITER = """
import os, pathlib, sys
output = pathlib.Path(os.environ["CDKTF_OUTDIR"], "stacks")
output.mkdir(parents=True, exist_ok=True)
way = "stock" if os.environ["CAIRN_STOCK_BINDINGS"] else "fast"
with open("log", "a") as log:
    log.write(way + " ")
"""


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Program]:
    def write(*lines: str, arguments: tuple[str, ...] = ()) -> Program:
        path = tmp_path / "main.py"
        path.write_text("\n".join([WRITER, *lines]))
        return Program(target=str(path), arguments=arguments, directory=tmp_path, environment={"GIVEN": "variable"})

    return write


def measured(program: Program, *, repeats: int = 1) -> Report:
    return measure_program(program, label="main.py", repeats=repeats, say=lambda _: None)


def test_ways_alternate_after_a_run_that_does_not_count(write: Callable[..., Program], tmp_path: Path) -> None:
    program = write('(output / "a.json").write_text(os.environ["GIVEN"] + sys.argv[1])', arguments=("argument",))

    report = measured(program, repeats=2)

    assert (tmp_path / "log").read_text().split() == ["fast", "stock", "fast", "stock", "fast"]
    (comparison,) = report.comparisons
    assert (comparison.label, comparison.resources, comparison.files) == ("main.py", 0, 1)
    for sample in (comparison.stock, comparison.fast):
        assert len(sample.seconds) == 2
        assert sample.fastest > 0
        assert sample.processor_seconds > 0
        assert sample.python_kilobytes > 1000


def test_output_that_differs_is_an_error(write: Callable[..., Program]) -> None:
    program = write('(output / "same.json").write_text("x")', '(output / "other.json").write_text(way)')

    with pytest.raises(
        BenchError, match=r"main\.py: stock and fast bindings gave different output: stacks/other\.json$"
    ):
        measured(program)


def test_a_file_too_few_is_an_error(write: Callable[..., Program]) -> None:
    program = write('(output / "same.json").write_text("x")', '(output / way).write_text("x")')

    with pytest.raises(BenchError, match="different output: stacks/fast, stacks/stock"):
        measured(program)


def test_a_program_that_writes_elsewhere_is_an_error(write: Callable[..., Program]) -> None:
    with pytest.raises(BenchError, match="wrote nothing to the directory that CDKTF_OUTDIR names"):
        measured(write())


def test_a_program_that_fails_is_an_error(write: Callable[..., Program]) -> None:
    with pytest.raises(BenchError, match=r"(?s)main\.py failed with exit code 3:.*reason"):
        measured(write('sys.stderr.write("reason")', "sys.exit(3)"))


def test_what_a_child_process_takes_counts_apart(write: Callable[..., Program]) -> None:
    program = write(
        "import subprocess",
        'subprocess.run([sys.executable, "-c", "x = bytearray(100_000_000)"])',
        '(output / "a").write_text("")',
    )

    (comparison,) = measured(program).comparisons

    assert comparison.fast.node_kilobytes > 90_000
    assert comparison.fast.python_kilobytes < 90_000


def test_the_small_stack_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, int, tuple[str, ...]]] = []

    def compare(label: str, resources: int, program: Program, repeats: int, say: object) -> Comparison:
        asked.append((label, resources, program.arguments))
        return Comparison(label=label, resources=resources, stock=SAMPLE, fast=SAMPLE, files=1)

    monkeypatch.setattr(measure, "_compare", compare)

    measure_sizes([5000, 1000], repeats=1, say=lambda _: None)

    assert asked == [
        ("one small stack", 10, ("10",)),
        ("1,000 resources", 1000, ("1000",)),
        ("5,000 resources", 5000, ("5000",)),
    ]


SAMPLE = Sample(seconds=(3.0, 1.0, 2.0), processor_seconds=1.0, python_kilobytes=1, node_kilobytes=1)


def test_a_sample_has_a_fastest_and_a_typical_run() -> None:
    assert (SAMPLE.fastest, SAMPLE.typical) == (1.0, 2.0)


def test_the_cost_of_a_resource_is_what_comes_on_top_of_the_small_stack() -> None:
    larger = Sample(seconds=(5.0, 4.0), processor_seconds=1.0, python_kilobytes=1, node_kilobytes=1)
    base = Comparison(label="small", resources=10, stock=SAMPLE, fast=SAMPLE, files=1)
    more = Comparison(label="more", resources=1010, stock=larger, fast=SAMPLE, files=1)
    report = Report(comparisons=(base, more), repeats=3)

    assert report.per_resource(more, lambda each: each.stock.fastest) == pytest.approx(0.003)
    assert report.per_resource(more, lambda each: each.fast.fastest) == 0
    assert report.per_resource(base, lambda each: each.stock.fastest) is None
