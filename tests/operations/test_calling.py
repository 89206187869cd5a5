"""What every verb begins and ends with."""

from pathlib import Path

import pytest
import typer

from constructs_lib.operations.calling import console, end, options, project
from constructs_lib.operations.refusal import BadInput


def test_the_project_is_the_one_named_or_the_one_around(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CAIRN_PROJECT", str(tmp_path))

    with pytest.raises(BadInput, match="no Cairn project"):
        project()


def test_options_are_what_was_typed() -> None:
    chosen = options("dev", ["a"], "", 2, 7)

    assert (chosen.environment, chosen.stacks, chosen.parallelism, chosen.lock_timeout_seconds) == ("dev", ("a",), 2, 7)


def test_a_verb_ends_with_its_code() -> None:
    with pytest.raises(typer.Exit) as raised:
        end(3)

    assert raised.value.exit_code == 3
    assert console(as_json=True).as_json
