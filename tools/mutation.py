"""Mistakes made on purpose, one module at a time, each judged by the tests of that module: which does none of them notice?

    make mutation ARGS='constructs_lib/network/ranges.py …'

Tests mirror the tree, so a module's own are known, and a module takes minutes where the suite would take days. What only
other tests would notice counts as survived: it should be noticed where it is.
"""

import json
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from time import monotonic
from typing import Final

# Arithmetic, rules and analyses: where a wrong answer is silent.
USUAL: Final = (
    "constructs_lib/address_space.py",
    "constructs_lib/network/ranges.py",
    "constructs_lib/network/acl/plan.py",
    "constructs_lib/account/spending.py",
    "constructs_lib/analysis/changes.py",
    "constructs_lib/analysis/cost/estimate.py",
    "constructs_lib/analysis/reachability/reach.py",
)
_WORK: Final = Path("mutants")
_ENDED: Final = _WORK / "ended.json"
_LOG: Final = Path(".cairn", "mutation.log")
# A mutant that never ends was noticed, and so was one that brought the process down.
_NOTICED: Final = {"killed", "timeout", "segfault"}


def tests_of(module: Path) -> Path:
    """The tests that mirror a module."""
    below = module.relative_to("constructs_lib")
    return Path("tests") / below.parent / f"test_{below.name}"


def mutate(module: Path) -> None:
    """Try every mutant of a module, and write down how each ended."""
    from mutmut.__main__ import cli
    from mutmut.configuration import config
    from mutmut.mutation.diff_apply import get_diff_for_mutant
    from mutmut.stats import status_by_exit_code

    settings = config()
    settings.only_mutate = [str(module)]
    settings.pytest_add_cli_args_test_selection = [str(tests_of(module))]
    cli(["run", "--max-children", "1"], standalone_mode=False)
    codes = json.loads(Path(_WORK, f"{module}.meta").read_text(encoding="utf-8"))["exit_code_by_key"]
    ended = [(status_by_exit_code[code], name) for name, code in codes.items()]
    told = [(status, name, "" if status in _NOTICED else get_diff_for_mutant(name)) for status, name in ended]
    _ENDED.write_text(json.dumps(told), encoding="utf-8")


def summary(module: Path) -> str:
    """One line on a module, then every mistake that nothing noticed."""
    # what is left of another module would be taken for this one's
    shutil.rmtree(_WORK, ignore_errors=True)
    _LOG.parent.mkdir(exist_ok=True)
    begun = monotonic()
    with _LOG.open("w", encoding="utf-8") as log:
        # in a process of its own: mutmut forks the one that has imported the tests, and keeps what it knows there
        alone = [sys.executable, __file__, "--alone", str(module)]
        subprocess.run(alone, stdout=log, stderr=subprocess.STDOUT, check=False)
    if not _ENDED.exists():
        return f"{module}: came to no end, see {_LOG}"
    ended = json.loads(_ENDED.read_text(encoding="utf-8"))
    counts = Counter(status for status, _, _ in ended)
    many = ", ".join(f"{count} {status}" for status, count in counts.most_common())
    lines = [f"{module}: {many}; {monotonic() - begun:.0f} s"]
    for status, name, diff in ended:
        if status not in _NOTICED:
            lines.append(f"  {status}: {name.rpartition('.')[2]}")
            lines += [f"    {line}" for line in diff.splitlines() if line[:2] in {"- ", "+ "}]
    return "\n".join(lines)


def main() -> int:
    """Every module named, or the usual ones."""
    names = sys.argv[1:] or USUAL
    modules = [Path(name) for name in names]
    for module in modules:
        if not module.is_relative_to("constructs_lib") or not tests_of(module).is_file():
            print(f"{module} has no tests of its own: name a file such as {USUAL[0]}", file=sys.stderr)
            return 2
    for module in modules:
        print(summary(module), flush=True)
    return 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--alone"]:
        mutate(Path(sys.argv[2]))
    else:
        sys.exit(main())
