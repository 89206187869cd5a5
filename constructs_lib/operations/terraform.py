"""Terraform on one stack's folder: init, plan, show, apply, output; its errors in its own words, without the frame."""

import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, cast

from constructs_lib.foundation.errors import CairnError
from constructs_lib.operations.children import Children
from constructs_lib.operations.lock_records import LockRecords, lock_held

PLAN: Final = "cairn.tfplan"

_CHANGES: Final = 2
_LOCK_FILE: Final = ".terraform.lock.hcl"
_HASHES: Final = re.compile(r"^ *hashes += \[.*?\]\n", re.MULTILINE | re.DOTALL)
_LOCKED: Final = "Error acquiring the state lock"
_FAILED_CHECK: Final = "Check block assertion failed"
_NO_STATE_YET: Final = ("NoSuchBucket", "does not exist")
_NO_PARAMETER: Final = ("reading SSM Parameter", "couldn't find resource")
# Terraform's own ways to be told something else than what is synthesized: another state, another folder
_FOREIGN: Final = ("TF_WORKSPACE", "TF_DATA_DIR")


class TerraformFailed(CairnError):
    """Terraform said no. The text is what it said."""

    def __init__(self, stack_id: str, step: str, said: str, *, log: Path) -> None:
        self.stack_id = stack_id
        self.step = step
        self.said = said
        super().__init__(
            _locked_by(said, stack_id) or f"{stack_id}: terraform {step} failed\n{said}\n    log      {log}"
        )

    @property
    def lock_id(self) -> str:
        """The lock that was held by another, if that was it."""
        return lock_held(self.said) if _LOCKED in self.said else ""

    @property
    def no_state_yet(self) -> bool:
        """Whether the place for the state is missing: an account nobody has bootstrapped."""
        return self.step == "init" and all(part in self.said for part in _NO_STATE_YET)

    @property
    def missing_parameter(self) -> bool:
        """Whether something read from Parameter Store is not there."""
        return all(part in self.said for part in _NO_PARAMETER) or "ParameterNotFound" in self.said


