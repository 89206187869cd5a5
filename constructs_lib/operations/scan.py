"""`cairn scan`: Checkov's opinion of what is synthesized, with nothing in it that nobody explained."""

import json
import os
import subprocess
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from constructs_lib.analysis.checkov.judge import joined
from constructs_lib.analysis.checkov.results import NotScanned, findings_in
from constructs_lib.analysis.checkov.scannable import FILE, scannable
from constructs_lib.analysis.document import Document
from constructs_lib.analysis.policies.model import Estate
from constructs_lib.estate import require_all
from constructs_lib.foundation.waiver import Waiver
from constructs_lib.operations.console import Console
from constructs_lib.operations.cost import documents_of
from constructs_lib.operations.policy import waivers_of
from constructs_lib.operations.project import Project, find
from constructs_lib.operations.refusal import BadInput
from constructs_lib.operations.synthesized import documents
from constructs_lib.operations.toolchain import find_checkov
from constructs_lib.operations.verdict import Verdict, day, require_format

# Offline, and told apart by nothing but its answer: what it found is judged here.
_ARGUMENTS: Final = (
    *("--framework", "terraform_plan", "--directory", ".", "--output", "json"),
    *("--compact", "--quiet", "--skip-download", "--soft-fail"),
)
_ERROR_LINES: Final = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """How somebody wants it told."""

    format: str = "text"
    as_of: str = ""
    """Another day than today, as 2027-03-31."""

    def require(self) -> None:
        """Refuse what names nothing before anything is done."""
        require_format(self.format)
        _ = self.day

    @property
    def day(self) -> date:
        """The day waivers are judged on."""
        return day(self.as_of)


def scan(project: Project, console: Console, *, environment: str, wanted: Wanted) -> int:
    """The verb. Returns the exit code."""
    wanted.require()
    checkov = find_checkov(project.root, os.environ)
    environments = project.environments()
    chosen = (project.environment(environment),) if environment else environments
    require_all(environments)
    made = documents(console, None, lambda: project)
    stacks = {id_: each for one in chosen for id_, each in documents_of(one, made).items()}
    names = [each.name for each in chosen]
    told = _Scan(console, checkov, wanted, ", ".join(names), {"environments": names})
    return told.of(stacks, waivers_of(chosen))


def scan_folder(console: Console, folder: Path, *, wanted: Wanted) -> int:
    """The same for what any cdktf program has synthesized. Returns the exit code."""
    wanted.require()
    checkov = find_checkov(_project_here(), os.environ)
    return _Scan(console, checkov, wanted, str(folder), {"folder": str(folder)}).of(
        documents(console, folder, lambda: find(folder)), ()
    )


def run_checkov(checkov: Sequence[str], stacks: Mapping[str, Document]) -> str:
    """Checkov's own answer about stacks, as JSON."""
    with tempfile.TemporaryDirectory(prefix="cairn-scan-") as made:
        folder, home = Path(made) / "stacks", Path(made) / "home"
        home.mkdir()
        folder.mkdir()
        for stack_id, document in stacks.items():
            (folder / stack_id).mkdir()
            text = json.dumps(scannable(document), indent=1)
            (folder / stack_id / FILE).write_text(text, encoding="utf-8")
        # nobody's own settings: they may leave out what they like in their projects, not in this one
        environment = {
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": str(home),
            "TMPDIR": made,
            "LOG_LEVEL": "ERROR",
        }
        answer = subprocess.run(
            [*checkov, *_ARGUMENTS],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
    if answer.returncode:
        said = "\n".join((answer.stderr or answer.stdout).splitlines()[-_ERROR_LINES:])
        raise NotScanned(f"Checkov failed with exit code {answer.returncode}:\n{said}")
    return answer.stdout


@dataclass(frozen=True, slots=True)
class _Scan:
    console: Console
    checkov: tuple[str, ...]
    wanted: Wanted
    about: str
    facts: Mapping[str, object]

    def of(self, stacks: Mapping[str, Document], waivers: Iterable[Waiver]) -> int:
        self.console.tell(f"scanning {len(stacks)} stacks")
        estate = Estate(stacks)
        found = findings_in(run_checkov(self.checkov, stacks), estate.stacks)
        judged = joined(found, estate, waivers, today=self.wanted.day)
        verdict = Verdict(
            judgement=judged,
            summary=f"{self.about}: {len(stacks)} stacks, {judged.judged} answers of Checkov",
            facts={**self.facts, "stacks": len(stacks)},
            stack_ids=tuple(stacks),
            tool="cairn-scan",
            title="Checkov",
        )
        return verdict.give(self.console, form=self.wanted.format)


def _project_here() -> Path | None:
    try:
        return find(Path(os.environ.get("CAIRN_PROJECT") or Path.cwd())).root
    except BadInput:
        return None
