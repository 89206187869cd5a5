"""Fixes to moto's Kinesis."""

from __future__ import annotations

import uuid

from constructs_lib.operations.emulator.fixes.fix import Clients, Fix, Seen, around


def tags_on_create() -> None:
    """Keep the tags a stream is created with."""
    from moto.kinesis.responses import KinesisResponse

    @around(KinesisResponse, "create_stream")
    def create(original, self):
        answer = original(self)
        tags = self._get_param("Tags")
        if tags:
            self.kinesis_backend.add_tags_to_stream(None, self._get_param("StreamName"), tags)
        return answer


def _see_tags(client: Clients) -> Seen:
    kinesis, name = client("kinesis"), f"probe-{uuid.uuid4().hex}"
    kinesis.create_stream(StreamName=name, ShardCount=1, Tags={"name": "kept"})
    return kinesis.list_tags_for_stream(StreamName=name)["Tags"], [{"Key": "name", "Value": "kept"}]


FIXES = (
    Fix(
        id="kinesis.tags-on-create",
        symptom="aws_kinesis_stream: tags are planned again",
        apply=tags_on_create,
        probe=_see_tags,
    ),
)
