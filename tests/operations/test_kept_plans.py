"""Plans as files."""

import json
from pathlib import Path

import pytest

from constructs_lib.operations.kept_plans import KeptPlan, keep, read_kept
from constructs_lib.operations.refusal import BadInput

SECRET = {
    "format_version": "1.2",
    "resource_changes": [
        {
            "change": {
                "before": {"p": "hunter2"},
                "after": {"p": "hunter3"},
                "before_sensitive": {"p": True},
                "after_sensitive": {"p": True},
            }
        }
    ],
}


def test_a_plan_comes_back_with_its_notes_and_without_secrets(tmp_path: Path) -> None:
    keep(tmp_path / "new", KeptPlan(stack_id="s", plan=SECRET, because_of=("p",), placeholders=("/a",), no_state=True))

    found = read_kept(tmp_path / "new")["s"]

    assert (found.because_of, found.placeholders, found.no_state) == (("p",), ("/a",), True)
    assert found.plan["resource_changes"][0]["change"]["after"] == {"p": "(sensitive, changed)"}
    assert "hunter" not in (tmp_path / "new" / "s.json").read_text(encoding="utf-8")
    assert "cairn" not in found.plan


def test_what_terraform_wrote_is_read_too(tmp_path: Path) -> None:
    (tmp_path / "s.json").write_text(json.dumps({"format_version": "1.2"}), encoding="utf-8")

    assert read_kept(tmp_path)["s"] == KeptPlan(stack_id="s", plan={"format_version": "1.2"})


@pytest.mark.parametrize("text", ["", "[]", "{}", "null"])
def test_what_is_no_plan_is_refused_by_name(text: str, tmp_path: Path) -> None:
    (tmp_path / "s.json").write_text(text, encoding="utf-8")

    with pytest.raises(BadInput, match=r"s\.json is no plan"):
        read_kept(tmp_path)


def test_a_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="is no folder"):
        read_kept(tmp_path / "nowhere")
