"""Processes that are interrupted gently and outlive their parent unhurt."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from constructs_lib.operations.children import Children, is_alive, started_at
from constructs_lib.operations.refusal import Interrupted

COUNTING = """
import signal, sys, time
seen = []
signal.signal(signal.SIGINT, lambda *_: seen.append(1))
print("ready", flush=True)
deadline = time.monotonic() + 60
while len(seen) < int(sys.argv[1]) and time.monotonic() < deadline:
    time.sleep(0.02)
print("seen", len(seen), flush=True)
"""


def run(children: Children, folder: Path, *command: str) -> int:
    return children.run(
        command, directory=folder, environment=dict(os.environ), output=folder / "out", errors=folder / "err"
    )


def when_ready(folder: Path, act: Callable[[], object]) -> threading.Thread:
    def wait() -> None:
        pause = threading.Event()
        while not (folder / "out").exists() or "ready" not in (folder / "out").read_text():
            pause.wait(0.02)
        act()

    thread = threading.Thread(target=wait, daemon=True)
    thread.start()
    return thread


def test_the_exit_code_and_both_streams_are_kept(tmp_path: Path) -> None:
    program = "import sys; print('o'); print('e', file=sys.stderr); sys.exit(3)"

    code = run(Children(tell=lambda _text: None), tmp_path, sys.executable, "-c", program)

    assert (code, (tmp_path / "out").read_text(), (tmp_path / "err").read_text()) == (3, "o\n", "e\n")


def test_one_interrupt_reaches_the_child_once(tmp_path: Path) -> None:
    told: list[str] = []
    children = Children(tell=told.append)
    with children.interruptible():
        when_ready(tmp_path, lambda: os.kill(os.getpid(), signal.SIGINT))
        run(children, tmp_path, sys.executable, "-c", COUNTING, "1")

    assert (tmp_path / "out").read_text() == "ready\nseen 1\n"
    assert ["stopping" in text for text in told] == [True]


def test_a_second_interrupt_is_passed_on_and_sigterm_is_not(tmp_path: Path) -> None:
    children = Children(tell=lambda _text: None)

    def act() -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGINT):
            os.kill(os.getpid(), number)
            threading.Event().wait(0.3)

    with children.interruptible():
        when_ready(tmp_path, act)
        run(children, tmp_path, sys.executable, "-c", COUNTING, "2")

    assert (tmp_path / "out").read_text() == "ready\nseen 2\n"
    assert children.interrupted


def test_after_an_interrupt_nothing_is_started(tmp_path: Path) -> None:
    children = Children(tell=lambda _text: None)
    with children.interruptible():
        os.kill(os.getpid(), signal.SIGINT)
        with pytest.raises(Interrupted):
            run(children, tmp_path, sys.executable, "-c", "")


def test_handlers_are_put_back() -> None:
    before = signal.getsignal(signal.SIGINT)
    with Children(tell=lambda _text: None).interruptible():
        assert signal.getsignal(signal.SIGINT) != before

    assert signal.getsignal(signal.SIGINT) == before


PARENT = """
import os, sys
from pathlib import Path
from constructs_lib.operations.children import Children
folder = Path(sys.argv[1])
child = "import time; print('ready', flush=True); time.sleep(1); print('finished', flush=True)"
Children(tell=print).run([sys.executable, "-c", child], directory=folder, environment=dict(os.environ),
                         output=folder / "out", errors=folder / "err",
                         started=lambda pid: (folder / "pid").write_text(str(pid)))
"""


def test_a_child_finishes_when_its_parent_is_killed(tmp_path: Path, project: Path) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(tmp_path)], env=os.environ | {"PYTHONPATH": str(project)}
    )
    when_ready(tmp_path, parent.kill).join(60)
    parent.wait()
    pid = int((tmp_path / "pid").read_text())
    started = started_at(pid)
    while is_alive(pid, started):
        threading.Event().wait(0.05)

    assert (tmp_path / "out").read_text() == "ready\nfinished\n"


def test_alive_is_the_same_process_and_not_the_same_number() -> None:
    own = started_at(os.getpid())

    assert is_alive(os.getpid(), own)
    assert not is_alive(os.getpid(), "1")
    assert not is_alive(os.getpid(), "")
