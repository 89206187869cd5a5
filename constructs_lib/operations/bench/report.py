"""The figures as a table for people, or as JSON."""

import json
from collections.abc import Callable
from dataclasses import asdict

from constructs_lib.operations.bench.measure import Comparison, Report, Sample

_HEADINGS = (
    "",
    "way",
    "fastest s",
    "median s",
    "processor s",
    "ms a resource",
    "processor ms",
    "Python MB",
    "Node MB",
    "output",
)
_WAYS: tuple[tuple[str, Callable[[Comparison], Sample]], ...] = (
    ("stock", lambda comparison: comparison.stock),
    ("fast", lambda comparison: comparison.fast),
)


def render_table(report: Report) -> str:
    """One line for each program and way."""
    rows: list[tuple[str, ...]] = [_HEADINGS]
    for comparison in report.comparisons:
        for name, way in _WAYS:
            sample = way(comparison)
            rows.append(
                (
                    comparison.label if name == "stock" else "",
                    name,
                    f"{sample.fastest:.2f}",
                    f"{sample.typical:.2f}",
                    f"{sample.processor_seconds:.2f}",
                    *(_milliseconds(cost) for cost in _costs(report, comparison, way)),
                    f"{sample.python_kilobytes / 1024:.0f}",
                    f"{sample.node_kilobytes / 1024:.0f}",
                    f"{comparison.files} files" if name == "stock" else "the same bytes",
                )
            )
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADINGS))]
    return "\n".join(_line(row, widths) for row in rows)


def _costs(report: Report, comparison: Comparison, way: Callable[[Comparison], Sample]) -> tuple[float | None, ...]:
    """What a resource costs on the clock, and of the processor's time, which other programs disturb less."""
    return (
        report.per_resource(comparison, lambda each: way(each).fastest),
        report.per_resource(comparison, lambda each: way(each).processor_seconds),
    )


def _milliseconds(seconds: float | None) -> str:
    return "-" if seconds is None else f"{seconds * 1000:.2f}"


def _line(row: tuple[str, ...], widths: list[int]) -> str:
    words = (0, 1, len(row) - 1)
    cells = [
        cell.ljust(width) if column in words else cell.rjust(width)
        for column, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
    return "  ".join(cells).rstrip()


def render_json(report: Report) -> str:
    """Everything measured, and the cost per resource."""
    comparisons = [
        {
            **asdict(comparison),
            "per_resource": {
                name: dict(zip(("seconds", "processor_seconds"), _costs(report, comparison, way), strict=True))
                for name, way in _WAYS
            },
        }
        for comparison in report.comparisons
    ]
    return json.dumps({"repeats": report.repeats, "comparisons": comparisons, "identical": True}, indent=2)
