"""Fixes to moto's Application Auto Scaling."""

from __future__ import annotations

import json
import uuid

from constructs_lib.operations.emulator.fixes.fix import Clients, Fix, Seen, added, around, kept


def tags() -> None:
    """Keep a scalable target's tags: the provider reads them even when there are none."""
    from moto.applicationautoscaling.responses import ApplicationAutoScalingResponse

    def tags_of(response, arn):
        return kept(response.applicationautoscaling_backend, "tags").setdefault(arn, {})

    @around(ApplicationAutoScalingResponse, "register_scalable_target")
    def register(original, self):
        answer = original(self)
        tags_of(self, json.loads(answer)["ScalableTargetARN"]).update(self._get_param("Tags") or {})
        return answer

    @added(ApplicationAutoScalingResponse, "list_tags_for_resource")
    def list_tags(self):
        return json.dumps({"Tags": tags_of(self, self._get_param("ResourceARN"))})

    @added(ApplicationAutoScalingResponse, "tag_resource")
    def tag(self):
        tags_of(self, self._get_param("ResourceARN")).update(self._get_param("Tags"))
        return "{}"

    @added(ApplicationAutoScalingResponse, "untag_resource")
    def untag(self):
        for key in self._get_param("TagKeys"):
            tags_of(self, self._get_param("ResourceARN")).pop(key, None)
        return "{}"


def _see_tags(client: Clients) -> Seen:
    scaling, table = client("application-autoscaling"), f"probe-{uuid.uuid4().hex}"
    arn = scaling.register_scalable_target(
        ServiceNamespace="dynamodb",
        ResourceId=f"table/{table}",
        ScalableDimension="dynamodb:table:ReadCapacityUnits",
        MinCapacity=1,
        MaxCapacity=2,
        RoleARN="arn:aws:iam::123456789012:role/scaling",
        Tags={"name": "kept", "other": "gone"},
    )["ScalableTargetARN"]
    scaling.untag_resource(ResourceARN=arn, TagKeys=["other"])
    return scaling.list_tags_for_resource(ResourceARN=arn)["Tags"], {"name": "kept"}


FIXES = (
    Fix(
        id="application-autoscaling.tags",
        symptom="aws_appautoscaling_target: ListTagsForResource 500",
        apply=tags,
        probe=_see_tags,
    ),
)
