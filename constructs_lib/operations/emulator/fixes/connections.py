"""CodeStar and CodeConnections connections, two names of one service moto does not have."""

from __future__ import annotations

import json
import re
import uuid
from types import SimpleNamespace
from typing import Any

from constructs_lib.operations.emulator.fixes.fix import Clients, Fix, Seen, around, refusal

_NAMES = ("codestar-connections", "codeconnections")


def connections() -> None:
    """Keep connections to a source provider. They stay pending, as real ones do until somebody clicks."""
    from boto3 import Session
    from moto import backend_index, backends
    from moto.core.base_backend import BackendDict

    regions = Session().get_available_regions("ec2")  # boto3 does not list regions for the younger of the two
    known = {name: BackendDict(_backend(name), name, False, regions) for name in _NAMES}
    for name in _NAMES:
        pattern = re.compile(rf"https?://{name}\.(.+)\.amazonaws\.com")
        backend_index.backend_url_patterns.insert(0, (name, pattern))

    @around(backends, "get_backend")
    def get_backend(original, name):
        return known[name] if name in known else original(name)

    for name in _NAMES:
        _RESPONSES[name] = _response(name, known[name])


_RESPONSES: dict[str, Any] = {}


def _backend(name: str) -> type:
    from moto.core.base_backend import BaseBackend

    class ConnectionsBackend(BaseBackend):
        def __init__(self, region_name, account_id) -> None:
            super().__init__(region_name, account_id)
            self.connections: dict[str, dict[str, object]] = {}

        @property
        def _url_module(self):
            """What moto takes from the module it would look for."""
            return SimpleNamespace(
                url_bases=[rf"https?://{name}\.(.+)\.amazonaws\.com"],
                url_paths={"{0}/$": _RESPONSES[name].dispatch},
            )

    return ConnectionsBackend


def _response(name: str, backends) -> type:  # noqa: C901 - its operations are counted in
    from moto.core.responses import BaseResponse

    class ConnectionsResponse(BaseResponse):
        def __init__(self) -> None:
            super().__init__(service_name=name)

        @property
        def backend(self):
            return backends[self.current_account][self.region]

        def _known(self, parameter, answer):
            arn = self._get_param(parameter)
            if arn not in self.backend.connections:
                return refusal(400, "ResourceNotFoundException", f"no connection {arn}")
            return json.dumps(answer(self.backend.connections[arn]))

        def create_connection(self):
            arn = f"arn:aws:{name}:{self.region}:{self.current_account}:connection/{uuid.uuid4()}"
            tags = self._get_param("Tags") or []
            self.backend.connections[arn] = {
                "ConnectionArn": arn,
                "ConnectionName": self._get_param("ConnectionName"),
                "ProviderType": self._get_param("ProviderType") or "GitHub",
                "OwnerAccountId": self.current_account,
                "ConnectionStatus": "PENDING",
                "Tags": {each["Key"]: each["Value"] for each in tags},
            }
            return json.dumps({"ConnectionArn": arn, "Tags": tags})

        def get_connection(self):
            return self._known(
                "ConnectionArn",
                lambda found: {"Connection": {key: value for key, value in found.items() if key != "Tags"}},
            )

        def delete_connection(self):
            self.backend.connections.pop(self._get_param("ConnectionArn"), None)
            return "{}"

        def list_tags_for_resource(self):
            return self._known(
                "ResourceArn",
                lambda found: {"Tags": [{"Key": key, "Value": value} for key, value in found["Tags"].items()]},
            )

        def tag_resource(self):
            given = {each["Key"]: each["Value"] for each in self._get_param("Tags")}
            return self._known("ResourceArn", lambda found: found["Tags"].update(given) or {})

        def untag_resource(self):
            keys = self._get_param("TagKeys")
            return self._known("ResourceArn", lambda found: [found["Tags"].pop(key, None) for key in keys] and {})

    return ConnectionsResponse


def _see_connections(client: Clients) -> Seen:
    seen = []
    for name in _NAMES:
        service, title = client(name), f"p-{uuid.uuid4().hex[:12]}"
        tags = [{"Key": "name", "Value": "kept"}]
        arn = service.create_connection(ProviderType="GitHub", ConnectionName=title, Tags=tags)["ConnectionArn"]
        found = service.get_connection(ConnectionArn=arn)["Connection"]
        kept = service.list_tags_for_resource(ResourceArn=arn)["Tags"] == tags
        service.delete_connection(ConnectionArn=arn)
        try:
            service.get_connection(ConnectionArn=arn)
            after = "still there"
        except service.exceptions.ResourceNotFoundException:
            after = "gone"
        seen.append((found["ConnectionName"] == title, found["ConnectionStatus"], kept, after))
    return seen, [(True, "PENDING", True, "gone")] * 2


FIXES = (
    Fix(
        id="connections.connections",
        symptom="aws_codestarconnections_connection and aws_codeconnections_connection: 500",
        apply=connections,
        probe=_see_connections,
    ),
)
