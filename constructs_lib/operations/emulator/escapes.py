"""Find what in an environment or a Terraform document could lead a child away from the emulator."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, cast
from urllib.parse import urlsplit

from constructs_lib.foundation.errors import Problem
from constructs_lib.operations.emulator.errors import EmulatorError, EscapeError
from constructs_lib.operations.emulator.isolation import require_loopback

Document = Mapping[str, Any]

# Each of these brings in credentials, settings or a way out that the environment was rid of.
_FORBIDDEN_VARIABLES = (
    *("AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN", "AWS_CA_BUNDLE"),
    *("AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ROLE_ARN", "AWS_CREDENTIAL_EXPIRATION"),
    *("AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"),
)
_FORBIDDEN_ARGUMENTS = (
    *("profile", "shared_config_files", "shared_credentials_files", "shared_credentials_file"),
    *("access_key", "secret_key", "token", "http_proxy", "https_proxy", "no_proxy"),
    *("custom_ca_bundle", "ec2_metadata_service_endpoint"),
)
_PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
_EMPTIED_FILES = ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE")


def refuse_escapes(environment: Mapping[str, str], documents: Mapping[str, Document] | None = None) -> None:
    """Raise with every way out of the emulator that this environment and these Terraform JSON documents have.

    `documents` is file name → content. Call it before Terraform is started; it costs nothing.
    """
    found = [*_in_environment(environment)]
    for name, document in (documents or {}).items():
        found += [replace(problem, where=f"{name}: {problem.where}") for problem in _in_document(document)]
    if found:
        raise EscapeError(found)


def _in_environment(environment: Mapping[str, str]) -> Iterator[Problem]:
    if "AWS_ENDPOINT_URL" not in environment:
        yield Problem(what="missing", where="AWS_ENDPOINT_URL", fix="take the environment from isolated_environment()")
    for name, value in environment.items():
        if name.startswith("AWS_ENDPOINT_URL"):
            yield from _unless_here(value, name)
        elif name.upper() in _PROXIES:
            yield from _unless_here(value if "//" in value else f"http://{value}", name)
        elif name in _FORBIDDEN_VARIABLES:
            yield Problem(what="set", where=name, fix="unset it, or take the environment from isolated_environment()")
        elif name in _EMPTIED_FILES and value != os.devnull:
            yield Problem(what="names a real file", where=name, got=value, allowed=os.devnull)
    for name in _EMPTIED_FILES:
        if name not in environment:
            yield Problem(what="missing, so the file below the home is read", where=name, allowed=os.devnull)


def _unless_here(url: str, where: str) -> Iterator[Problem]:
    if (urlsplit(url).hostname or "").endswith(".invalid"):  # never resolves: only a proxy can take it
        return
    try:
        require_loopback(url, where=where)
    except EmulatorError as error:
        yield error.problem


def _in_document(document: Document) -> Iterator[Problem]:
    for block in _blocks(_get(document, "provider", "aws")):
        yield from _in_block(block, f"provider.aws.{block['alias']}" if "alias" in block else "provider.aws")
    for settings in _blocks(document.get("terraform")):
        if "cloud" in settings:
            yield Problem(what="keeps the state elsewhere", where="terraform.cloud", fix="use the s3 or local backend")
        for backends in _blocks(settings.get("backend")):
            for kind, content in backends.items():
                yield from _in_backend(kind, content, f"terraform.backend.{kind}")
    for states in _blocks(_get(document, "data", "terraform_remote_state")):
        for name, content in states.items():
            for block in _blocks(content):
                where = f"data.terraform_remote_state.{name}"
                yield from _in_backend(str(block.get("backend")), block.get("config"), where)


def _in_backend(kind: str, content: object, where: str) -> Iterator[Problem]:
    if kind == "local":
        return
    if kind != "s3":
        yield Problem(what="keeps the state elsewhere", where=where, got=kind, fix="use the s3 or local backend")
        return
    for block in _blocks(content):
        yield from _in_block(block, where)


def _in_block(block: Document, where: str) -> Iterator[Problem]:
    for name, value in block.items():
        if name == "endpoints":
            for endpoints in _blocks(value):
                for service, url in endpoints.items():
                    yield from _unless_here(str(url), f"{where}.endpoints.{service}")
        elif name == "endpoint" or name.endswith("_endpoint"):
            yield from _unless_here(str(value), f"{where}.{name}")
        elif name in _FORBIDDEN_ARGUMENTS and value not in (None, "", []):
            yield Problem(what="goes around the isolated environment", where=f"{where}.{name}", fix="leave it out")


def _get(document: Document, *names: str) -> list[Any]:
    """What lies under these names; every level may be one block or a list of them."""
    level: list[Any] = [document]
    for name in names:
        level = [block[name] for block in _blocks(level) if name in block]
    return level


def _blocks(value: object) -> Iterator[Document]:
    if isinstance(value, Mapping):
        yield cast("Document", value)
    elif isinstance(value, Iterable) and not isinstance(value, str | bytes):
        for each in cast("Iterable[object]", value):
            yield from _blocks(each)
