"""Plans as files, one a stack: Terraform's own JSON without secrets, with what Cairn knows about how far to trust it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

from constructs_lib.analysis.masking import masked
from constructs_lib.operations.refusal import BadInput

_NOTES: Final = "cairn"
"""A key that Terraform's format does not have; whoever reads that format passes over it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptPlan:
    """One stack's plan, as it was kept."""

    stack_id: str
    plan: Mapping[str, Any]
    because_of: tuple[str, ...] = ()
    placeholders: tuple[str, ...] = ()
    no_state: bool = False


def keep(folder: Path, kept: KeptPlan) -> None:
    """Write it, secrets masked."""
    notes = {"because_of": kept.because_of, "placeholders": kept.placeholders, "no_state": kept.no_state}
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(masked(kept.plan) | {_NOTES: notes})
    (folder / f"{kept.stack_id}.json").write_text(text, encoding="utf-8")


def read_kept(folder: Path) -> dict[str, KeptPlan]:
    """Every plan of a folder, by its stack. One that `terraform show -json` wrote has no notes, and that is fine."""
    if not folder.is_dir():
        raise BadInput(f"--plans {folder} is no folder", fix="cairn plan ENVIRONMENT --out FOLDER makes one")
    return {path.stem: _read(path) for path in sorted(folder.glob("*.json"))}


def _read(path: Path) -> KeptPlan:
    try:
        plan = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        plan = None
    if not isinstance(plan, dict) or "format_version" not in plan:
        raise BadInput(f"{path} is no plan", fix="cairn plan ENVIRONMENT --out FOLDER, or terraform show -json PLAN")
    whole = cast("dict[str, Any]", plan)
    notes = cast("Mapping[str, Any]", whole.get(_NOTES, {}))
    return KeptPlan(
        stack_id=path.stem,
        plan={key: value for key, value in whole.items() if key != _NOTES},
        because_of=tuple(notes.get("because_of", ())),
        placeholders=tuple(notes.get("placeholders", ())),
        no_state=bool(notes.get("no_state", False)),
    )
