"""The command: what it is asked for, and how it ends."""

import importlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from constructs_lib.operations.bench.measure import BenchError, Comparison, Program, Report, Sample

main: Any = importlib.import_module("constructs_lib.operations.bench.__main__")

SAMPLE = Sample(seconds=(1.0,), processor_seconds=1.0, python_kilobytes=1, node_kilobytes=1)
REPORT = Report(
    comparisons=(Comparison(label="one small stack", resources=10, stock=SAMPLE, fast=SAMPLE, files=2),), repeats=1
)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    asked: list[object] = []

    def measure_sizes(sizes: Sequence[int], *, repeats: int, say: Callable[[str], None]) -> Report:
        asked.append((tuple(sizes), repeats))
        return REPORT

    def measure_program(program: Program, *, label: str, repeats: int, say: Callable[[str], None]) -> Report:
        asked.append((program, label, repeats))
        return REPORT

    monkeypatch.setattr(main, "measure_sizes", measure_sizes)
    monkeypatch.setattr(main, "measure_program", measure_program)
    return asked


def test_sizes(asked: list[object], capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["--sizes", "1000,20000", "--repeats", "5"]) == 0

    assert asked == [((1000, 20000), 5)]
    assert "one small stack  stock" in capsys.readouterr().out


def test_a_program_with_variables(asked: list[object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    assert main.main(["--program", "app/main.py", "--env", "A=1=2", "--env", "B="]) == 0

    path = tmp_path / "app" / "main.py"
    program = Program(target=str(path), directory=path.parent, environment={"A": "1=2", "B": ""})
    assert asked == [(program, "main.py", 3)]


def test_json(asked: list[object], capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["--json"]) == 0

    assert '"identical": true' in capsys.readouterr().out


def test_a_failure_is_one_message(
    asked: list[object], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> Report:
        raise BenchError("different")

    monkeypatch.setattr(main, "measure_sizes", fail)

    assert main.main([]) == 1
    assert capsys.readouterr() == ("", "different\n")


@pytest.mark.parametrize(
    "arguments", [["--sizes", "0"], ["--sizes", "many"], ["--repeats", "0"], ["--env", "NAME"], ["--env", "=value"]]
)
def test_wrong_usage(asked: list[object], arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main.main(arguments)

    assert caught.value.code == 2
    assert asked == []
