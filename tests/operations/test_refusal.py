"""How the command line says no."""

from constructs_lib.foundation.errors import CairnError
from constructs_lib.operations.refusal import BadInput, Interrupted, Refused, Reported, unknown


def test_exit_codes_say_whose_turn_it_is() -> None:
    assert [error.exit_code for error in (Refused("x"), BadInput("x"), Reported(7), Interrupted("x"))] == [1, 2, 7, 1]


def test_a_refusal_says_what_to_do() -> None:
    assert str(Refused("it is shut", fix="open it")) == "it is shut\n    fix      open it"
    assert str(Refused("it is shut")) == "it is shut"


def test_an_unknown_name_comes_with_the_known_ones() -> None:
    assert str(unknown("stack", "x", ["a", "b"])) == "unknown stack 'x'\n    allowed  a, b"


def test_what_was_told_already_is_not_told_again() -> None:
    assert str(Reported()) == ""
    assert isinstance(Reported(), CairnError)
