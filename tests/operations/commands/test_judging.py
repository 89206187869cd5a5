import pytest
from typer.testing import CliRunner

from constructs_lib.operations.command_line import app

VERBS = ("synth", "check", "reach", "diagram")


@pytest.mark.parametrize("verb", VERBS)
def test_its_verbs_can_be_typed_and_explain_themselves(verb: str) -> None:
    helped = CliRunner().invoke(app, [*verb.split(), "--help"])

    assert helped.exit_code == 0
    assert f"Usage: root {verb}" in helped.stdout or f" {verb} " in helped.stdout
