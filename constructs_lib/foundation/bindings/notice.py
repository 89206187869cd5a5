"""One line on stderr, each said once."""

from __future__ import annotations

import sys

_said: set[str] = set()


def say_once(message: str) -> None:
    """Tell the user what happened instead of what was wanted; a repeated message is dropped."""
    if message not in _said:
        _said.add(message)
        sys.stderr.write(f"slim bindings: {message}\n")


def say_progress(message: str) -> None:
    """Explain a wait to a person; logs and pipes have no use for it."""
    if sys.stderr.isatty():
        say_once(message)
