"""The project somebody stands in: where it is, its environments, and its one way to synthesize."""

import fcntl
import importlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final, cast

from constructs_lib.environment import Environment
from constructs_lib.foundation.plain_errors import plain_errors
from constructs_lib.operations.refusal import BadInput, Refused, Reported, unknown

MARKS: Final = ("cdktf.json", "environments")
_POLL_SECONDS: Final = 0.2


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with cdktf.json, main.py and environments/."""

    root: Path

    @property
    def output(self) -> Path:
        """Where `cdktf`, plain `terraform` and `cairn deploy` find the stacks."""
        return self.root / "cdktf.out"

    @property
    def work(self) -> Path:
        """What Cairn keeps for itself; never committed."""
        return self.root / ".cairn"

    def environments(self) -> tuple[Environment, ...]:
        """Every environment, without cdktf. A mistake in the files is told with its place, not as a traceback."""
        with plain_errors(debug=bool(os.environ.get("CAIRN_DEBUG"))), _importable(self.root):
            module = importlib.import_module("environments")
        if not hasattr(module, "ALL"):
            raise BadInput("environments/__init__.py has no ALL", fix="end it in ALL = (dev.ENVIRONMENT, …)")
        return tuple(module.ALL)

    def environment(self, name: str) -> Environment:
        """The environment of that name."""
        environments = self.environments()
        for environment in environments:
            if environment.name == name:
                return environment
        known = [environment.name for environment in environments]
        owner = next((each.name for each in environments if name in stack_ids(each)), None)
        fix = f"that is a stack: name its environment first, {owner} {name}" if owner else ""
        raise unknown("environment", name, known, fix=fix)

    def synthesize(self, output: Path, *, environment: str | None = None, stacks: Iterable[str] = ()) -> None:
        """Run main.py as a child, as cdktf does. Its errors are shown as they are and its exit code passed on."""
        child = subprocess.run(
            [sys.executable, "main.py"],
            cwd=self.root,
            env=os.environ
            | {
                "CAIRN_ENVIRONMENT": environment or "",
                "CAIRN_STACKS": " ".join(stacks),
                "CDKTF_OUTDIR": str(output),
            },
            stdin=subprocess.DEVNULL,
            # what it prints is for people: standard output belongs to the answer
            stdout=sys.__stderr__,
            check=False,
        )
        if child.returncode:
            raise Reported(child.returncode if child.returncode > 0 else 1)

    @contextmanager
    def alone(self, verb: str, *, timeout_seconds: float, tell: Callable[[str], None]) -> Generator[int]:
        """Keep other runs of this project away from its output folder; yields the descriptor that does.

        Children that inherit it keep it: a Terraform that outlives a killed `cairn` is waited for by the next run,
        and so is never joined by a second one on the same state.
        """
        self.work.mkdir(exist_ok=True)
        with (self.work / "run.lock").open("a+", encoding="utf-8") as file:
            _lock(file, timeout_seconds=timeout_seconds, tell=tell)
            file.truncate(0)
            file.write(f"cairn {verb}, process {os.getpid()}")
            file.flush()
            yield file.fileno()


def find(start: Path) -> Project:
    """The project a folder is in: the nearest parent with cdktf.json and environments/."""
    for folder in (start.resolve(), *start.resolve().parents):
        if all((folder / mark).exists() for mark in MARKS):
            return Project(folder)
    raise BadInput(
        f"no Cairn project: neither {start.resolve()} nor a folder above it has {' and '.join(MARKS)}/",
        fix="go into your project's folder, or make one: cairn init PATH",
    )


def stack_ids(environment: Environment) -> tuple[str, ...]:
    """The stacks an environment asks for; a config that is none is left to `check`."""
    try:
        return tuple(plan.id for plan in environment.stack_plans())
    except AttributeError:
        return ()


def anchor_local_states(output: Path, home: Path) -> None:
    """Point states kept in files to where they are when stacks stand in another folder than `home`."""
    for path in sorted(output.glob("stacks/*/cdk.tf.json")):
        document = cast("dict[str, Any]", json.loads(path.read_text(encoding="utf-8")))
        local = document.get("terraform", {}).get("backend", {}).get("local")
        if local and not Path(local["path"]).is_absolute():
            local["path"] = os.path.normpath(home / "stacks" / path.parent.name / local["path"])
            path.write_text(json.dumps(document, indent=2), encoding="utf-8")


def _lock(file: IO[str], *, timeout_seconds: float, tell: Callable[[str], None]) -> None:
    give_up, told = time.monotonic() + timeout_seconds, False
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            holder = file.read() or "another run"
        else:
            return
        if time.monotonic() >= give_up:
            raise Refused(
                f"another run works in this project: {holder}, or a Terraform it left behind",
                fix="wait for it, give --lock-timeout more seconds, or work in another clone",
            )
        if not told:
            tell(f"waiting for another run in this project: {holder}, or a Terraform it left behind")
            told = True
        time.sleep(_POLL_SECONDS)


@contextmanager
def _importable(root: Path) -> Generator[None]:
    """Let `environments` be this project's while inside. One process seldom sees two projects; tests do."""
    others = {name: module for name, module in sys.modules.items() if name.partition(".")[0] == "environments"}
    for name in others:
        del sys.modules[name]
    importlib.invalidate_caches()
    sys.path.insert(0, str(root))
    try:
        yield
    finally:
        sys.path.remove(str(root))
        for name in [name for name in sys.modules if name.partition(".")[0] == "environments"]:
            del sys.modules[name]
        sys.modules.update(others)
