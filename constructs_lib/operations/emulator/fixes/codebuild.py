"""Fixes to moto's CodeBuild."""

from __future__ import annotations

import uuid

from constructs_lib.operations.emulator.fixes.fix import Clients, Fix, Seen, around


def pipeline_sources() -> None:
    """A project fed by a pipeline has no location of its own, nor has one without a source."""
    from moto.codebuild import responses

    for name in ("_validate_required_params_source", "_validate_required_params_artifacts"):

        @around(responses, name)
        def validate(original, settings):
            if settings["type"] not in {"CODEPIPELINE", "NO_SOURCE"}:
                original(settings)


def _see_pipeline_source(client: Clients) -> Seen:
    build, name = client("codebuild"), f"probe-{uuid.uuid4().hex}"
    build.create_project(
        name=name,
        source={"type": "CODEPIPELINE"},
        artifacts={"type": "CODEPIPELINE"},
        environment={"type": "LINUX_CONTAINER", "image": "build:1", "computeType": "BUILD_GENERAL1_SMALL"},
        serviceRole="arn:aws:iam::123456789012:role/build",
    )
    return [each["name"] for each in build.batch_get_projects(names=[name])["projects"]], [name]


FIXES = (
    Fix(
        id="codebuild.pipeline-sources",
        symptom="aws_codebuild_project with a CODEPIPELINE source: 'Project source location is required'",
        apply=pipeline_sources,
        probe=_see_pipeline_source,
    ),
)