@dataclass(frozen=True, kw_only=True, slots=True)
class Setting:
    """What every Terraform of a run shares."""

    program: Path
    environment: Mapping[str, str]
    children: Children
    logs: Path
    """Where output of this run goes."""
    records: Path
    """Where lock records of all runs are."""
    keep_open: tuple[int, ...] = ()
    lock_timeout_seconds: int = 300
    parallelism: int = 10
    """Resources at a time within one stack; 10 is Terraform's own default."""
    provider_hashed_once: bool = False
    """Whether the provider is compared with its hash by `init` alone. Terraform would hash all 700 MB of it again in every
    step, a fifth of the processor time of a small plan: much for an emulated AWS, little for a real one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Terraform:
    """One stack's Terraform."""

    stack_id: str
    directory: Path
    setting: Setting
    access: Literal["deploy", "plan"] = "deploy"

    @property
    def records(self) -> LockRecords:
        """The locks this stack's earlier runs took."""
        return LockRecords(self.setting.records / self.stack_id)

    def init(self) -> None:
        """Ready the folder. Never migrates a state: what is synthesized says where it is."""
        self._run("init", "-reconfigure")
        lock = self.directory / _LOCK_FILE
        if self.setting.provider_hashed_once and lock.exists():
            lock.write_text(_HASHES.sub("", lock.read_text(encoding="utf-8")), encoding="utf-8")

    def plan(
        self, *, destroy: bool = False, lock: bool = True, refresh: bool = True, always_show: bool = False
    ) -> Mapping[str, Any]:
        """Plan into a file; the plan as JSON, secrets included. Empty when nothing changes, unless `always_show`."""
        changed = self._plan(destroy=destroy, lock=lock, refresh=refresh)
        return self.planned() if changed or always_show else {}

    def plan_actions(self, *, destroy: bool = False, refresh: bool = True) -> tuple[Mapping[str, Any], ...]:
        """Plan into a file; what Terraform told while it planned: actions, but no values.

        Half the cost of `plan`: for the values Terraform has to start the provider once more. Empty when nothing changes.
        """
        changed = self._plan(destroy=destroy, lock=True, refresh=refresh)
        return tuple(_events(self._output("plan"))) if changed else ()

    def planned(self) -> Mapping[str, Any]:
        """The plan made before, as JSON."""
        return cast("Mapping[str, Any]", json.loads(self._answer("show", "-json", PLAN)))

    def _plan(self, *, destroy: bool, lock: bool, refresh: bool) -> bool:
        arguments = ["-json", "-detailed-exitcode", f"-out={PLAN}", f"-parallelism={self.setting.parallelism}"]
        arguments += ["-destroy"] if destroy else []
        arguments += [] if refresh else ["-refresh=false"]
        return self._locked("plan", *arguments) if lock else self._run("plan", *arguments, "-lock=false")

    def apply(self) -> None:
        """Apply the plan made before, exactly."""
        self._locked("apply", "-json", f"-parallelism={self.setting.parallelism}", after=(PLAN,))

    def outputs(self) -> Mapping[str, Any]:
        """Name → value, type and whether it is sensitive."""
        return cast("Mapping[str, Any]", json.loads(self._answer("output", "-json")))

    def state(self) -> Mapping[str, Any]:
        """What the state knows, as JSON, secrets included and marked. Nothing is asked of AWS."""
        return cast("Mapping[str, Any]", json.loads(self._answer("show", "-json")))

    def addresses(self) -> tuple[str, ...]:
        """The resources the state knows; data that was only read does not count."""
        text = self._answer("state", "pull").strip()
        state = cast("Mapping[str, Any]", json.loads(text or "{}"))
        return tuple(
            f"{prefix}{entry['type']}.{entry['name']}{_index(instance)}"
            for entry in cast("list[Mapping[str, Any]]", state.get("resources", []))
            if entry.get("mode") == "managed"
            for prefix in ([f"{entry['module']}."] if entry.get("module") else [""])
            for instance in entry.get("instances", ())
        )

    def clear_plan(self) -> None:
        """A plan holds secrets and is worth nothing once applied."""
        (self.directory / PLAN).unlink(missing_ok=True)

    def _locked(self, step: str, *arguments: str, after: tuple[str, ...] = ()) -> bool:
        """Run what takes the state lock; a lock that a dead run of ours left is removed, anybody else's waited for."""
        patient = (*arguments, f"-lock-timeout={self.setting.lock_timeout_seconds}s", *after)
        if not self.records.any():
            return self._run(step, *patient, recorded=True)
        try:
            answer = self._run(step, *arguments, "-lock-timeout=0s", *after, recorded=True)
        except TerraformFailed as error:
            if not error.lock_id:
                raise
            if self.records.left_behind(error.lock_id):
                self._run("force-unlock", "-force", error.lock_id)
            answer = self._run(step, *patient, recorded=True)
        return answer

    def _answer(self, step: str, *arguments: str) -> str:
        """What Terraform answers. It may hold secrets, so the file it came in goes at once."""
        try:
            self._run(step, *arguments)
            return self._output(step).read_text(encoding="utf-8", errors="replace")
        finally:
            self._output(step).unlink(missing_ok=True)

    def _run(self, step: str, *arguments: str, recorded: bool = False) -> bool:
        """Run one step to its end. True when it says that there are changes (`-detailed-exitcode`)."""
        environment = self._environment()
        records, log = self.records, None
        if recorded and not any(name in environment for name in ("TF_LOG", "TF_LOG_CORE", "TF_LOG_PATH")):
            log = records.begin()
            environment |= {"TF_LOG_CORE": "INFO", "TF_LOG_PATH": str(log)}
        output, errors = self._output(step), self._output(step).with_suffix(".err")
        well = (0, _CHANGES) if "-detailed-exitcode" in arguments else (0,)
        code = 1
        try:
            code = self.setting.children.run(
                command(self.setting.program, step, arguments),
                directory=self.directory,
                environment=environment,
                output=output,
                errors=errors,
                keep_open=self.setting.keep_open,
                started=lambda pid: records.started(log, pid, output) if log else None,
            )
        finally:
            if log:
                records.ended(log, well=code in well)
        if code not in well:
            said = _what_it_said(output, errors) or f"it ended with exit code {code}"
            raise TerraformFailed(self.stack_id, step, said, log=output)
        for warning in _failed_checks(output) if step in ("plan", "apply") else ():
            self.setting.children.tell(f"{self.stack_id}: {warning}")
        return code == _CHANGES

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in self.setting.environment.items() if name not in _FOREIGN}
        return kept | {"TF_VAR_access": self.access, "TF_IN_AUTOMATION": "1", "TF_INPUT": "0"}

    def _output(self, step: str) -> Path:
        return self.setting.logs / f"{self.stack_id}-{step}.log"


