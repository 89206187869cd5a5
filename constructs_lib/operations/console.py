"""Where things are said: answers on standard output, everything else on standard error, and progress that fits both ends.

On a terminal progress is one moving line per stack; anywhere else it is one plain line per step.
"""

import json
import os
import sys
import threading
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_STYLES: Final = {"good": "32", "warn": "33", "bad": "31", "strong": "1", "dim": "2"}


class Console:
    """Says things to whoever called: a person or a machine."""

    def __init__(self, *, as_json: bool = False) -> None:
        self.as_json = as_json
        self._progress: Progress | None = None
        self._tasks: dict[str, TaskID] = {}
        self._lock = threading.Lock()

    @property
    def interactive(self) -> bool:
        """Whether somebody is there to ask."""
        return sys.stdin.isatty() and sys.stderr.isatty() and not self.as_json

    def style(self, text: str, kind: str) -> str:
        """Coloured, where a terminal shows it and nobody objects (https://no-color.org)."""
        return f"\x1b[{_STYLES[kind]}m{text}\x1b[0m" if _colours(sys.stdout) else text

    def answer(self, text: str, data: object) -> None:
        """What was asked for: text for a person, the same as JSON for a machine."""
        sys.stdout.write((json.dumps(data, indent=2, ensure_ascii=False) if self.as_json else text) + "\n")
        # whoever reads it through a pipe needs it now, not when a long verb ends
        sys.stdout.flush()

    def tell(self, text: str) -> None:
        """A remark on the way."""
        with self._lock:
            if self._progress is not None:
                self._progress.console.print(text, markup=False, highlight=False)
            else:
                _complain(text)

    @contextmanager
    def working(self) -> Generator[None]:
        """Show progress of stacks while inside."""
        if self.as_json or not sys.stderr.isatty():
            yield
            return
        from rich.console import Console as RichConsole
        from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        console = RichConsole(stderr=True, no_color=not _colours(sys.stderr))
        columns = (SpinnerColumn(finished_text=" "), TextColumn("{task.description}"), TimeElapsedColumn())
        with Progress(*columns, console=console) as progress:
            self._progress, self._tasks = progress, {}
            try:
                yield
            finally:
                self._progress = None

    def step(self, stack_id: str, text: str, *, last: bool = False) -> None:
        """What is done to a stack now."""
        line = f"{stack_id}: {text}"
        with self._lock:
            if self._progress is None:
                _complain(line)
                return
            if stack_id not in self._tasks:
                self._tasks[stack_id] = self._progress.add_task(line, total=1)
            self._progress.update(self._tasks[stack_id], description=line, completed=1 if last else 0)

    def ask(self, question: str) -> str:
        """One line from the person at the terminal; empty when there is none."""
        sys.stderr.write(f"{question} ")
        sys.stderr.flush()
        return sys.stdin.readline().strip()


def _complain(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def table(rows: Sequence[Sequence[str]], *, heading: Sequence[str] = ()) -> str:
    """Columns as wide as their longest cell. Plain text, so that it can be cut, sorted and searched."""
    lines = [tuple(heading), *map(tuple, rows)] if heading else [tuple(row) for row in rows]
    if not lines:
        return ""
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def shown(value: Any) -> str:
    """A value on one line, as JSON writes it; text as it is."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _colours(stream: Any) -> bool:
    return bool(stream.isatty()) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
