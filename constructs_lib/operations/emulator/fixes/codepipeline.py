"""Fixes to moto's CodePipeline."""

from __future__ import annotations

import json
import uuid
from typing import Any

from constructs_lib.operations.emulator.fixes.fix import Clients, Fix, Seen, around_property


def times_as_numbers() -> None:
    """Say when a pipeline was made as a number, as its protocol has it; moto says it in words."""
    from moto.codepipeline.models import CodePipeline

    @around_property(CodePipeline, "metadata")
    def metadata(original, self):
        return original(self) | {"created": self._created.timestamp(), "updated": self._updated.timestamp()}


def trusted_among_others() -> None:
    """Take a role that trusts CodePipeline among others; moto wants a statement with that one service as its text."""
    from moto.codepipeline.models import CodePipelineBackend

    class Flattened:
        """A role whose trust policy names one service a statement."""

        def __init__(self, role) -> None:
            self._role = role

        def __getattr__(self, name: str) -> Any:
            return getattr(self._role, name)

        @property
        def assume_role_policy_document(self):
            trusted = []
            statements = json.loads(self._role.assume_role_policy_document).get("Statement", [])
            for statement in statements if isinstance(statements, list) else [statements]:
                principal = statement.get("Principal") if statement.get("Effect", "Allow") == "Allow" else None
                services = principal.get("Service", []) if isinstance(principal, dict) else []
                trusted += [services] if isinstance(services, str) else services
            return json.dumps({"Statement": [{"Principal": {"Service": service}} for service in trusted]})

    class Roles:
        def __init__(self, iam) -> None:
            self._iam = iam

        def get_role_by_arn(self, arn):
            return Flattened(self._iam.get_role_by_arn(arn))

    @around_property(CodePipelineBackend, "iam_backend")
    def iam_backend(original, self):
        return Roles(original(self))


def _pipeline(client: Clients, service: object) -> tuple[str, str]:
    name = f"probe-{uuid.uuid4().hex}"
    trust = {"Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": service}}]}
    role = client("iam").create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(trust))["Role"]["Arn"]
    action = {
        "name": "one",
        "actionTypeId": {"category": "Approval", "owner": "AWS", "provider": "Manual", "version": "1"},
    }
    stages = [{"name": stage, "actions": [action]} for stage in ("first", "second")]
    store = {"type": "S3", "location": "artifacts"}
    pipeline = {"name": name, "roleArn": role, "artifactStore": store, "stages": stages}
    client("codepipeline").create_pipeline(pipeline=pipeline)
    return name, role


def _see_times(client: Clients) -> Seen:
    name, _ = _pipeline(client, "codepipeline.amazonaws.com")
    answer = client.raw("codepipeline", "POST", "/", target="CodePipeline_20150709.GetPipeline", body={"name": name})
    return [type(answer["metadata"][each]).__name__ for each in ("created", "updated")], ["float", "float"]


def _see_trust(client: Clients) -> Seen:
    name, role = _pipeline(client, ["events.amazonaws.com", "codepipeline.amazonaws.com"])
    return client("codepipeline").get_pipeline(name=name)["pipeline"]["roleArn"], role


FIXES = (
    Fix(
        id="codepipeline.times-as-numbers",
        symptom="aws_codepipeline: 'expected Timestamp to be a JSON Number'",
        apply=times_as_numbers,
        probe=_see_times,
    ),
    Fix(
        id="codepipeline.trusted-among-others",
        symptom="aws_codepipeline whose role trusts several services: 'not authorized to perform AssumeRole'",
        apply=trusted_among_others,
        probe=_see_trust,
    ),
)
