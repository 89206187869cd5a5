"""The one form in which a person reads a refusal."""

import pytest

from constructs_lib.foundation.errors import (
    CairnError,
    ConfigError,
    ContractError,
    DamageError,
    InternalError,
    Problem,
    ProblemsError,
    SynthesisError,
)

WHOLE = Problem(
    where="dev.us-east-1.NetworkConfig.cidr",
    what="is no private range",
    got="'8.8.0.0/16'",
    allowed="10.0.0.0/8",
    fix="choose another",
    line="environments/dev.py:3",
)


def test_a_problem_in_full() -> None:
    assert str(WHOLE) == (
        "dev.us-east-1.NetworkConfig.cidr: is no private range\n"
        "    got      '8.8.0.0/16'\n"
        "    allowed  10.0.0.0/8\n"
        "    fix      choose another\n"
        "    line     environments/dev.py:3"
    )


def test_a_problem_says_nothing_it_does_not_know() -> None:
    assert str(Problem(what="went wrong")) == "went wrong"
    assert str(Problem(where="x", what="went wrong", fix="mend it")) == "x: went wrong\n    fix      mend it"


@pytest.mark.parametrize(
    ("prefix", "where", "expected"),
    [
        ("dev", "cidr", "dev.cidr"),
        ("dev", "[0].cidr", "dev[0].cidr"),
        ("dev", "", "dev"),
        ("", "cidr", "cidr"),
        ("", "", ""),
    ],
)
def test_a_problem_from_further_out(prefix: str, where: str, expected: str) -> None:
    assert Problem(what="x", where=where).under(prefix).where == expected


def test_moving_a_problem_keeps_the_rest() -> None:
    moved = WHOLE.under("all")

    assert (moved.what, moved.got, moved.allowed, moved.fix, moved.line) == (
        WHOLE.what,
        WHOLE.got,
        WHOLE.allowed,
        WHOLE.fix,
        WHOLE.line,
    )


@pytest.mark.parametrize(
    ("kind", "one", "two"),
    [
        (ConfigError, "1 problem in the configuration:", "2 problems in the configuration:"),
        (ContractError, "1 problem between stacks:", "2 problems between stacks:"),
        (DamageError, "1 problem in the synthesized Terraform:", "2 problems in the synthesized Terraform:"),
        (SynthesisError, "1 problem while making the Terraform:", "2 problems while making the Terraform:"),
    ],
)
def test_a_refusal_lists_everything(kind: type[ProblemsError], one: str, two: str) -> None:
    first, second = Problem(where="a", what="x"), Problem(where="b", what="y")

    assert str(kind([first])) == f"{one}\na: x"
    assert str(kind([first, second])) == f"{two}\na: x\nb: y"
    assert kind(iter([first, second])).problems == (first, second)


@pytest.mark.parametrize("kind", [ConfigError, ContractError, DamageError, SynthesisError])
def test_bad_input_ends_with_two(kind: type[CairnError]) -> None:
    assert kind.exit_code == 2


@pytest.mark.parametrize("kind", [CairnError, InternalError])
def test_everything_else_ends_with_one(kind: type[CairnError]) -> None:
    assert kind.exit_code == 1
