"""Baselines."""

import json
from pathlib import Path

import pytest

from constructs_lib.analysis.policies.baseline import read, vanished, written
from constructs_lib.foundation.errors import ConfigError
from tests.analysis.policies.findings import ACCEPTED, ERROR, EVERYTHING, WARNING


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    path.write_text(written(EVERYTHING.findings), encoding="utf-8")

    assert read(path) == {ERROR.key, WARNING.key}


def test_it_is_the_same_bytes_in_any_order() -> None:
    assert written([ERROR, WARNING, ERROR]) == written([WARNING, ERROR])
    assert json.loads(written([]))["accepted"] == []


def test_what_is_gone_is_told() -> None:
    assert vanished({ERROR.key, "x y/z"}, [ERROR, ACCEPTED]) == ("x y/z",)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (None, "there is no such file"),
        ("{", "is no JSON"),
        ("[]", "is no baseline"),
        ('{"accepted": [1]}', "is no baseline"),
    ],
)
def test_what_is_no_baseline(tmp_path: Path, content: str | None, what: str) -> None:
    path = tmp_path / "baseline.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")

    with pytest.raises(ConfigError) as caught:
        read(path)

    assert caught.value.problems[0].what.startswith(what)
    assert caught.value.problems[0].where == "baseline.json"
