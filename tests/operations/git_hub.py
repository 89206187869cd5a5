"""GitHub's comments on loopback: real HTTP, as much of the API as a review uses, and what it was asked."""

import json
import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass
class GitHub:
    """What it holds, and how it is reached."""

    url: str = ""
    comments: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    asked: list[str] = field(default_factory=list[str])
    tokens: set[str] = field(default_factory=set[str])
    refuses: int = 0
    """A status to answer every write with."""


@contextmanager
def git_hub() -> Generator[GitHub]:
    """Serve it while inside."""
    state = GitHub()

    class Handler(BaseHTTPRequestHandler):
        def answer(self, status: int, body: object) -> None:
            text = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def begin(self) -> dict[str, Any]:
            state.asked.append(f"{self.command} {urlsplit(self.path).path}")
            state.tokens.add(self.headers["Authorization"])
            return json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or b"{}")

        def do_GET(self) -> None:
            self.begin()
            query = parse_qs(urlsplit(self.path).query)
            size, page = int(query["per_page"][0]), int(query["page"][0])
            self.answer(200, state.comments[(page - 1) * size : page * size])

        def do_POST(self) -> None:
            body = self.begin()
            if state.refuses:
                self.answer(state.refuses, {"message": "Resource not accessible by integration"})
                return
            made = {"id": len(state.comments) + 1, "user": {"type": "Bot"}, **body}
            state.comments.append(made)
            self.answer(201, made)

        def do_PATCH(self) -> None:
            body = self.begin()
            number = int(urlsplit(self.path).path.rpartition("/")[2])
            [found] = [each for each in state.comments if each["id"] == number]
            found |= body
            self.answer(200, found)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the standard library's
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
