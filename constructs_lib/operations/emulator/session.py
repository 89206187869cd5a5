"""boto3 sessions that see only the emulator, whatever the caller's environment says."""

# boto3 ships no types, and the stubs would be a dependency of their own.
# pyright: basic

from __future__ import annotations

import http.client
import json
import os
from typing import Any
from urllib.parse import urlsplit

import boto3
from botocore.config import Config
from botocore.loaders import create_loader
from botocore.session import Session as BotocoreSession

from constructs_lib.operations.emulator.isolation import (
    DEFAULT_ACCOUNT_ID,
    DEFAULT_REGION,
    S3_CONTROL_ENDPOINT,
    SECRET_KEY,
    access_key_of,
)

# One attempt: an operation the emulator lacks is an answer, not a disturbance to wait out.
_CONFIG = Config(
    retries={"total_max_attempts": 1},
    proxies={},
    inject_host_prefix=False,
    use_fips_endpoint=False,
    use_dualstack_endpoint=False,
    s3={"addressing_style": "path"},
    connect_timeout=10,
    read_timeout=60,
)

# A profile or config file of the caller would win over nothing given here; a missing profile would even raise.
_NO_CALLER_SETTINGS = {
    "profile": (None, None, None, None),
    "config_file": (None, None, os.devnull, None),
    "credentials_file": (None, None, os.devnull, None),
}


# Descriptions of AWS's services, megabytes of JSON: read once in a process, not once in a session.
_DESCRIPTIONS = create_loader()


class EmulatedSession(boto3.Session):
    """A boto3 session in one account and region of the emulator."""

    def __init__(self, endpoint: str, account_id: str, region: str) -> None:
        botocore_session = BotocoreSession(session_vars=_NO_CALLER_SETTINGS)
        botocore_session.register_component("data_loader", _DESCRIPTIONS)
        super().__init__(
            aws_access_key_id=access_key_of(account_id),
            aws_secret_access_key=SECRET_KEY,
            region_name=region,
            botocore_session=botocore_session,
        )
        self.endpoint = endpoint

    def client(self, service_name: str, *args: Any, **kwargs: Any) -> Any:
        return super().client(service_name, *args, **self._here(service_name, kwargs))

    def resource(self, service_name: str, *args: Any, **kwargs: Any) -> Any:
        return super().resource(service_name, *args, **self._here(service_name, kwargs))

    def _here(self, service_name: str, kwargs: dict[str, Any]) -> dict[str, Any]:
        config, endpoint = _CONFIG, self.endpoint
        if service_name == "s3control":
            # It puts the account before the host: such a name reaches the emulator as a proxy only.
            config, endpoint = _CONFIG.merge(Config(proxies={"http": self.endpoint})), S3_CONTROL_ENDPOINT
        if "config" in kwargs:
            config = config.merge(kwargs["config"])
        return {"endpoint_url": endpoint, **kwargs, "config": config}


class ProbeClients:
    """The clients the probes of the fixes ask with."""

    def __init__(self, endpoint: str) -> None:
        self.endpoint = endpoint

    def __call__(
        self,
        service: str,
        *,
        region: str = DEFAULT_REGION,
        assume_account: str | None = None,
    ) -> Any:
        session = EmulatedSession(self.endpoint, DEFAULT_ACCOUNT_ID, region)
        if assume_account is None:
            return session.client(service)
        role = f"arn:aws:iam::{assume_account}:role/probe"
        key = session.client("sts").assume_role(RoleArn=role, RoleSessionName="probe")["Credentials"]
        return session.client(
            service,
            aws_access_key_id=key["AccessKeyId"],
            aws_secret_access_key=key["SecretAccessKey"],
            aws_session_token=key["SessionToken"],
        )

    def raw(self, service: str, method: str, path: str, *, target: str = "", body: Any = None) -> Any:
        """One request the way the provider writes it, and the answer's JSON as it stands."""
        scope = f"{access_key_of(DEFAULT_ACCOUNT_ID)}/20260101/{DEFAULT_REGION}/{service}/aws4_request"
        headers = {"Authorization": f"AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=0"}
        if target:
            headers |= {"X-Amz-Target": target, "Content-Type": "application/x-amz-json-1.1"}
        connection = http.client.HTTPConnection(urlsplit(self.endpoint).netloc, timeout=60)
        try:
            connection.request(method, path, json.dumps(body) if body is not None else None, headers)
            return json.loads(connection.getresponse().read())
        finally:
            connection.close()