def command(program: Path, step: str, arguments: Sequence[str]) -> list[str]:
    """The whole command line: never a question, never a colour."""
    common = {
        "init": ["-input=false", "-no-color"],
        "plan": ["-input=false", "-no-color"],
        "apply": ["-input=false", "-no-color"],
        "show": ["-no-color"],
        "output": ["-no-color"],
        "force-unlock": ["-no-color"],
    }
    files = [argument for argument in arguments if not argument.startswith("-")]
    options = [argument for argument in arguments if argument.startswith("-")]
    if step == "state":
        return [str(program), "state", *arguments]
    return [str(program), step, *common[step], *options, *files]


def _locked_by(said: str, stack_id: str) -> str:
    """Who holds the state, without Terraform's advice to do without the lock."""
    if _LOCKED not in said:
        return ""
    info = dict(re.findall(r"^ *(ID|Who|Operation|Created): +(\S.*)$", said, re.MULTILINE))
    return (
        f"{stack_id}: its state is locked by {info.get('Who', 'somebody')} since {info.get('Created', 'some time')}"
        f" ({info.get('Operation', 'unknown operation')}, lock {info.get('ID', 'without an id')})"
        "\n    fix      wait for them, with a longer --lock-timeout; if they are certainly gone:"
        f" terraform -chdir=cdktf.out/stacks/{stack_id} force-unlock {info.get('ID', 'ID')}"
    )


def _index(instance: Mapping[str, Any]) -> str:
    return f"[{json.dumps(instance['index_key'])}]" if "index_key" in instance else ""


def _what_it_said(output: Path, errors: Path) -> str:
    """The errors of a run: its JSON diagnostics, else its standard error."""
    told = [_told(event["diagnostic"]) for event in _events(output) if _is_error(event)]
    return "\n".join(told) or errors.read_text(encoding="utf-8", errors="replace").strip()


def _is_error(event: Mapping[str, Any]) -> bool:
    return event.get("type") == "diagnostic" and event["diagnostic"].get("severity") == "error"


def _failed_checks(output: Path) -> Iterator[str]:
    """What check blocks found: they stop nothing, and somebody has to know. Terraform's other warnings are for the log."""
    for event in _events(output):
        diagnostic = event.get("diagnostic", {})
        if diagnostic.get("severity") == "warning" and diagnostic.get("summary") == _FAILED_CHECK:
            yield str(diagnostic["detail"])


def _told(diagnostic: Mapping[str, Any]) -> str:
    where = f"{diagnostic['address']}: " if diagnostic.get("address") else ""
    detail = f"\n{diagnostic['detail']}" if diagnostic.get("detail") else ""
    return f"{where}{diagnostic['summary']}{detail}"


def _events(output: Path) -> Iterator[Mapping[str, Any]]:
    try:
        lines = output.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return
    for line in lines:
        if line.startswith("{"):
            try:
                yield cast("Mapping[str, Any]", json.loads(line))
            except ValueError:
                # the last line of a run that goes on
                continue


def errored_state(directory: Path) -> Path | None:
    """The state Terraform could not write where it belongs, if it ever had to keep one in the stack's folder."""
    path = directory / "errored.tfstate"
    return path if os.path.lexists(path) else None
