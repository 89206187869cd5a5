"""Keep everything that talks to the emulated AWS away from the real one.

Three walls, each enough on its own:

1. Nothing of the caller's AWS, Terraform or proxy settings survives, and the credentials are fakes no account knows.
2. `AWS_ENDPOINT_URL` sends every AWS call to the emulator, which must be a loopback address written as a number.
3. The emulator is also the HTTP and HTTPS proxy. A call that got past the second wall ends there: plain HTTP is answered
   by the emulator, an HTTPS tunnel is refused and logged.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from ipaddress import ip_address
from urllib.parse import urlsplit

from constructs_lib.operations.emulator.errors import EmulatorError

DEFAULT_ACCOUNT_ID = "123456789012"
DEFAULT_REGION = "us-east-1"
SECRET_KEY = "emulated"  # noqa: S105 - a fake: only the emulator takes it

# S3 Control puts the account id before the host (123456789012.127.0.0.1), which nobody can resolve. A name under
# .invalid is never resolvable (RFC 2606), so such a call reaches the emulator as its HTTP proxy or reaches nothing at all.
S3_CONTROL_ENDPOINT = "http://s3-control.emulator.invalid"

# Prefixes and names a child never inherits, compared in upper case: curl and Go read http_proxy as well as HTTP_PROXY.
_DROPPED_PREFIXES = ("AWS_", "AMAZON_", "BOTO_", "MOTO_", "TF_")
_DROPPED_SUFFIXES = ("_PROXY",)
_DROPPED_NAMES = frozenset({"BOTO_CONFIG", "TERRAFORM_CONFIG", "ALL_PROXY"})
# Of Terraform's own variables a child keeps the caller's input values and log settings, nothing that says where to go.
_KEPT_PREFIXES = ("TF_VAR_", "TF_LOG")


_ACCOUNT_ID = re.compile(r"[0-9]{12}")
_NOT_PROXIED = "127.0.0.1,::1,localhost"


def access_key_of(account_id: str) -> str:
    """The fake access key id with which the emulator puts a caller into an account (the fix `iam.account-in-key`)."""
    if not _ACCOUNT_ID.fullmatch(account_id):
        raise EmulatorError(
            "not an AWS account id", where="account id", got=repr(account_id), fix="give twelve digits, as a string"
        )
    return f"AKIACAIR{account_id}"


def require_loopback(endpoint: str, *, where: str = "endpoint") -> None:
    """Refuse every URL whose host is not a loopback address written as a number."""
    parts = urlsplit(endpoint)
    host = parts.hostname or ""
    if host == "localhost" or host.endswith(".localhost"):
        raise EmulatorError(
            "a name, and a name can be made to lead anywhere",
            where=where,
            got=endpoint,
            fix="write 127.0.0.1; before a name S3 would put the bucket as well: bucket.localhost",
        )
    if parts.scheme not in {"http", "https"} or not is_loopback(host):
        raise EmulatorError(
            "not an address of this machine",
            where=where,
            got=endpoint,
            fix="use a loopback address such as http://127.0.0.1:5555; the emulator never talks to anything else",
        )


def is_loopback(host: str) -> bool:
    """Whether a host is a loopback address written as a number."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def scrubbed(base: Mapping[str, str]) -> dict[str, str]:
    """The caller's environment without anything that could lead a child to real AWS."""
    return {name: value for name, value in base.items() if _may_stay(name.upper())}


def _may_stay(name: str) -> bool:
    if name.startswith(_KEPT_PREFIXES):
        return True
    return not (name.startswith(_DROPPED_PREFIXES) or name.endswith(_DROPPED_SUFFIXES) or name in _DROPPED_NAMES)


def isolated_environment(
    base: Mapping[str, str],
    endpoint: str,
    *,
    account_id: str = DEFAULT_ACCOUNT_ID,
    region: str = DEFAULT_REGION,
    terraform_config: str | None = None,
    allow_registry: bool = False,
) -> dict[str, str]:
    """The environment for a Terraform or boto3 child that may only talk to the emulator at `endpoint`.

    `terraform_config` is the Terraform CLI configuration to use (a provider mirror); without one it is empty, never the
    caller's. `allow_registry` is for `terraform init` on a machine without a mirror: it gives back the caller's HTTPS
    proxy, or none, so that the registry can be reached. Never use it for plan or apply.
    """
    require_loopback(endpoint)
    environment = scrubbed(base) | {
        "AWS_ACCESS_KEY_ID": access_key_of(account_id),
        "AWS_SECRET_ACCESS_KEY": SECRET_KEY,
        "AWS_REGION": region,
        "AWS_DEFAULT_REGION": region,
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_ENDPOINT_URL_S3_CONTROL": S3_CONTROL_ENDPOINT,
        "TF_CLI_CONFIG_FILE": terraform_config or os.devnull,
        "TF_IN_AUTOMATION": "1",
        "CHECKPOINT_DISABLE": "1",
    }
    environment |= _both_cases("HTTP_PROXY", endpoint)
    # Go and Python both leave out the proxy for these; without them a call to the emulator would go through itself.
    environment |= _both_cases("NO_PROXY", _NOT_PROXIED)
    if not allow_registry:
        return environment | _both_cases("HTTPS_PROXY", endpoint) | _both_cases("ALL_PROXY", endpoint)
    callers_proxy = base.get("HTTPS_PROXY") or base.get("https_proxy")
    return environment | (_both_cases("HTTPS_PROXY", callers_proxy) if callers_proxy else {})


def server_environment(base: Mapping[str, str]) -> dict[str, str]:
    """The emulator's own environment: it builds boto3 sessions too, and must not deliver to anybody's real webhook."""
    nowhere = "http://127.0.0.1:1"  # nobody listens there
    return (
        scrubbed(base)
        | _both_cases("HTTP_PROXY", nowhere)
        | _both_cases("HTTPS_PROXY", nowhere)
        | _both_cases("NO_PROXY", _NOT_PROXIED)
        | {
            "AWS_ACCESS_KEY_ID": access_key_of(DEFAULT_ACCOUNT_ID),
            "AWS_SECRET_ACCESS_KEY": SECRET_KEY,
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            "AWS_EC2_METADATA_DISABLED": "true",
            # Without it, attaching one of AWS's own policies says NoSuchEntity.
            "MOTO_IAM_LOAD_MANAGED_POLICIES": "true",
            # A certificate is issued when it is next looked at, not a minute later: nobody waits for a real authority.
            "MOTO_ACM_VALIDATION_WAIT": "0",
        }
    )


def _both_cases(name: str, value: str) -> dict[str, str]:
    return {name: value, name.lower(): value}
