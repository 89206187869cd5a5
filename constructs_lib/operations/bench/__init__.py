"""What synthesis costs: the stock provider bindings and the fast ones, side by side, in one run.

`python -m constructs_lib.operations.bench --help`
"""

from constructs_lib.operations.bench.measure import (
    BenchError,
    Comparison,
    Program,
    Report,
    Sample,
    measure_program,
    measure_sizes,
)
from constructs_lib.operations.bench.report import render_json, render_table

__all__ = [
    "BenchError",
    "Comparison",
    "Program",
    "Report",
    "Sample",
    "measure_program",
    "measure_sizes",
    "render_json",
    "render_table",
]
