"""An emulated AWS on loopback, as a process that ends with its caller."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Collection
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, cast

from constructs_lib.operations.emulator.errors import EmulatorError
from constructs_lib.operations.emulator.isolation import (
    DEFAULT_ACCOUNT_ID,
    DEFAULT_REGION,
    isolated_environment,
    server_environment,
)

if TYPE_CHECKING:
    from constructs_lib.operations.emulator.session import EmulatedSession

_HOST = "127.0.0.1"
_REPOSITORY = Path(__file__).resolve().parents[3]
_STOP_SECONDS = 5.0
_LOG_LINES_IN_ERRORS = 15


class Emulator:
    """`with Emulator() as aws:` gives an AWS that knows any account and region, and forgets everything at the end.

    `port` 0 takes a free one. `log` keeps the server's log; without it the log lasts as long as the emulator.
    `record` gets every call and the role it was made under, a line of JSON each.
    `leave_out` names fixes not to apply, or "all": for tests of the fixes themselves.
    """

    def __init__(
        self,
        *,
        port: int = 0,
        log: Path | None = None,
        record: Path | None = None,
        leave_out: Collection[str] = (),
        start_timeout_seconds: float = 60.0,
    ) -> None:
        self._wanted_port = port
        self._kept_log = log
        self._record = record
        self._leave_out = tuple(leave_out)
        self._start_timeout_seconds = start_timeout_seconds
        self._process: subprocess.Popen[str] | None = None
        self._port: int | None = None
        self._log: Path | None = log

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def endpoint(self) -> str:
        """Where it answers, as `http://127.0.0.1:PORT`."""
        if self._port is None:
            raise EmulatorError(
                "it is not running",
                where="emulator",
                fix="call start(), or use it in a with statement",
            )
        return f"http://{_HOST}:{self._port}"

    @property
    def environment(self) -> dict[str, str]:
        """The caller's environment, isolated: what a Terraform or boto3 child gets, and nothing else."""
        return isolated_environment(os.environ, self.endpoint)

    @property
    def log(self) -> Path | None:
        """Where the server writes its log, while there is one."""
        return self._log

    @property
    def process_id(self) -> int | None:
        return self._process.pid if self._process else None

    def session(self, account_id: str = DEFAULT_ACCOUNT_ID, region: str = DEFAULT_REGION) -> EmulatedSession:
        """A boto3 session in that account and region; no role needs to exist."""
        from constructs_lib.operations.emulator.session import EmulatedSession

        return EmulatedSession(self.endpoint, account_id, region)

    def start(self) -> Self:
        if self._process is not None:
            raise EmulatorError(
                "it is running already",
                where=self.endpoint,
                fix="stop it first, or use another Emulator",
            )
        with self._open_log() as log:
            # A session of its own: Ctrl-C must reach the caller, whose clean-up still needs the emulator.
            self._process = subprocess.Popen(
                self._command(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                env=_importable(server_environment(os.environ)),
                start_new_session=True,
                text=True,
            )
        try:
            self._port = self._reported_port(self._process)
            self._request("GET", "/moto-api/")
        except BaseException:
            self.stop()
            raise
        return self

    def stop(self) -> None:
        """End the process for sure; does nothing when there is none."""
        process, self._process, self._port = self._process, None, None
        if process is None:
            return
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if self._kept_log is None and self._log is not None:
            self._log.unlink(missing_ok=True)
            self._log = None

    def reset(self) -> None:
        """Forget every resource of every account."""
        self._request("POST", "/moto-api/reset")

    def _command(self) -> list[str]:
        module = "constructs_lib.operations.emulator.serve"
        command = [sys.executable, "-m", module, "--port", str(self._wanted_port)]
        if self._kept_log is None and self._log is not None:
            command += ["--temporary-log", str(self._log)]
        if self._record is not None:
            command += ["--record", str(self._record.absolute())]
        return command + [part for fix in self._leave_out for part in ("--leave-out", fix)]

    def _open_log(self) -> Any:
        if self._kept_log is not None:
            self._kept_log.parent.mkdir(parents=True, exist_ok=True)
            return self._kept_log.open("w", encoding="utf-8")
        handle, name = tempfile.mkstemp(prefix="cairn-emulator-", suffix=".log")
        self._log = Path(name)
        return os.fdopen(handle, "w", encoding="utf-8")

    def _reported_port(self, process: subprocess.Popen[str]) -> int:
        """Wait for the child's one line; a child that dies ends the pipe, one that hangs is ended by the timer."""
        timer = threading.Timer(self._start_timeout_seconds, process.kill)
        timer.start()
        try:
            line = process.stdout.readline() if process.stdout else ""
        finally:
            timer.cancel()
        answer = cast("dict[str, Any]", json.loads(line)) if line.strip() else {}
        if "port" in answer:
            return int(answer["port"])
        if "error" in answer:
            raise self._cannot_bind(answer)
        process.wait(_STOP_SECONDS)
        raise EmulatorError(
            f"the emulator did not start (exit code {process.returncode}); its log ends:\n{self._log_tail()}\n",
            where=f"{_HOST}:{self._wanted_port or 'any port'}",
            fix="read the log above; if moto is missing: pip install 'cairn-cdktf[emulator]'",
        )

    def _cannot_bind(self, answer: dict[str, Any]) -> EmulatorError:
        where = f"{_HOST}:{self._wanted_port}"
        if answer.get("errno") == errno.EADDRINUSE:
            return EmulatorError(
                "another process listens there",
                where=where,
                fix="end that process, or leave the port out and a free one is taken",
            )
        return EmulatorError(
            str(answer["error"]),
            where=where,
            fix="leave the port out and a free one is taken",
        )

    def _log_tail(self) -> str:
        if self._log is None or not self._log.exists():
            return "(no log)"
        lines = self._log.read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join(lines[-_LOG_LINES_IN_ERRORS:]) or "(empty)"

    def _request(self, method: str, path: str) -> None:
        """One request to moto's own pages, by hand: urllib would listen to the caller's proxies."""
        import http.client

        endpoint = self.endpoint
        connection = http.client.HTTPConnection(_HOST, self._port, timeout=self._start_timeout_seconds)
        try:
            connection.request(method, path)
            status = connection.getresponse().status
        except OSError as error:
            raise EmulatorError(
                f"it does not answer ({error}); its log ends:\n{self._log_tail()}\n",
                where=endpoint,
                fix="start it again",
            ) from error
        finally:
            connection.close()
        if status != http.client.OK:
            raise EmulatorError(
                f"{method} {path} answered {status}",
                where=endpoint,
                fix="read the emulator's log",
            )


def _importable(environment: dict[str, str]) -> dict[str, str]:
    """The child finds this package wherever the caller was started from."""
    path = [str(_REPOSITORY), *filter(None, [environment.get("PYTHONPATH")])]
    return environment | {"PYTHONPATH": os.pathsep.join(path), "PYTHONUNBUFFERED": "1"}
