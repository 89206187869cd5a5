"""Scanning: what is said before and instead of an answer. What Checkov itself says is in tests/nightly."""

from pathlib import Path

import pytest

from constructs_lib.analysis.checkov.results import NotScanned
from constructs_lib.operations.refusal import BadInput
from constructs_lib.operations.scan import Wanted, run_checkov
from tests.operations.small_project import SmallProject


def program(path: Path, script: str) -> Path:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def test_a_missing_checkov_is_told_before_anything_is_synthesized(small_project: SmallProject) -> None:
    answer = small_project.cairn("scan", PATH="/nowhere")

    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr.splitlines()[0] == "Checkov is missing"
    assert "    fix        make scan, or pipx install checkov" in answer.stderr


@pytest.mark.parametrize(
    "wanted", [Wanted(format="xml"), Wanted(as_of="tomorrow"), Wanted(format="sarif", as_of="31.03.2027")]
)
def test_what_names_nothing_is_bad_input(wanted: Wanted) -> None:
    with pytest.raises(BadInput):
        wanted.require()


def test_nobodys_own_settings_reach_checkov(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CKV_SKIP_CHECK", "CKV_AWS_24")
    monkeypatch.setenv("BC_API_KEY", "secret")
    mirror = program(tmp_path / "mirror", "env; ls -a; ls -a $HOME")

    said = run_checkov([str(mirror)], {"one": {}, "two": {}}).splitlines()

    assert not [line for line in said if line.startswith(("CKV_", "BC_"))]
    assert "LOG_LEVEL=ERROR" in said
    # the stacks, and nothing in the folder above or at home
    assert [line for line in said if "=" not in line and line] == [".", "..", "one", "two", ".", ".."]


def test_a_checkov_that_fails_is_told_with_its_last_words(tmp_path: Path) -> None:
    broken = program(tmp_path / "broken", "seq 30 >&2; exit 2")

    with pytest.raises(NotScanned, match="failed with exit code 2") as problem:
        run_checkov([str(broken)], {})

    assert str(problem.value).splitlines()[1:] == [str(number) for number in range(11, 31)]
