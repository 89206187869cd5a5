from pathlib import Path

import pytest

from constructs_lib.operations.console import Console
from constructs_lib.operations.project import Project
from constructs_lib.operations.refusal import BadInput
from constructs_lib.operations.synthesized import documents


def nowhere() -> Project:
    raise AssertionError


def write(folder: Path, text: str) -> None:
    stack = folder / "stacks" / "net" / "cdk.tf.json"
    stack.parent.mkdir(parents=True)
    stack.write_text(text, encoding="utf-8")


def test_a_folder_is_read_without_a_project(tmp_path: Path) -> None:
    write(tmp_path, '{"resource": {}}')

    assert documents(Console(), tmp_path, nowhere) == {"net": {"resource": {}}}


def test_what_is_no_json_is_told(tmp_path: Path) -> None:
    write(tmp_path, "{")

    with pytest.raises(BadInput, match="is no JSON"):
        documents(Console(), tmp_path, nowhere)
