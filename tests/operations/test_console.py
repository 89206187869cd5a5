"""Answers on standard output, everything else on standard error."""

import json

import pytest

from constructs_lib.operations.console import Console, shown, table


def test_people_get_text_and_machines_json(capsys: pytest.CaptureFixture[str]) -> None:
    Console().answer("text", {"a": 1})
    Console(as_json=True).answer("text", {"a": "ü"})
    text, _, data = capsys.readouterr().out.partition("\n")

    assert (text, json.loads(data)) == ("text", {"a": "ü"})


def test_remarks_and_steps_are_plain_lines_where_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    console = Console(as_json=True)
    with console.working():
        console.step("dev-x", "planning")
        console.tell("a remark")
        console.step("dev-x", "no changes", last=True)
    written = capsys.readouterr()

    assert (written.out, written.err) == ("", "dev-x: planning\na remark\ndev-x: no changes\n")


def test_nobody_is_asked_where_nobody_is() -> None:
    assert not Console().interactive


def test_nothing_is_coloured_off_a_terminal() -> None:
    assert Console().style("text", "bad") == "text"


def test_columns_are_as_wide_as_their_longest_cell() -> None:
    assert table([("a", "bb", "c"), ("aaa", "b", "")], heading=("", "X", "Y")) == "     X   Y\na    bb  c\naaa  b"
    assert table([]) == ""


def test_values_are_shown_on_one_line() -> None:
    assert [shown(value) for value in ("text", 1, None, ["a"])] == ["text", "1", "null", '["a"]']
