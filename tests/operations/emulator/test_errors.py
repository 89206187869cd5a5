"""A refusal says what, where, what it got and what to do."""

from constructs_lib.foundation.errors import CairnError, Problem
from constructs_lib.operations.emulator.errors import EmulatorError, EscapeError


def test_one_problem_is_the_whole_message() -> None:
    error = EmulatorError("another process listens there", where="127.0.0.1:5555", fix="leave the port out")

    assert isinstance(error, CairnError)
    assert (error.where, error.fix) == ("127.0.0.1:5555", "leave the port out")
    assert str(error) == "127.0.0.1:5555: another process listens there\n    fix      leave the port out"


def test_every_way_out_is_told() -> None:
    error = EscapeError([Problem(what="set", where="AWS_PROFILE"), Problem(what="missing", where="AWS_ENDPOINT_URL")])

    assert str(error).splitlines()[1:] == ["AWS_PROFILE: set", "AWS_ENDPOINT_URL: missing"]
