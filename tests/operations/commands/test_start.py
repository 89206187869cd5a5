from pathlib import Path

import pytest
import typer

from constructs_lib.operations.commands.start import console, end, options, project


def test_every_verb_starts_and_ends_alike(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "environments").mkdir()
    (tmp_path / "cdktf.json").touch()
    monkeypatch.setenv("CAIRN_PROJECT", str(tmp_path))

    assert project().root == tmp_path.resolve()
    assert console(as_json=True).as_json
    assert options("dev", None, "", 0, 5).lock_timeout_seconds == 5
    with pytest.raises(typer.Exit) as ended:
        end(3)
    assert ended.value.exit_code == 3
