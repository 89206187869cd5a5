"""Fixes to what moto's S3 does with access logs."""

from __future__ import annotations

import json
import uuid
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree as ET

from constructs_lib.operations.emulator.fixes.fix import Clients, Fix, Seen, around


def logging_key_format() -> None:
    """Answer with the form of the log files' names: moto keeps it and does not tell."""
    from moto.s3.responses import S3Response

    @around(S3Response, "get_bucket_logging")
    def get(original, self):
        status, headers, body = original(self)
        form = (self.backend.get_bucket_logging(self.bucket_name) or {}).get("TargetObjectKeyFormat")
        if form is None or "TargetObjectKeyFormat" in body:
            return status, headers, body
        root = ET.fromstring(body)  # noqa: S314 - moto's own
        namespace = root.tag.removesuffix("BucketLoggingStatus")
        enabled = root.find(f"{namespace}LoggingEnabled")
        _append(enabled, namespace, "TargetObjectKeyFormat", form)
        ET.register_namespace("", namespace.strip("{}"))
        return status, headers, ET.tostring(root, encoding="unicode")


def _append(parent: Any, namespace: str, name: str, content: dict[str, Any] | str | None) -> None:
    """What xmltodict read, as XML again."""
    element = ET.SubElement(parent, f"{namespace}{name}")
    if isinstance(content, dict):
        for child, inner in content.items():
            _append(element, namespace, child, inner)
    else:
        element.text = content


def logging_permission() -> None:
    """Look for the leave to log among statements about everybody too: moto breaks at a principal that is `*`."""
    from moto.s3.models import FakeBucket

    @around(FakeBucket, "_log_permissions_enabled_policy")
    def permits(original, _self, target_bucket, target_prefix):
        policy = json.loads(target_bucket.policy or "{}")
        named = [each for each in policy.get("Statement", []) if isinstance(each.get("Principal"), dict)]
        asked = SimpleNamespace(
            name=target_bucket.name,
            partition=target_bucket.partition,
            policy=json.dumps({"Statement": named}).encode(),
        )
        return original(target_bucket=asked, target_prefix=target_prefix)


def access_logs_take_their_time() -> None:
    """Deliver no access logs: AWS takes hours, moto puts a file per request into the other bucket at once.

    A bucket that fills by Terraform's own looks at another one could never be destroyed.
    """
    from moto.s3.models import S3Backend

    @around(S3Backend, "log_incoming_request")
    def log(_original, _self, request, bucket_name):
        """Nothing."""


def _bucket(s3: Any) -> str:
    name = f"probe-{uuid.uuid4().hex}"
    s3.create_bucket(Bucket=name)
    return name


def _see_logging(client: Clients) -> Seen:
    s3 = client("s3")
    bucket, target = _bucket(s3), _bucket(s3)
    _let_log(s3, target)
    enabled = {
        "TargetBucket": target,
        "TargetPrefix": "s3/",
        "TargetObjectKeyFormat": {"PartitionedPrefix": {"PartitionDateSource": "EventTime"}},
    }
    s3.put_bucket_logging(Bucket=bucket, BucketLoggingStatus={"LoggingEnabled": enabled})
    return s3.get_bucket_logging(Bucket=bucket)["LoggingEnabled"], enabled


def _see_logging_permission(client: Clients) -> Seen:
    s3 = client("s3")
    bucket, target = _bucket(s3), _bucket(s3)
    _let_log(s3, target, {"Effect": "Deny", "Principal": "*", "Action": "s3:DeleteBucket"})
    enabled = {"TargetBucket": target, "TargetPrefix": "s3/"}
    s3.put_bucket_logging(Bucket=bucket, BucketLoggingStatus={"LoggingEnabled": enabled})
    return s3.get_bucket_logging(Bucket=bucket)["LoggingEnabled"], enabled


def _see_access_logs(client: Clients) -> Seen:
    s3 = client("s3")
    bucket, target = _bucket(s3), _bucket(s3)
    _let_log(s3, target)
    enabled = {"TargetBucket": target, "TargetPrefix": ""}
    s3.put_bucket_logging(Bucket=bucket, BucketLoggingStatus={"LoggingEnabled": enabled})
    s3.list_objects_v2(Bucket=bucket)
    return s3.list_objects_v2(Bucket=target)["KeyCount"], 0


def _let_log(s3: Any, target: str, *before: dict[str, str]) -> None:
    arn = f"arn:aws:s3:::{target}"
    lets = {"Effect": "Allow", "Principal": {"Service": "logging.s3.amazonaws.com"}, "Action": "s3:PutObject"}
    statements = [*({**each, "Resource": arn} for each in before), {**lets, "Resource": f"{arn}/*"}]
    s3.put_bucket_policy(Bucket=target, Policy=json.dumps({"Version": "2012-10-17", "Statement": statements}))


FIXES = (
    Fix(
        id="s3.logging-key-format",
        symptom="aws_s3_bucket_logging: target_object_key_format is planned again",
        apply=logging_key_format,
        probe=_see_logging,
    ),
    Fix(
        id="s3.logging-permission",
        symptom="aws_s3_bucket_logging: 500 when the target's policy has a statement about everybody, such as TLS only",
        apply=logging_permission,
        probe=_see_logging_permission,
    ),
    Fix(
        id="s3.access-logs-take-their-time",
        symptom="aws_s3_bucket: destroying the bucket of access logs fails with BucketNotEmpty",
        apply=access_logs_take_their_time,
        probe=_see_access_logs,
    ),
)
