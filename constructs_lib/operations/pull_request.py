"""The comments of a pull request on GitHub: one an environment, found by its marker and written anew in place."""

import json
import os
import re
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, cast
from urllib.parse import urlsplit

from constructs_lib.operations.refusal import Refused

_PAGE: Final = 100
_ANSWER_SECONDS: Final = 30
_NOT_ALLOWED: Final = (401, 403, 404)
_LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")


class NotAllowed(Refused):
    """The token may not write to the pull request: it comes from a fork."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PullRequest:
    """One pull request, and the right to comment on it."""

    api: str
    repository: str
    number: int
    token: str = field(repr=False)

    def put(self, marker: str, text: str, *, new: bool = True) -> str:
        """Write the comment with that marker anew, or a new one; without `new` only where there is one. What was done."""
        for comment in self._comments():
            # only what a bot wrote: anybody can write the marker, and could change what is written over it later
            if str(comment.get("body", "")).startswith(marker) and comment.get("user", {}).get("type") == "Bot":
                if comment["body"].rstrip() == text.rstrip():
                    return "unchanged"
                self._call("PATCH", f"/repos/{self.repository}/issues/comments/{comment['id']}", {"body": text})
                return "updated"
        if not new:
            return "nothing to say"
        self._call("POST", f"/repos/{self.repository}/issues/{self.number}/comments", {"body": text})
        return "created"

    def _comments(self) -> Iterator[Mapping[str, Any]]:
        page = 1
        while True:
            path = f"/repos/{self.repository}/issues/{self.number}/comments?per_page={_PAGE}&page={page}"
            found = cast("list[Mapping[str, Any]]", self._call("GET", path))
            yield from found
            if len(found) < _PAGE:
                return
            page += 1

    def _call(self, method: str, path: str, body: Mapping[str, str] | None = None) -> Any:
        request = urllib.request.Request(  # noqa: S310 - https, or loopback: `from_environment` lets nothing else in
            f"{self.api}{path}",
            method=method,
            data=json.dumps(body).encode() if body else None,
            headers={
                "Accept": "application/vnd.github+json",
                "Authorization": f"Bearer {self.token}",
                "Content-Type": "application/json",
                "User-Agent": "cairn",
                "X-GitHub-Api-Version": "2022-11-28",
            },
        )
        try:
            with urllib.request.urlopen(request, timeout=_ANSWER_SECONDS) as answer:  # noqa: S310 - as above
                return json.load(answer)
        except urllib.error.HTTPError as error:
            error.close()
            said = f"GitHub answers {error.code} to {method} {path.partition('?')[0]}"
            if error.code in _NOT_ALLOWED:
                raise NotAllowed(said, fix="give the job pull-requests: write; a fork's token never has it") from None
            raise Refused(said, fix="run it again; nothing but the comment is missing") from None
        except (OSError, ValueError) as error:
            raise Refused(f"GitHub cannot be reached at {self.api}: {error}", fix="run it again") from None


def pull_request() -> PullRequest | None:
    """The pull request a GitHub job is about; None where the job has no token. What is missing otherwise is refused."""
    token = os.environ.get("GITHUB_TOKEN", "")
    api = os.environ.get("GITHUB_API_URL", "https://api.github.com").rstrip("/")
    repository, number = os.environ.get("GITHUB_REPOSITORY", ""), _number()
    if not repository or not number:
        raise Refused("--post finds no pull request here", fix="use it in a GitHub job of a pull request, or --output")
    parts = urlsplit(api)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        raise Refused(f"GITHUB_API_URL {api} is not https, and a token would be sent there", fix="use https")
    return PullRequest(api=api, repository=repository, number=number, token=token) if token else None


def _number() -> int:
    """From the event, or from the name of the merge that GitHub checks out."""
    event = os.environ.get("GITHUB_EVENT_PATH", "")
    if event and Path(event).is_file():
        told = json.loads(Path(event).read_text(encoding="utf-8"))
        if "pull_request" in told:
            return int(told["pull_request"]["number"])
    found = re.fullmatch(r"refs/pull/(\d+)/\w+", os.environ.get("GITHUB_REF", ""))
    return int(found[1]) if found else 0


def summarize(text: str) -> bool:
    """Add to the summary of the job, which needs no right. False where there is none."""
    path = os.environ.get("GITHUB_STEP_SUMMARY", "")
    if path:
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(f"{text}\n")
    return bool(path)
