"""Which Terraform process of ours took which state lock: kept on disk, so that a lock that outlived it can be told apart.

Terraform names a lock's id in its own log when it takes it. A lock whose id stands in the record of a process of this
machine that is gone was left behind by that process; nobody else's lock ever looks like that.
"""

import json
import os
import platform
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

from constructs_lib.operations.children import is_alive, started_at

_TAKEN: Final = re.compile(r"tf_backend\.lock\.id=\"?([0-9a-fA-F-]{36})")
_HELD: Final = re.compile(r"^\s*ID:\s+(\S+)", re.MULTILINE)
_BOOT_ID: Final = Path("/proc/sys/kernel/random/boot_id")


@dataclass(frozen=True, slots=True)
class LockRecords:
    """The records of one stack, in a folder of its own. Nothing stays of a process that ended well."""

    folder: Path

    def begin(self) -> Path:
        """A new log for a process about to start; readable by its owner only, for it may quote values."""
        self.folder.mkdir(parents=True, exist_ok=True)
        log = self.folder / f"{uuid.uuid4().hex}.log"
        log.touch(mode=0o600)
        return log

    def started(self, log: Path, pid: int, output: Path) -> None:
        """Remember whose log it is, and where the process tells what it does."""
        _write(
            log,
            {
                "host": platform.node(),
                "boot": _boot(),
                "pid": pid,
                "started": started_at(pid),
                "output": str(output),
                "locks": [],
            },
        )

    def ended(self, log: Path, *, well: bool) -> None:
        """Keep only the ids of locks, and those only when the process may have left one."""
        record, locks = _read(log), _taken(log)
        if well or not locks or not record:
            log.with_suffix(".json").unlink(missing_ok=True)
        else:
            _write(log, {**record, "locks": locks})
        log.unlink(missing_ok=True)

    def any(self) -> bool:
        """Whether a run before this one may have left a lock."""
        return any(self.folder.glob("*.json"))

    def left_behind(self, lock_id: str) -> bool:
        """Whether that lock was taken by a process of ours that is certainly over."""
        for path in sorted(self.folder.glob("*.json")):
            record, log = _read(path), path.with_suffix(".log")
            if lock_id in (*record.get("locks", ()), *_taken(log)):
                return _is_gone(record)
        return False

    def outputs_of_gone(self) -> list[Path]:
        """What processes that are over and did not end well had told."""
        found = [_read(path) for path in sorted(self.folder.glob("*.json"))]
        return [Path(record["output"]) for record in found if _is_gone(record)]

    def forget(self) -> None:
        """Drop the records of processes that are over: their locks are gone, or were never there."""
        for path in sorted(self.folder.glob("*.json")):
            if _is_gone(_read(path)):
                path.unlink(missing_ok=True)
                path.with_suffix(".log").unlink(missing_ok=True)


def lock_held(message: str) -> str:
    """The id of the lock that stood in Terraform's way, from its error."""
    found = _HELD.search(message)
    return found[1] if found else ""


def _is_gone(record: Mapping[str, Any]) -> bool:
    """Of another machine's processes nobody here can tell; half a record proves nothing."""
    if record.get("host") != platform.node():
        return False
    return record["boot"] != _boot() or not is_alive(record["pid"], record["started"])


def _taken(log: Path) -> list[str]:
    try:
        return sorted(set(_TAKEN.findall(log.read_text(encoding="utf-8", errors="replace"))))
    except OSError:
        return []


def _read(path: Path) -> Mapping[str, Any]:
    try:
        return cast("Mapping[str, Any]", json.loads(path.with_suffix(".json").read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def _write(path: Path, record: Mapping[str, Any]) -> None:
    part = path.with_suffix(f".{os.getpid()}")
    part.write_text(json.dumps(record), encoding="utf-8")
    part.replace(path.with_suffix(".json"))


def _boot() -> str:
    try:
        return _BOOT_ID.read_text(encoding="utf-8").strip()
    except OSError:
        return ""
