"""Say of every fix whether the installed moto still needs it.

Each fix is asked about in a process of its own, where moto has all the others: what the fix does cannot be hidden by
another one that is missing as well.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any, Literal, NamedTuple

from constructs_lib.operations.emulator.fixes import FIXES, apply_all
from constructs_lib.operations.emulator.fixes.fix import Fix
from constructs_lib.operations.emulator.isolation import server_environment

Verdict = Literal["still needed", "no longer needed"]


class Finding(NamedTuple):
    """What the moto installed here does without a fix."""

    fix: Fix
    verdict: Verdict
    why: str


def check(fixes: Iterable[Fix]) -> list[Finding]:
    """Ask moto without each fix. Takes about a second a fix; needs a system that can fork.

    Call it in a process that has not started threads and does nothing else: it changes the process's environment.
    """
    isolated = server_environment(os.environ)
    os.environ.clear()
    # A thousand policies no probe asks for would be read for every fix.
    os.environ.update(isolated | {"MOTO_IAM_LOAD_MANAGED_POLICIES": "false"})
    _load_moto()
    return [_finding(fix, _in_a_fork(lambda fix=fix: _seen_without(fix))) for fix in fixes]


def _finding(fix: Fix, answer: dict[str, Any]) -> Finding:
    if answer.get("same"):
        return Finding(fix, "no longer needed", f"moto answers as AWS does: {answer['got']}")
    return Finding(fix, "still needed", answer.get("error") or f"{answer['got']} instead of {answer['wanted']}")


def _load_moto() -> None:
    """Import once what every fork uses; the slowest part by far."""
    for module in ("moto.ec2.models", "moto.moto_server.werkzeug_app", "constructs_lib.operations.emulator.session"):
        import_module(module)


def _seen_without(fix: Fix) -> dict[str, Any]:
    from moto.moto_server.threaded_moto_server import ThreadedMotoServer

    from constructs_lib.operations.emulator.session import ProbeClients

    apply_all(leave_out=[each.id for each in FIXES if each is fix])
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    got, wanted = fix.probe(ProbeClients(f"http://{host}:{port}"))
    return {"same": got == wanted, "got": repr(got), "wanted": repr(wanted)}


def _in_a_fork(ask: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """What a function answers in a copy of this process, which is gone afterwards with all it changed."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # moto's own account of what it lacks
        try:
            answer = ask()
        except BaseException:  # noqa: BLE001 - whatever it is, it is what moto does without the fix
            answer = {"error": traceback.format_exc().strip().splitlines()[-1]}
        with os.fdopen(writing, "w", encoding="utf-8") as pipe:
            json.dump(answer, pipe)
            pipe.flush()
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return json.loads(said) if said else {"error": "the process that asked ended without an answer"}


def main(arguments: list[str]) -> int:
    """List the fixes; with --check, ask about each, and end with 1 when one is no longer needed."""
    unknown = [
        each for each in arguments if each not in {"--check", "--json"} and each not in {fix.id for fix in FIXES}
    ]
    if unknown:
        sys.stderr.write(f"no such fix: {', '.join(unknown)}\n")
        return 2
    chosen = [fix for fix in FIXES if fix.id in arguments] or list(FIXES)
    if "--check" not in arguments:
        lines = [f"{fix.id:<44} moto {fix.moto}  {fix.symptom}" for fix in chosen]
        sys.stdout.write("\n".join(lines) + "\n")
        return 0
    findings = check(chosen)
    if "--json" in arguments:
        sys.stdout.write(
            json.dumps([{"fix": each.fix.id, "verdict": each.verdict, "why": each.why} for each in findings])
        )
    else:
        sys.stdout.writelines(f"{each.verdict:<16} {each.fix.id:<44} {each.why[:160]}\n" for each in findings)
    return int(any(each.verdict == "no longer needed" for each in findings))
