"""Whose lock it is that outlived its process."""

import json
import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest

from constructs_lib.operations.lock_records import LockRecords, lock_held

LOCK = "23e1c113-02fa-909e-b799-b0fd56ea644f"
TAKEN = f"[INFO]  backend-s3: Locked remote state (S3 Native only): tf_backend.lock.id={LOCK} tf_backend.lock.who=me\n"


def ended_process() -> int:
    """The id of a process that is certainly over."""
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return child.pid


@pytest.fixture
def records(tmp_path: Path) -> LockRecords:
    return LockRecords(tmp_path / "stack")


def left_by(records: LockRecords, pid: int, output: Path = Path("apply.log")) -> Path:
    log = records.begin()
    records.started(log, pid, output)
    log.write_text(TAKEN, encoding="utf-8")
    return log


def test_a_lock_of_a_process_that_is_gone_was_left_behind(records: LockRecords) -> None:
    left_by(records, ended_process())

    assert records.left_behind(LOCK)


def test_a_lock_of_a_living_process_is_its_own(records: LockRecords) -> None:
    left_by(records, os.getpid())

    assert not records.left_behind(LOCK)


def test_a_process_id_given_out_again_is_another_process(records: LockRecords) -> None:
    log = left_by(records, os.getpid())
    path = log.with_suffix(".json")
    path.write_text(json.dumps(json.loads(path.read_text()) | {"started": "1"}))

    assert records.left_behind(LOCK)


def test_a_lock_nobody_here_took_is_somebody_elses(records: LockRecords) -> None:
    left_by(records, ended_process())

    assert not records.left_behind("00000000-0000-0000-0000-000000000000")


def test_of_another_machines_process_nobody_can_tell(records: LockRecords) -> None:
    log = left_by(records, ended_process())
    path = log.with_suffix(".json")
    path.write_text(json.dumps(json.loads(path.read_text()) | {"host": f"not-{platform.node()}"}))

    assert not records.left_behind(LOCK)


def test_half_a_record_proves_nothing(records: LockRecords) -> None:
    log = left_by(records, ended_process())
    log.with_suffix(".json").write_text('{"host": "')

    assert not records.left_behind(LOCK)


def test_nothing_stays_of_a_process_that_ended_well(records: LockRecords) -> None:
    records.ended(left_by(records, os.getpid()), well=True)

    assert list(records.folder.iterdir()) == []


def test_of_one_that_did_not_only_the_locks_stay(records: LockRecords) -> None:
    log = left_by(records, ended_process())
    records.ended(log, well=False)

    assert (records.left_behind(LOCK), log.exists()) == (True, False)


def test_one_that_never_had_a_lock_leaves_none(records: LockRecords) -> None:
    log = records.begin()
    records.started(log, os.getpid(), Path("plan.log"))
    records.ended(log, well=False)

    assert not records.any()


def test_the_log_is_its_owners_alone(records: LockRecords) -> None:
    assert records.begin().stat().st_mode & 0o077 == 0


def test_what_gone_processes_told_is_found_until_it_is_forgotten(records: LockRecords) -> None:
    left_by(records, ended_process(), Path("one.log"))
    left_by(records, os.getpid(), Path("two.log"))

    assert records.outputs_of_gone() == [Path("one.log")]
    records.forget()
    assert (records.outputs_of_gone(), records.any()) == ([], True)


def test_the_lock_in_the_way_is_read_from_terraforms_words() -> None:
    assert lock_held(f"Lock Info:\n  ID:        {LOCK}\n  Path:      b/k\n") == LOCK
    assert lock_held("something else") == ""
