"""Fixes to moto's S3."""

from __future__ import annotations

import json
import uuid
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree as ET

from constructs_lib.operations.emulator.fixes.fix import Clients, Fix, Seen, added, around

_XML = {"Content-Type": "application/xml"}


def replication_as_written() -> None:
    """Answer with the replication rules as they were put: moto answers with a fixed few of their fields."""
    from moto.s3.responses import S3Response

    @around(S3Response, "_replication_config_from_xml")
    def parse(original, self, xml):
        return {**original(self, xml), "as_written": _with_rule_ids(xml)}

    @around(S3Response, "get_bucket_replication")
    def get(original, self):
        configuration = self.backend.get_bucket_replication(self.bucket_name) or {}
        written = configuration.get("as_written")
        return (200, _XML, written) if written else original(self)


def _with_rule_ids(xml: str | bytes) -> str:
    """AWS names a rule that came without an id."""
    root = ET.fromstring(xml)  # noqa: S314 - from the caller, who is on this machine
    namespace = root.tag.removesuffix("ReplicationConfiguration")
    for rule in root.findall(f"{namespace}Rule"):
        if rule.find(f"{namespace}ID") is None:
            ET.SubElement(rule, f"{namespace}ID").text = uuid.uuid4().hex
    return _written(root)


def _written(root: ET.Element) -> str:
    ET.register_namespace("", root.tag.partition("}")[0].removeprefix("{"))
    return ET.tostring(root, encoding="unicode")


def event_bridge_notification() -> None:
    """Answer that a bucket sends to EventBridge: moto leaves it out of what it reads back."""
    from moto.s3.responses import S3Response

    @around(S3Response, "get_bucket_notification")
    def get(original, self):
        status, headers, body = original(self)
        configuration = self.backend.get_bucket_notification_configuration(self.bucket_name)
        if configuration is None or configuration.event_bridge is None or "EventBridgeConfiguration" in body:
            return status, headers, body
        root = ET.fromstring(body)  # noqa: S314 - moto's own
        ET.SubElement(
            root,
            root.tag.replace("NotificationConfiguration", "EventBridgeConfiguration"),
        )
        return status, headers, _written(root)


def empty_versioned_bucket() -> None:
    """Let delete markers go with their key: moto calls `dispose` on whatever it drops, and markers have none.

    Terraform destroys a bucket's versioning before the bucket, so `force_destroy` meets markers in a suspended bucket.
    """
    from moto.s3.models import FakeDeleteMarker

    @added(FakeDeleteMarker, "dispose")
    def dispose(self, garbage=False):  # noqa: FBT002 - moto's signature
        """Nothing to let go of: a marker has no content."""


def denied_under_conditions() -> None:
    """Refuse an object for what a policy denies always, not for what it denies under conditions: moto looks at none.

    Every bucket that is reached over TLS only would be closed, and the emulator speaks plain HTTP.
    """
    from moto.s3.models import FakeBucket

    @around(FakeBucket, "get_permission")
    def permission(original, self, action, resource):
        statements = json.loads(self.policy or "{}").get("Statement", [])
        listed = statements if isinstance(statements, list) else [statements]
        always = [each for each in listed if each.get("Effect") != "Deny" or not each.get("Condition")]
        policy = json.dumps({"Statement": always}).encode() if always else None
        return original(SimpleNamespace(policy=policy), action, resource)


def account_separation() -> None:
    """Keep other accounts out of a bucket whose policy lets nobody in: in moto every account reads and writes them all.

    Only the principals of Allow statements are looked at; actions, resources and conditions are not judged.
    """
    from moto.s3.exceptions import AccessDeniedByLock, BucketError
    from moto.s3.models import S3Backend, s3_backends

    class TakenByAnother(BucketError):
        """Not moto's own error of this code: on that one it looks at the bucket to see whose it is."""

        code = "BucketAlreadyExists"

    def lets_in(policy: bytes | str | None, account_id: str) -> bool:
        statements = json.loads(policy or "{}").get("Statement", [])
        for statement in statements if isinstance(statements, list) else [statements]:
            principal = statement.get("Principal") if statement.get("Effect") == "Allow" else None
            if principal == "*" or (isinstance(principal, dict) and "Service" in principal):
                return True
            names = principal.get("AWS", []) if isinstance(principal, dict) else []
            if any(name == "*" or account_id in name for name in ([names] if isinstance(names, str) else names)):
                return True
        return False

    @around(S3Backend, "get_bucket")
    def get_bucket(original, self, bucket_name):
        bucket = original(self, bucket_name)
        owner = getattr(bucket, "account_id", self.account_id)
        if owner != self.account_id and not lets_in(getattr(bucket, "policy", None), self.account_id):
            raise AccessDeniedByLock
        return bucket

    @around(S3Backend, "create_bucket")
    def create_bucket(original, self, bucket_name, *args, **kwargs):
        _, owner = s3_backends.bucket_accounts.get(bucket_name, (None, self.account_id))
        if owner != self.account_id:
            raise TakenByAnother("The requested bucket name is not available.")
        return original(self, bucket_name, *args, **kwargs)


