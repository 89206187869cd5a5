"""Fixes to moto's CloudWatch Synthetics."""

from __future__ import annotations

import json
import uuid

from constructs_lib.operations.emulator.fixes.fix import Clients, Fix, Seen, added, around, refusal, served

_CHANGEABLE = {
    "Code": "code",
    "ExecutionRoleArn": "execution_role_arn",
    "RuntimeVersion": "runtime_version",
    "Schedule": "schedule",
    "RunConfig": "run_config",
    "SuccessRetentionPeriodInDays": "success_retention_period_in_days",
    "FailureRetentionPeriodInDays": "failure_retention_period_in_days",
    "VpcConfig": "vpc_config",
    "ArtifactS3Location": "artifact_s3_location",
    "ArtifactConfig": "artifact_config",
}


def times_as_numbers() -> None:
    """Say when a canary was made as a number, as its protocol has it; moto says it in words."""
    from moto.synthetics.models import Canary

    @around(Canary, "to_dict")
    def to_dict(original, self):
        known = {name: time.timestamp() for name, time in self.timeline.items() if time is not None}
        return original(self) | {"Timeline": known}


def lifecycle() -> None:  # noqa: C901 - its operations are counted in
    """Let a canary start, stop, change and go, and say so when one is not there."""
    from moto.synthetics import urls
    from moto.synthetics.responses import SyntheticsResponse

    def name_of(response):
        parts = [part for part in response.path.split("/") if part]
        return parts[parts.index("canary") + 1]

    def on_canary(change):
        def answer(self):
            canary = self.synthetics_backend.canaries.get(name_of(self))
            if canary is None:
                return refusal(404, "ResourceNotFoundException", f"Canary not found: {name_of(self)}")
            return json.dumps(change(self, canary) or {})

        return answer

    def state(wanted):
        return lambda _response, canary: setattr(canary, "state", wanted)

    def update(response, canary):
        for name, value in json.loads(response.body).items():
            if name in _CHANGEABLE:
                setattr(canary, _CHANGEABLE[name], value)

    def delete(response, canary):
        del response.synthetics_backend.canaries[canary.name]

    added(SyntheticsResponse, "get_canary")(on_canary(lambda _response, canary: {"Canary": canary.to_dict()}))
    added(SyntheticsResponse, "start_canary")(on_canary(state("RUNNING")))
    added(SyntheticsResponse, "stop_canary")(on_canary(state("STOPPED")))
    added(SyntheticsResponse, "update_canary")(on_canary(update))
    added(SyntheticsResponse, "delete_canary")(on_canary(delete))
    for verb in ("start", "stop"):
        served(urls, f"/canary/(?P<name>[^/]+)/{verb}$", SyntheticsResponse)


def _canary(client: Clients):
    synthetics, name = client("synthetics"), f"p-{uuid.uuid4().hex[:12]}"
    synthetics.create_canary(
        Name=name,
        Code={"Handler": "page.handler", "S3Bucket": "code", "S3Key": "page.zip"},
        ArtifactS3Location="s3://artifacts/",
        ExecutionRoleArn="arn:aws:iam::123456789012:role/canary",
        Schedule={"Expression": "rate(5 minutes)"},
        RuntimeVersion="syn-nodejs-puppeteer-9.1",
    )
    return synthetics, name


def _see_times(client: Clients) -> Seen:
    _, name = _canary(client)
    timeline = client.raw("synthetics", "GET", f"/canary/{name}")["Canary"]["Timeline"]
    return {key: type(value).__name__ for key, value in timeline.items()}, {"Created": "float", "LastModified": "float"}


def _see_lifecycle(client: Clients) -> Seen:
    synthetics, name = _canary(client)
    seen = []
    for change in (synthetics.start_canary, synthetics.stop_canary):
        change(Name=name)
        seen.append(synthetics.get_canary(Name=name)["Canary"]["Status"]["State"])
    synthetics.update_canary(Name=name, Schedule={"Expression": "rate(1 minute)"})
    seen.append(synthetics.get_canary(Name=name)["Canary"]["Schedule"]["Expression"])
    synthetics.delete_canary(Name=name)
    try:
        synthetics.get_canary(Name=name)
        seen.append("still there")
    except synthetics.exceptions.ResourceNotFoundException:
        seen.append("gone")
    return seen, ["RUNNING", "STOPPED", "rate(1 minute)", "gone"]


FIXES = (
    Fix(
        id="synthetics.times-as-numbers",
        symptom="aws_synthetics_canary: 'expected Timestamp to be a JSON Number'",
        apply=times_as_numbers,
        probe=_see_times,
    ),
    Fix(
        id="synthetics.lifecycle",
        symptom="aws_synthetics_canary: StartCanary and DeleteCanary 404",
        apply=lifecycle,
        probe=_see_lifecycle,
    ),
)
