"""What a fix to moto is, and the three ways to write one."""

from __future__ import annotations

import functools
import inspect
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

MOTO = "5.2.5"


class Clients(Protocol):
    """Gives boto3 clients of an emulator, with or without fixes: `client("kms", region="eu-west-1")`.

    `assume_account` is another account, reached by assuming a role in it, which every moto can.
    """

    endpoint: str

    def __call__(self, service: str, *, region: str = ..., assume_account: str | None = ...) -> Any: ...

    def raw(self, service: str, method: str, path: str, *, target: str = ..., body: Any = ...) -> Any:
        """The answer's JSON as it stands: boto3 hides what the provider stumbles over."""


# What the emulator said, and what AWS says. Equal means that moto is right, with or without the fix.
Seen = tuple[object, object]


@dataclass(frozen=True, kw_only=True)
class Fix:
    """One thing moto does otherwise than AWS, as far as Terraform's provider notices.

    `apply` changes moto in the server's process before it serves. `probe` asks over the API and needs no other fix.
    """

    id: str
    symptom: str
    apply: Callable[[], None]
    probe: Callable[[Clients], Seen]
    moto: str = MOTO

    @property
    def service(self) -> str:
        return self.id.partition(".")[0]


def around(owner: Any, name: str) -> Callable[[Callable[..., Any]], None]:
    """Put the decorated function around a method; it gets the original first, then what the method gets."""

    def install(function: Callable[..., Any]) -> None:
        original = getattr(owner, name)

        @functools.wraps(original)
        def method(*args: Any, **kwargs: Any) -> Any:
            return function(original, *args, **kwargs)

        setattr(owner, name, method)

    return install


def around_property(owner: Any, name: str) -> Callable[[Callable[..., Any]], None]:
    """Put the decorated function around a property; it gets a function that reads the original, and the object."""

    def install(function: Callable[..., Any]) -> None:
        original = inspect.getattr_static(owner, name).fget
        setattr(owner, name, property(functools.partial(_read, function, original)))

    return install


def _read(function: Callable[..., Any], original: Callable[..., Any], self: Any) -> Any:
    return function(original, self)


def added(owner: Any, name: str) -> Callable[[Callable[..., Any]], None]:
    """Make the decorated function a method moto lacks (or has wrong)."""

    def install(function: Callable[..., Any]) -> None:
        function.__name__ = name
        setattr(owner, name, function)

    return install


def kept(backend: Any, name: str) -> dict[Any, Any]:
    """A dictionary that lives with a backend: one per account and region, gone when moto resets it."""
    return backend.__dict__.setdefault(f"_cairn_{name}", {})


def served(urls: Any, path: str, response: Any) -> None:
    """Let a service answer under a path it does not know; `urls` is its module, the action follows from AWS's model."""
    urls.url_paths["{0}" + path] = response.dispatch


def refusal(status: int, code: str, message: str) -> tuple[int, dict[str, Any], str]:
    """The answer with which a JSON service says no."""
    return status, {"status": status, "x-amzn-ErrorType": code}, json.dumps({"__type": code, "message": message})
