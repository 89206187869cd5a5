"""What judging by the policies costs: this project's stacks, read from their files and asked every rule."""

import tempfile
import time
from pathlib import Path
from typing import Final

from constructs_lib.analysis.document import read_stacks
from constructs_lib.analysis.policies.judge import Judgement, judge
from constructs_lib.analysis.policies.model import Estate
from constructs_lib.analysis.policies.packs import rules_for
from constructs_lib.operations.console import Console, table
from constructs_lib.operations.project import Project

MOST_SECONDS: Final = 1.0
"""What it may take after synthesis."""


def bench_policies(project: Project, console: Console, *, repeats: int) -> int:
    """The verb. Returns the exit code: 1 when it takes longer than it may."""
    judgement, stacks = Judgement(), 0
    took: list[float] = []
    with tempfile.TemporaryDirectory(prefix="cairn-bench-") as folder:
        project.synthesize(Path(folder))
        for _ in range(repeats):
            started = time.perf_counter()
            estate = Estate(read_stacks(Path(folder)))
            judgement = judge(estate, rules_for(estate))
            took.append(time.perf_counter() - started)
            stacks = len(estate.stacks)
    rows = [
        ("reading and judging", f"{min(took):.3f} s", f"at most {MOST_SECONDS} s"),
        (f"{stacks} stacks, rules asked {judgement.judged} times", "", ""),
    ]
    data = {"stacks": stacks, "judged": judgement.judged, "seconds": took}
    console.answer(table(rows), data)
    return int(min(took) > MOST_SECONDS)
