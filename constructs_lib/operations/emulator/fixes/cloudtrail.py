"""Fixes to moto's CloudTrail."""

from __future__ import annotations

import uuid

from constructs_lib.operations.emulator.fixes.fix import Clients, Fix, Seen, around


def selectors_told() -> None:
    """Say that a trail has selectors: otherwise nobody reads them, and what they became is never compared."""
    from moto.cloudtrail.models import Trail

    @around(Trail, "description")
    def description(original, self, *args, **kwargs):
        told = original(self, *args, **kwargs)
        told["HasCustomEventSelectors"] = bool(self.event_selectors or self.advanced_event_selectors)
        told["HasInsightSelectors"] = bool(self.insight_selectors)
        return told

    @around(Trail, "put_insight_selectors")
    def put_insight_selectors(original, self, insight_selectors):
        # they are all that a trail has from then on, not more of them
        self.insight_selectors = []
        original(self, insight_selectors)


def deleted_by_arn() -> None:
    """Delete the trail that an ARN names; moto knows names only, and keeps it without a word."""
    from moto.cloudtrail.models import CloudTrailBackend

    @around(CloudTrailBackend, "delete_trail")
    def delete_trail(original, self, name):
        original(self, self.get_trail(name).trail_name)


def _see_selectors(client: Clients) -> Seen:
    trails, bucket = client("cloudtrail"), f"p-{uuid.uuid4().hex[:12]}"
    client("s3").create_bucket(Bucket=bucket)
    trails.create_trail(Name=bucket, S3BucketName=bucket)
    management = {"Name": "all", "FieldSelectors": [{"Field": "eventCategory", "Equals": ["Management"]}]}
    trails.put_event_selectors(TrailName=bucket, AdvancedEventSelectors=[management])
    rate = [{"InsightType": "ApiCallRateInsight"}]
    for _ in range(2):
        trails.put_insight_selectors(TrailName=bucket, InsightSelectors=rate)
    found = trails.get_trail(Name=bucket)["Trail"]
    insights = trails.get_insight_selectors(TrailName=bucket)["InsightSelectors"]
    trails.delete_trail(Name=bucket)
    client("s3").delete_bucket(Bucket=bucket)
    return (found["HasCustomEventSelectors"], found["HasInsightSelectors"], insights), (True, True, rate)


def _see_deletion(client: Clients) -> Seen:
    trails, bucket = client("cloudtrail"), f"p-{uuid.uuid4().hex[:12]}"
    client("s3").create_bucket(Bucket=bucket)
    arn = trails.create_trail(Name=bucket, S3BucketName=bucket)["TrailARN"]
    trails.delete_trail(Name=arn)
    left = [each["Name"] for each in trails.list_trails()["Trails"] if each["Name"] == bucket]
    client("s3").delete_bucket(Bucket=bucket)
    return left, []


FIXES = (
    Fix(
        id="cloudtrail.selectors-told",
        symptom="aws_cloudtrail: its selectors are never read again, so a change of them is never seen",
        apply=selectors_told,
        probe=_see_selectors,
    ),
    Fix(
        id="cloudtrail.deleted-by-arn",
        symptom="aws_cloudtrail: destroyed without an error, and still there",
        apply=deleted_by_arn,
        probe=_see_deletion,
    ),
)
