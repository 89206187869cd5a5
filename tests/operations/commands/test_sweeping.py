"""The verb about what nobody needs any more, as it is typed; what it does is tested where it is done."""

from typer.testing import CliRunner

from constructs_lib.operations.command_line import app


def test_explains_itself() -> None:
    helped = CliRunner().invoke(app, ["sweep", "--help"])

    assert helped.exit_code == 0
    assert "Deletes nothing" in helped.stdout


def test_wants_an_environment() -> None:
    assert CliRunner().invoke(app, ["sweep"]).exit_code == 2
