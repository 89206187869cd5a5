"""What a killed apply created and no state knows."""

import json
from pathlib import Path
from typing import Any

from constructs_lib.operations.recovery import created, lost


def event(action: str, address: str, id_: str = "") -> str:
    hook: dict[str, Any] = {"resource": {"addr": address}, "action": action}
    if id_:
        hook["id_value"] = id_
    return json.dumps({"type": "apply_complete", "hook": hook})


def log(folder: Path, *lines: str) -> Path:
    path = folder / "apply.log"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


DOCUMENT = {"resource": {"aws_vpc": {"a": {}}, "aws_sns_topic": {"t": {}}}}


def test_created_is_what_was_made_and_not_deleted_again(tmp_path: Path) -> None:
    path = log(
        tmp_path,
        event("create", "aws_vpc.a", "vpc-1"),
        event("create", "aws_vpc.b", "vpc-2"),
        event("delete", "aws_vpc.b"),
        event("update", "aws_vpc.c", "vpc-3"),
        json.dumps({"type": "apply_start", "hook": {"resource": {"addr": "aws_vpc.d"}, "action": "create"}}),
        '{"type": "apply_comp',
    )

    assert created(path) == {"aws_vpc.a": "vpc-1"}


def test_no_log_tells_nothing(tmp_path: Path) -> None:
    assert created(tmp_path / "none.log") == {}


def test_lost_is_what_the_state_does_not_know_and_the_stack_still_wants(tmp_path: Path) -> None:
    path = log(
        tmp_path,
        event("create", "aws_vpc.a", "vpc-1"),
        event("create", "aws_sns_topic.t", "arn"),
        event("create", "aws_vpc.unwanted", "vpc-2"),
    )

    assert lost([path], ["aws_sns_topic.t"], DOCUMENT) == {"aws_vpc.a": "vpc-1"}
