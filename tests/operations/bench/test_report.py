"""The figures, for people and for programs."""

import json

import pytest

from constructs_lib.operations.bench.measure import Comparison, Report, Sample
from constructs_lib.operations.bench.report import render_json, render_table


@pytest.fixture
def report() -> Report:
    def sample(*seconds: float, processor: float, python: int) -> Sample:
        return Sample(
            seconds=seconds, processor_seconds=processor, python_kilobytes=python * 1024, node_kilobytes=100 * 1024
        )

    return Report(
        comparisons=(
            Comparison(
                label="one small stack",
                resources=10,
                stock=sample(11.0, 10.0, processor=9.0, python=526),
                fast=sample(0.5, 0.6, processor=0.5, python=39),
                files=2,
            ),
            Comparison(
                label="1,000 resources",
                resources=1010,
                stock=sample(11.5, 12.0, processor=10.5, python=527),
                fast=sample(1.4, 1.5, processor=1.0, python=40),
                files=5,
            ),
        ),
        repeats=2,
    )


def test_table(report: Report) -> None:
    assert render_table(report).splitlines() == [
        "                 way    fastest s  median s  processor s  ms a resource  processor ms  Python MB  Node MB  output",
        "one small stack  stock      10.00     10.50         9.00              -             -        526      100  2 files",
        "                 fast        0.50      0.55         0.50              -             -         39      100  the same bytes",
        "1,000 resources  stock      11.50     11.75        10.50           1.50          1.50        527      100  5 files",
        "                 fast        1.40      1.45         1.00           0.90          0.50         40      100  the same bytes",
    ]


def test_json(report: Report) -> None:
    document = json.loads(render_json(report))

    assert (document["repeats"], document["identical"]) == (2, True)
    assert document["comparisons"][0]["stock"] == {
        "seconds": [11.0, 10.0],
        "processor_seconds": 9.0,
        "python_kilobytes": 526 * 1024,
        "node_kilobytes": 100 * 1024,
    }
    assert document["comparisons"][0]["per_resource"] == {
        "stock": {"seconds": None, "processor_seconds": None},
        "fast": {"seconds": None, "processor_seconds": None},
    }
    per_resource = document["comparisons"][1]["per_resource"]
    assert per_resource["stock"] == pytest.approx({"seconds": 0.0015, "processor_seconds": 0.0015})
    assert per_resource["fast"] == pytest.approx({"seconds": 0.0009, "processor_seconds": 0.0005})
