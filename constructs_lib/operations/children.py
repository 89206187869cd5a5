"""Terraform's processes: each in a session of its own, interrupted once and gently, never orphaned in a way that hurts.

A child writes to files, not to pipes: should `cairn` be killed, the child neither dies of a broken pipe nor of a closed
terminal, finishes what it began, writes its state and releases its lock.
"""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from constructs_lib.operations.refusal import Interrupted

_GENTLE = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Children:
    """Every process of this run that is alive."""

    def __init__(self, *, tell: Callable[[str], None]) -> None:
        self.tell = tell
        self._alive: set[subprocess.Popen[bytes]] = set()
        self._lock = threading.Lock()
        self._interrupts = 0

    @property
    def interrupted(self) -> bool:
        """Whether somebody asked to stop."""
        return self._interrupts > 0

    def run(
        self,
        command: Sequence[str | Path],
        *,
        directory: Path,
        environment: Mapping[str, str],
        output: Path,
        errors: Path,
        keep_open: Sequence[int] = (),
        started: Callable[[int], None] = lambda _pid: None,
    ) -> int:
        """Run a command to its end; its exit code. Once somebody asked to stop, nothing is started any more."""
        with output.open("wb") as out, errors.open("wb") as err:
            with self._lock:
                if self.interrupted:
                    raise Interrupted("interrupted: not started")
                child = subprocess.Popen(
                    command,
                    cwd=directory,
                    env=environment,
                    stdin=subprocess.DEVNULL,
                    stdout=out,
                    stderr=err,
                    pass_fds=keep_open,
                    # Ctrl-C in a terminal goes to a whole group: Terraform gets it from here, once, and not from there
                    start_new_session=True,
                )
                self._alive.add(child)
            try:
                started(child.pid)
                return child.wait()
            finally:
                with self._lock:
                    self._alive.discard(child)

    @contextmanager
    def interruptible(self) -> Generator[None]:
        """While inside, Ctrl-C asks Terraform to finish what it is doing; a second one, to stop at once."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {number: signal.getsignal(number) for number in _GENTLE}
        for number in _GENTLE:
            signal.signal(number, self._interrupt)
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _interrupt(self, number: int, _frame: FrameType | None) -> None:
        # A cancelled CI job gets SIGINT and soon after SIGTERM: only a person's second Ctrl-C may cost a state
        if self.interrupted and number != signal.SIGINT:
            return
        self._interrupts += 1
        if self._interrupts == 1:
            self.tell("stopping: Terraform finishes what it has begun and releases its locks; Ctrl-C again forces it")
        else:
            self.tell("forced: Terraform stops at once; run the same command again to repair what it left")
        for child in tuple(self._alive):
            # its provider plugins are Terraform's own to stop
            if child.poll() is None:
                os.kill(child.pid, signal.SIGINT)


def is_alive(pid: int, started: str) -> bool:
    """Whether the process that had this id at that time still runs: ids are given out again."""
    return bool(started) and started_at(pid) == started


def started_at(pid: int) -> str:
    """When a process began, as the system counts; empty when there is none."""
    if sys.platform == "linux":
        try:
            # after the name, which may hold anything: state is field 3, the start time field 22
            after = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            return ""
        return "" if after[0] == "Z" else after[19]
    answer = subprocess.run(["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return answer.stdout.strip()
