"""IAM Access Analyzer, a service moto does not have. It analyzes nothing, so it finds nothing."""

from __future__ import annotations

import json
import re
import uuid
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote

from constructs_lib.operations.emulator.fixes.fix import Clients, Fix, Seen, around, refusal

_NAME = "accessanalyzer"
_HOST = r"https?://access-analyzer\.(.+)\.amazonaws\.com"
_PATHS = (r"/analyzer$", r"/analyzer/(?P<name>.+)$", r"/tags/(?P<arn>.+)$")
_RESPONSE: dict[str, Any] = {}


def analyzers() -> None:
    """Keep analyzers, their archive rules and tags."""
    from boto3 import Session
    from moto import backend_index, backends
    from moto.core.base_backend import BackendDict

    known = BackendDict(_backend(), _NAME, False, Session().get_available_regions("ec2"))
    backend_index.backend_url_patterns.insert(0, (_NAME, re.compile(_HOST)))

    @around(backends, "get_backend")
    def get_backend(original, name):
        return known if name == _NAME else original(name)

    _RESPONSE["class"] = _response(known)


def _backend() -> type:
    from moto.core.base_backend import BaseBackend

    class AnalyzerBackend(BaseBackend):
        def __init__(self, region_name, account_id) -> None:
            super().__init__(region_name, account_id)
            self.analyzers: dict[str, dict[str, Any]] = {}
            self.rules: dict[tuple[str, str], dict[str, Any]] = {}

        @property
        def _url_module(self):
            """What moto takes from the module it would look for."""
            dispatch = _RESPONSE["class"].dispatch
            return SimpleNamespace(url_bases=[_HOST], url_paths={"{0}" + path: dispatch for path in _PATHS})

    return AnalyzerBackend


def _response(backends) -> type:  # noqa: C901 - its operations are counted in
    from moto.core.responses import BaseResponse

    def gone(what):
        return refusal(404, "ResourceNotFoundException", f"no {what}")

    class AnalyzerResponse(BaseResponse):
        def __init__(self) -> None:
            super().__init__(service_name=_NAME)

        @property
        def backend(self):
            return backends[self.current_account][self.region]

        def _names(self) -> list[str]:
            """The analyzer, and the rule of it, that a path names."""
            return [each for each in unquote(self.path).split("/") if each][1::2]

        def create_analyzer(self):
            given = json.loads(self.body)
            name = given["analyzerName"]
            if name in self.backend.analyzers:
                return refusal(409, "ConflictException", f"there is an analyzer {name}")
            arn = f"arn:aws:access-analyzer:{self.region}:{self.current_account}:analyzer/{name}"
            self.backend.analyzers[name] = {
                "arn": arn,
                "name": name,
                "type": given["type"],
                "createdAt": _now(),
                "status": "ACTIVE",
                "tags": given.get("tags") or {},
                **({"configuration": given["configuration"]} if given.get("configuration") else {}),
            }
            return json.dumps({"arn": arn})

        def get_analyzer(self):
            found = self.backend.analyzers.get(self._names()[0])
            return json.dumps({"analyzer": found}) if found else gone("such analyzer")

        def list_analyzers(self):
            return json.dumps({"analyzers": list(self.backend.analyzers.values())})

        def delete_analyzer(self):
            [name] = self._names()
            if self.backend.analyzers.pop(name, None) is None:
                return gone("such analyzer")
            self.backend.rules = {key: rule for key, rule in self.backend.rules.items() if key[0] != name}
            return "{}"

        def create_archive_rule(self):
            given = json.loads(self.body)
            rule = {"ruleName": given["ruleName"], "filter": given["filter"], "createdAt": _now(), "updatedAt": _now()}
            self.backend.rules[self._names()[0], given["ruleName"]] = rule
            return "{}"

        def get_archive_rule(self):
            analyzer, rule = self._names()
            found = self.backend.rules.get((analyzer, rule))
            return json.dumps({"archiveRule": found}) if found else gone("such rule")

        def update_archive_rule(self):
            analyzer, rule = self._names()
            self.backend.rules[analyzer, rule].update(filter=json.loads(self.body)["filter"], updatedAt=_now())
            return "{}"

        def delete_archive_rule(self):
            analyzer, rule = self._names()
            return "{}" if self.backend.rules.pop((analyzer, rule), None) else gone("such rule")

        def _tags(self) -> dict[str, str]:
            return self.backend.analyzers[unquote(self.path).rpartition("/")[2]]["tags"]

        def list_tags_for_resource(self):
            return json.dumps({"tags": self._tags()})

        def tag_resource(self):
            self._tags().update(json.loads(self.body)["tags"])
            return "{}"

        def untag_resource(self):
            for key in self.querystring.get("tagKeys", []):
                self._tags().pop(key, None)
            return "{}"

    return AnalyzerResponse


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _see_analyzers(client: Clients) -> Seen:
    service, name = client(_NAME), f"p-{uuid.uuid4().hex[:12]}"
    age = {"unusedAccess": {"unusedAccessAge": 90}}
    arn = service.create_analyzer(
        analyzerName=name, type="ACCOUNT_UNUSED_ACCESS", configuration=age, tags={"name": "kept"}
    )["arn"]
    service.tag_resource(resourceArn=arn, tags={"more": "kept"})
    service.untag_resource(resourceArn=arn, tagKeys=["name"])
    found = service.get_analyzer(analyzerName=name)["analyzer"]
    rule = {"resourceType": {"eq": ["AWS::IAM::Role"]}}
    service.create_archive_rule(analyzerName=name, ruleName="roles", filter={"isPublic": {"eq": ["false"]}})
    service.update_archive_rule(analyzerName=name, ruleName="roles", filter=rule)
    kept = service.get_archive_rule(analyzerName=name, ruleName="roles")["archiveRule"]["filter"]
    service.delete_archive_rule(analyzerName=name, ruleName="roles")
    service.delete_analyzer(analyzerName=name)
    after = []
    for ask in (
        lambda: service.get_archive_rule(analyzerName=name, ruleName="roles"),
        lambda: service.get_analyzer(analyzerName=name),
    ):
        try:
            ask()
            after.append("still there")
        except service.exceptions.ResourceNotFoundException:
            after.append("gone")
    return (found["configuration"], found["tags"], kept, after), (age, {"more": "kept"}, rule, ["gone", "gone"])


FIXES = (
    Fix(
        id="accessanalyzer.analyzers",
        symptom="aws_accessanalyzer_analyzer and aws_accessanalyzer_archive_rule: 404",
        apply=analyzers,
        probe=_see_analyzers,
    ),
)
