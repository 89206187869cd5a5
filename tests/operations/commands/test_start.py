"""What every verb starts from, and how it ends."""

from pathlib import Path

import pytest
import typer

from constructs_lib.operations.commands import start
from constructs_lib.operations.refusal import BadInput


def test_the_project_that_is_named_goes_before_the_one_somebody_stands_in(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, project: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BadInput, match="no Cairn project"):
        start.project()

    monkeypatch.setenv("CAIRN_PROJECT", str(project))
    assert start.project().root == project


def test_options_of_a_run() -> None:
    chosen = start.options("dev", None, "http://127.0.0.1:1", 2, 30)

    assert (chosen.environment, chosen.stacks, chosen.emulator) == ("dev", (), "http://127.0.0.1:1")
    assert (chosen.parallelism, chosen.lock_timeout_seconds) == (2, 30)


def test_ends_with_its_code() -> None:
    with pytest.raises(typer.Exit) as ended:
        start.end(3)
    assert ended.value.exit_code == 3
    assert start.console(as_json=True).as_json
