"""Measuring synthesis: every run a fresh process, stock and fast in turn, and the two outputs compared byte for byte."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from constructs_lib.foundation.errors import CairnError

STOCK_SWITCH = "CAIRN_STOCK_BINDINGS"
OUTPUT = "CDKTF_OUTDIR"
PROBE = Path(__file__).with_name("probe.py")
SYNTHETIC = "constructs_lib.operations.bench.program"
LIBRARY = Path(__file__).parents[3]
# Enough for the estimate of the fixed cost to be about one small stack, few enough for it to be about nothing else.
SMALL = 10


class BenchError(CairnError):
    """The measurement is worth nothing: a run failed, or the outputs differ."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Program:
    """A cdktf program to run, a file or a module, in a directory, with arguments and environment variables of its own."""

    target: str
    arguments: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict[str, str])
    directory: Path | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Sample:
    """What one way of loading the bindings took, over all repeats."""

    seconds: tuple[float, ...]
    processor_seconds: float
    python_kilobytes: int
    node_kilobytes: int

    @property
    def fastest(self) -> float:
        """The run least disturbed by whatever else the machine did."""
        return min(self.seconds)

    @property
    def typical(self) -> float:
        """The median."""
        return median(self.seconds)


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """Both ways on the same program; `resources` is 0 when the program is not the synthetic one."""

    label: str
    resources: int
    stock: Sample
    fast: Sample
    files: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """Comparisons, the smallest first."""

    comparisons: tuple[Comparison, ...]
    repeats: int

    def per_resource(self, comparison: Comparison, seconds: Callable[[Comparison], float]) -> float | None:
        """Seconds of a kind that a resource costs beyond the fixed cost, which the smallest comparison stands for."""
        base = self.comparisons[0]
        more = comparison.resources - base.resources
        return (seconds(comparison) - seconds(base)) / more if more > 0 else None


def measure_sizes(sizes: Sequence[int], *, repeats: int, say: Callable[[str], None]) -> Report:
    """The synthetic program with each number of resources, after a small one that shows the fixed cost."""
    programs = [
        (
            f"{size:,} resources" if size != SMALL else "one small stack",
            size,
            Program(target=SYNTHETIC, arguments=(str(size),), directory=LIBRARY),
        )
        for size in sorted({SMALL, *sizes})
    ]
    comparisons = tuple(_compare(label, size, program, repeats, say) for label, size, program in programs)
    return Report(comparisons=comparisons, repeats=repeats)


def measure_program(program: Program, *, label: str, repeats: int, say: Callable[[str], None]) -> Report:
    """Any program that leaves its output where CDKTF_OUTDIR says, as an App without an outdir of its own does."""
    return Report(comparisons=(_compare(label, 0, program, repeats, say),), repeats=repeats)


def _compare(label: str, resources: int, program: Program, repeats: int, say: Callable[[str], None]) -> Comparison:
    with tempfile.TemporaryDirectory(prefix="cairn-bench-") as folder:
        stock_output, fast_output = Path(folder, "stock"), Path(folder, "fast")
        say(f"{label}: warming up")
        _run(
            program, fast_output, stock=False
        )  # the first run ever fills caches, and would be measured as no later one is
        stock: list[_Run] = []
        fast: list[_Run] = []
        for repeat in range(1, repeats + 1):
            say(f"{label}: run {repeat} of {repeats}")
            stock.append(_run(program, stock_output, stock=True))
            fast.append(_run(program, fast_output, stock=False))
        files = _same_files(label, stock_output, fast_output)
    return Comparison(label=label, resources=resources, stock=_sample(stock), fast=_sample(fast), files=files)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Run:
    seconds: float
    processor: float
    python: int
    node: int


def _run(program: Program, output: Path, *, stock: bool) -> _Run:
    report = output.with_suffix(".json")
    environment = {**os.environ, **program.environment, OUTPUT: str(output), STOCK_SWITCH: "1" if stock else ""}
    command = [sys.executable, str(PROBE), str(report), program.target, *program.arguments]
    started = time.perf_counter()
    done = subprocess.run(
        command, env=environment, cwd=program.directory, capture_output=True, text=True, check=False, timeout=3600
    )
    seconds = time.perf_counter() - started
    if done.returncode != 0 or not report.exists():
        raise BenchError(f"{program.target} failed with exit code {done.returncode}:\n{done.stderr.strip()[-2000:]}")
    took: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return _Run(seconds=seconds, processor=took["processor"], python=took["python"], node=took["node"])


def _sample(runs: Sequence[_Run]) -> Sample:
    return Sample(
        seconds=tuple(run.seconds for run in runs),
        processor_seconds=min(run.processor for run in runs),
        python_kilobytes=max(run.python for run in runs),
        node_kilobytes=max(run.node for run in runs),
    )


def _same_files(label: str, stock: Path, fast: Path) -> int:
    """How many files there are, once all are known to be equal."""
    expected, actual = _contents(stock), _contents(fast)
    if not expected:
        raise BenchError(f"{label}: the program wrote nothing to the directory that {OUTPUT} names")
    different = sorted(name for name in expected.keys() | actual.keys() if expected.get(name) != actual.get(name))
    if different:
        raise BenchError(f"{label}: stock and fast bindings gave different output: {', '.join(different)}")
    return len(expected)


def _contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
