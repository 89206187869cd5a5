"""The emulator's process: `python -m constructs_lib.operations.emulator.serve`. It lives exactly as long as its caller.

The port is bound here and reported on standard output as one line of JSON, so there is no moment at which somebody else
could take it. Standard input is a pipe nobody writes to: when it ends, the caller is gone, however it went.
"""

# moto's and Werkzeug's server classes are only partly typed.
# pyright: basic

from __future__ import annotations

import argparse
import json
import os
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

LOOPBACK = "127.0.0.1"
_PARENT_CHECK_SECONDS = 1.0


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="emulator", description="Serve an emulated AWS on loopback.")
    parser.add_argument("--port", type=int, default=0, help="0 takes any free port")
    parser.add_argument(
        "--leave-out",
        action="append",
        default=[],
        help="id of a fix not to apply, or 'all'",
    )
    parser.add_argument("--temporary-log", type=Path, help="file to remove when the caller is gone")
    parser.add_argument("--record", type=Path, help="file to write every call to")
    options = parser.parse_args(arguments)

    report = _take_standard_output()
    _end_with_the_caller(options.temporary_log)
    try:
        listener = _bind(options.port)
    except OSError as error:
        _answer(report, {"error": error.strerror or str(error), "errno": error.errno})
        sys.exit(1)
    server = _server(listener, options.leave_out)
    if options.record is not None:
        from constructs_lib.operations.emulator.calls import record_calls

        record_calls(options.record)
    _answer(report, {"port": server.port})
    server.serve_forever()


def _take_standard_output() -> int:
    """Keep the pipe to the caller for the report; whatever moto prints goes to the log with the rest."""
    report = os.dup(1)
    os.dup2(2, 1)
    return report


def _answer(report: int, content: dict[str, Any]) -> None:
    with os.fdopen(report, "w", encoding="utf-8") as pipe:
        pipe.write(json.dumps(content) + "\n")


def _end_with_the_caller(log: Path | None) -> None:
    """End at once when standard input ends, and within a second when the parent changes.

    The second watch covers a caller that forked: its copy of the pipe stays open. PR_SET_PDEATHSIG would do the same on
    Linux only, and would kill the emulator when merely the thread that started it ends.
    """
    parent = os.getppid()

    def end() -> None:
        if log is not None:
            log.unlink(missing_ok=True)
        os._exit(0)

    def until_input_ends() -> None:
        while os.read(0, 1024):
            pass
        end()

    def until_orphaned() -> None:
        while os.getppid() == parent:
            time.sleep(_PARENT_CHECK_SECONDS)
        end()

    for watch in (until_input_ends, until_orphaned):
        threading.Thread(target=watch, daemon=True, name=watch.__name__).start()


def _bind(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if os.name == "posix":  # lets a fixed port be taken again at once; on Windows it would let two processes share one
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((LOOPBACK, port))
    listener.listen(128)
    return listener


def _server(listener: socket.socket, leave_out: Sequence[str]) -> Any:
    # Here, not at the top: a taken port is reported before a second is spent on importing moto.
    from moto import backends
    from moto.moto_server.werkzeug_app import (
        DomainDispatcherApplication,
        MotoRequestHandler,
        create_backend_app,
    )
    from werkzeug.serving import make_server

    from constructs_lib.operations.emulator.fixes import apply_all

    apply_all(leave_out=leave_out)
    # moto lists the folder of its own package in every request, a fifth of the request's time
    services = frozenset(backends.list_of_moto_modules())
    backends.list_of_moto_modules = lambda: services

    class RequestHandler(MotoRequestHandler):
        # An answer goes out in one piece. Go's client, answered before it knows that all it sent has left, closes the connection
        # and reads what has arrived: without the rest of the answer it asks again, and what it made is there already.
        wbufsize = 65_536

        def do_CONNECT(self) -> None:  # noqa: N802 - the name http.server looks for
            """Refuse the tunnels of the isolated environment's HTTPS proxy, naming who was asked for."""
            self.log(
                "error",
                "refused a connection to %s: the emulator never leaves this machine",
                self.path,
            )
            self.send_error(403, "the emulator never leaves this machine")

    return make_server(
        LOOPBACK,
        listener.getsockname()[1],
        OneAtATime(DomainDispatcherApplication(create_backend_app)),
        threaded=True,
        request_handler=RequestHandler,
        fd=listener.fileno(),
    )


class OneAtATime:
    """Hands requests to moto one after the other; connections stay open side by side.

    moto's responses share a table between requests, change it in the middle of one and go through it in another. Meeting
    there, a call that has done its work is answered with an error, and the provider asks again: a second peering, or a
    parameter that exists already. Python would not have worked on two at once anyway.
    """

    def __init__(self, application: Callable[..., Iterable[bytes]]) -> None:
        self._application = application
        self._turn = threading.Lock()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        with self._turn:
            return self._application(environ, start_response)


if __name__ == "__main__":
    main()