def _bucket(s3: Any, *, versioned: bool = False) -> str:
    name = f"probe-{uuid.uuid4().hex}"
    s3.create_bucket(Bucket=name)
    if versioned:
        s3.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})
    return name


def _see_replication(client: Clients) -> Seen:
    s3 = client("s3")
    source, target = _bucket(s3, versioned=True), _bucket(s3, versioned=True)
    rule = {
        "ID": "all",
        "Priority": 3,
        "Status": "Enabled",
        "Filter": {"Prefix": "logs/"},
        "DeleteMarkerReplication": {"Status": "Enabled"},
        "SourceSelectionCriteria": {"SseKmsEncryptedObjects": {"Status": "Enabled"}},
        "Destination": {
            "Bucket": f"arn:aws:s3:::{target}",
            "EncryptionConfiguration": {"ReplicaKmsKeyID": "arn:aws:kms:us-west-2:123456789012:key/k"},
        },
    }
    role = "arn:aws:iam::123456789012:role/replication"
    s3.put_bucket_replication(Bucket=source, ReplicationConfiguration={"Role": role, "Rules": [rule]})
    return s3.get_bucket_replication(Bucket=source)["ReplicationConfiguration"]["Rules"], [rule]


def _see_event_bridge(client: Clients) -> Seen:
    s3 = client("s3")
    bucket = _bucket(s3)
    s3.put_bucket_notification_configuration(
        Bucket=bucket,
        NotificationConfiguration={"EventBridgeConfiguration": {}},
        SkipDestinationValidation=True,
    )
    answer = s3.get_bucket_notification_configuration(Bucket=bucket)
    return {name: answer[name] for name in answer if name != "ResponseMetadata"}, {"EventBridgeConfiguration": {}}


def _see_emptying(client: Clients) -> Seen:
    s3 = client("s3")
    bucket = _bucket(s3, versioned=True)
    s3.put_object(Bucket=bucket, Key="a", Body=b"1")
    s3.delete_object(Bucket=bucket, Key="a")
    s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Suspended"})
    listed = s3.list_object_versions(Bucket=bucket)
    versions = [
        {"Key": each["Key"], "VersionId": each["VersionId"]} for each in listed["Versions"] + listed["DeleteMarkers"]
    ]
    answer = s3.delete_objects(Bucket=bucket, Delete={"Objects": versions})
    return (
        len(answer["Deleted"]),
        "DeleteMarkers" in s3.list_object_versions(Bucket=bucket),
    ), (len(versions), False)


def _see_denied(client: Clients) -> Seen:
    s3 = client("s3")
    bucket = _bucket(s3)
    statement = {
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:PutObject",
        "Resource": f"arn:aws:s3:::{bucket}/*",
        "Condition": {"Null": {"s3:x-amz-server-side-encryption-customer-algorithm": "false"}},
    }
    s3.put_bucket_policy(Bucket=bucket, Policy=json.dumps({"Version": "2012-10-17", "Statement": [statement]}))
    return s3.put_object(Bucket=bucket, Key="a", Body=b"1")["ResponseMetadata"]["HTTPStatusCode"], 200


def _see_separation(client: Clients) -> Seen:
    owner, other = client("s3"), client("s3", assume_account="222233334444")
    bucket = _bucket(owner)
    owner.put_object(Bucket=bucket, Key="a", Body=b"1")
    try:
        other.get_object(Bucket=bucket, Key="a")
    except other.exceptions.ClientError as error:
        return error.response["Error"]["Code"], "AccessDenied"
    return "read", "AccessDenied"


FIXES = (
    Fix(
        id="s3.replication-as-written",
        symptom="aws_s3_bucket_replication_configuration: priority, delete markers and source selection are planned again",
        apply=replication_as_written,
        probe=_see_replication,
    ),
    Fix(
        id="s3.event-bridge-notification",
        symptom="aws_s3_bucket_notification: eventbridge = true is planned again",
        apply=event_bridge_notification,
        probe=_see_event_bridge,
    ),
    Fix(
        id="s3.empty-versioned-bucket",
        symptom="aws_s3_bucket: force_destroy of a versioned bucket fails with DeleteObjects 500",
        apply=empty_versioned_bucket,
        probe=_see_emptying,
    ),
    Fix(
        id="s3.denied-under-conditions",
        symptom="aws_s3_object, and whatever a test puts into a bucket with a policy such as TLS only: 403 Forbidden",
        apply=denied_under_conditions,
        probe=_see_denied,
    ),
    Fix(
        id="s3.account-separation",
        symptom="a stack reads another account's bucket that real AWS would refuse",
        apply=account_separation,
        probe=_see_separation,
    ),
)
