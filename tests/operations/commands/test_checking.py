"""What `cairn check` and `cairn scan` take."""

from typer.testing import CliRunner

from constructs_lib.operations.command_line import app


def test_its_options() -> None:
    told = CliRunner().invoke(app, ["check", "--help"], env={"COLUMNS": "200"})

    assert told.exit_code == 0
    for option in (
        "--format",
        "--fix",
        "--pack",
        "--dir",
        "--baseline",
        "--write-baseline",
        "--as-of",
        "--rules",
        "--json",
    ):
        assert option in told.output


def test_what_scan_takes() -> None:
    told = CliRunner().invoke(app, ["scan", "--help"], env={"COLUMNS": "200"})

    assert told.exit_code == 0
    for option in ("--format", "--dir", "--as-of", "--json"):
        assert option in told.output
