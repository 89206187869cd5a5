"""Every error ends as one message and an exit code."""

import sys

import pytest

from constructs_lib.operations.last_resort import DEBUG, guarded
from constructs_lib.operations.refusal import BadInput, Reported


def raising(error: BaseException):
    def run() -> None:
        raise error

    return run


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (BadInput("no such thing", fix="another"), 2, "no such thing\n    fix      another\n"),
        (Reported(5), 5, ""),
        (ValueError("odd"), 1, "unexpected ValueError: odd\n    trace    cairn --debug …\n"),
        (KeyboardInterrupt(), 1, "interrupted\n"),
        (SystemExit(3), 3, ""),
        (SystemExit(None), 0, ""),
    ],
)
def test_errors_are_one_message(
    error: BaseException, code: int, said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(DEBUG, raising=False)

    assert guarded(raising(error)) == code
    assert capsys.readouterr() == ("", said)


def test_the_trace_is_for_those_who_ask(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DEBUG, "1")

    assert guarded(raising(ValueError("odd"))) == 1
    assert "Traceback" in capsys.readouterr().err


def test_success_is_zero() -> None:
    assert guarded(lambda: sys.stdout) == 0
