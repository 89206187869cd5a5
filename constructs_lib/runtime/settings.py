"""Settings for running code, from Parameter Store: a change arrives within a minute, without a deployment.

    settings = Settings("/payments/prod")  # once, outside the handler
    limit = int(settings["checkout/max-items"])

The code's role needs `ssm:GetParametersByPath` on the path.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

_LOG = logging.getLogger(__name__)


class SettingMissing(KeyError):
    """A setting nobody wrote. The text names the path and what is there."""

    def __str__(self) -> str:
        return str(self.args[0])


class Settings(Mapping[str, str]):
    """Everything below a path, read at once and kept for a while.

    When Parameter Store cannot be read, what was read last stays in use: an application does not stop because a
    setting may have changed. Only the very first reading must succeed. May be used by several threads.
    """

    def __init__(
        self,
        path: str,
        *,
        max_age_seconds: float = 60,
        client: Any = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._path = path.rstrip("/")
        self._max_age_seconds = max_age_seconds
        self._client = client
        self._clock = clock
        self._lock = threading.Lock()
        self._values: Mapping[str, str] | None = None
        self._read_at = 0.0

    def __getitem__(self, name: str) -> str:
        values = self._current()
        if name not in values:
            there = ", ".join(sorted(values)) or "nothing"
            raise SettingMissing(f"no setting {name!r} below {self._path}; there is {there}")
        return values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._current())

    def __len__(self) -> int:
        return len(self._current())

    def _current(self) -> Mapping[str, str]:
        with self._lock:
            now = self._clock()
            if self._values is not None and now - self._read_at < self._max_age_seconds:
                return self._values
            try:
                self._values = self._read()
            except Exception:
                if self._values is None:
                    raise
                _LOG.warning("settings below %s cannot be read; the last ones stay in use", self._path, exc_info=True)
            # also after a failure: whoever asks next shall not wait for the same timeout at once
            self._read_at = now
            return self._values

    def _read(self) -> Mapping[str, str]:
        if self._client is None:
            # here, so that code which brings its own client needs none of it
            import boto3

            make: Any = boto3.client  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType] - boto3 has no types
            self._client = make("ssm")
        pages: Any = self._client.get_paginator("get_parameters_by_path").paginate(Path=self._path, Recursive=True)
        return {
            parameter["Name"].removeprefix(f"{self._path}/"): parameter["Value"]
            for page in pages
            for parameter in page["Parameters"]
        }
