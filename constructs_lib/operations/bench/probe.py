"""Runs a program in this process and writes what it took to a file: `python probe.py REPORT PROGRAM [ARGUMENT…]`.

The program is a file, or the name of a module. The probe imports nothing of the library and next to nothing else: what it
costs is measured along.
"""

import atexit
import json
import re
import resource
import runpy
import sys
from pathlib import Path


def kilobytes(who: int) -> int:
    """Peak memory so far; macOS counts in bytes, everyone else in kilobytes."""
    peak = resource.getrusage(who).ru_maxrss
    return peak // 1024 if sys.platform == "darwin" else peak


def own_kilobytes() -> int:
    """Peak memory of this process. On Linux getrusage starts from that of the process that started this one."""
    try:
        status = Path("/proc/self/status").read_text(encoding="utf-8")
    except OSError:
        return kilobytes(resource.RUSAGE_SELF)
    peak = re.search(r"^VmHWM:\s+(\d+) kB$", status, flags=re.MULTILINE)
    return int(peak[1]) if peak is not None else kilobytes(resource.RUSAGE_SELF)


def processor_seconds(who: int) -> float:
    """Time at work, which other programs on the machine stretch less than they do the time on the clock."""
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def write_report(path: str) -> None:
    """Children are those waited for, so Node counts when jsii has seen it end."""
    took = {
        "python": own_kilobytes(),
        "node": kilobytes(resource.RUSAGE_CHILDREN),
        "processor": processor_seconds(resource.RUSAGE_SELF) + processor_seconds(resource.RUSAGE_CHILDREN),
    }
    Path(path).write_text(json.dumps(took), encoding="utf-8")


if __name__ == "__main__":
    # The first to register runs last, after jsii has ended Node.
    atexit.register(write_report, sys.argv[1])
    program = sys.argv[2]
    sys.argv = sys.argv[2:]
    # As Python does itself: a program finds the modules next to it, a module those of the working directory.
    sys.path[0] = str(Path(program).absolute().parent) if program.endswith(".py") else str(Path.cwd())
    if program.endswith(".py"):
        runpy.run_path(program, run_name="__main__")
    else:
        runpy.run_module(program, run_name="__main__", alter_sys=True)
