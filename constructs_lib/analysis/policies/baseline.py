"""A baseline: what an existing estate is forgiven when it begins to be checked. What is new fails; what is gone is told."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Final, cast

from constructs_lib.analysis.policies.judge import Finding
from constructs_lib.foundation.errors import ConfigError, Problem

FORMAT: Final = 1


def read(path: Path) -> frozenset[str]:
    """The findings a file accepts."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ConfigError([_problem(path, "there is no such file", "make it: cairn check --write-baseline")]) from None
    except ValueError as error:
        raise ConfigError([_problem(path, f"is no JSON: {error}", "make it anew: --write-baseline")]) from None
    accepted = cast("dict[str, object]", content).get("accepted") if isinstance(content, dict) else None
    if not isinstance(accepted, list) or not all(isinstance(each, str) for each in cast("list[object]", accepted)):
        raise ConfigError([_problem(path, "is no baseline", "make it anew: --write-baseline")])
    return frozenset(cast("list[str]", accepted))


def written(findings: Iterable[Finding]) -> str:
    """The file that accepts what is open now. Sorted, so that its diff says what became better or worse."""
    keys = sorted({finding.key for finding in findings if finding.state == "open"})
    return f"{json.dumps({'format': FORMAT, 'accepted': keys}, indent=2)}\n"


def vanished(baseline: Iterable[str], findings: Iterable[Finding]) -> tuple[str, ...]:
    """What a baseline accepts that nobody finds any more."""
    found = {finding.key for finding in findings}
    return tuple(sorted(key for key in baseline if key not in found))


def _problem(path: Path, what: str, fix: str) -> Problem:
    return Problem(where=path.name, what=what, fix=fix)
