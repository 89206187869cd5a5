"""Said once, on stderr."""

import pytest

from constructs_lib.foundation.bindings import notice


def test_a_message_is_said_once(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notice, "_said", set[str]())

    for message in ("one", "two", "one"):
        notice.say_once(message)

    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "slim bindings: one\nslim bindings: two\n")


@pytest.mark.parametrize(("terminal", "expected"), [(True, "slim bindings: wait\n"), (False, "")])
def test_progress_is_for_terminals(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *, terminal: bool, expected: str
) -> None:
    monkeypatch.setattr(notice, "_said", set[str]())
    monkeypatch.setattr("sys.stderr.isatty", lambda: terminal)

    notice.say_progress("wait")

    assert capsys.readouterr().err == expected
