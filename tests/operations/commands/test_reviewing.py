"""What can be typed about a change."""

import pytest
from typer.testing import CliRunner

from constructs_lib.operations.command_line import app


@pytest.mark.parametrize("verb", ["affected", "review"])
def test_they_are_verbs_like_all_others(verb: str) -> None:
    answer = CliRunner().invoke(app, [verb, "--help"])

    assert answer.exit_code == 0
    assert "--base" in answer.output


def test_affected_needs_a_base() -> None:
    answer = CliRunner().invoke(app, ["affected"])

    assert answer.exit_code == 2
