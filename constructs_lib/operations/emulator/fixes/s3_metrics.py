"""Fixes to what moto's S3 does with request metrics."""

from __future__ import annotations

import uuid
from typing import Any

from constructs_lib.operations.emulator.fixes.fix import Clients, Fix, Seen, around

_NONE = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    "<Error><Code>NoSuchConfiguration</Code><Message>The specified configuration does not exist.</Message></Error>"
)


def request_metrics() -> None:
    """Keep which requests a bucket counts. moto takes such a call for one about the bucket itself: asking for the
    configuration lists the bucket, and deleting it deletes the bucket.
    """
    from moto.s3.responses import S3Response

    def of(self: Any, bucket_name: str, verb: str) -> dict[str, bytes]:
        # as moto does before every operation it knows: whoever records calls sees this one too
        self.data["Action"] = f"{verb}MetricsConfiguration"
        self._authenticate_and_authorize_s3_action(bucket_name=bucket_name)
        return self.backend.get_bucket(bucket_name).__dict__.setdefault("_cairn_metrics", {})

    @around(S3Response, "_bucket_response_put")
    def put(original, self, request, bucket_name, querystring):
        if "metrics" not in querystring:
            return original(self, request, bucket_name, querystring)
        of(self, bucket_name, "Put")[querystring["id"][0]] = self.body
        return 200, {}, ""

    @around(S3Response, "_bucket_response_get")
    def get(original, self, bucket_name, querystring):
        if "metrics" not in querystring:
            return original(self, bucket_name, querystring)
        written = of(self, bucket_name, "Get").get(querystring["id"][0])
        return (404, {}, _NONE) if written is None else (200, {}, written)

    @around(S3Response, "_bucket_response_delete")
    def delete(original, self, bucket_name, querystring):
        if "metrics" not in querystring:
            return original(self, bucket_name, querystring)
        of(self, bucket_name, "Put").pop(querystring["id"][0], None)
        return 204, {}, ""


def _see_metrics(client: Clients) -> Seen:
    s3, bucket = client("s3"), f"probe-{uuid.uuid4().hex}"
    s3.create_bucket(Bucket=bucket)
    filtered = {"Id": "few", "Filter": {"Prefix": "logs/"}}
    s3.put_bucket_metrics_configuration(Bucket=bucket, Id="few", MetricsConfiguration=filtered)
    seen = s3.get_bucket_metrics_configuration(Bucket=bucket, Id="few").get("MetricsConfiguration")
    s3.delete_bucket_metrics_configuration(Bucket=bucket, Id="few")
    left = [each["Name"] for each in s3.list_buckets()["Buckets"] if each["Name"] == bucket]
    return (seen, left), (filtered, [bucket])


FIXES = (
    Fix(
        id="s3.request-metrics",
        symptom="aws_s3_bucket_metric: is never there, and its end is the bucket's",
        apply=request_metrics,
        probe=_see_metrics,
    ),
)
