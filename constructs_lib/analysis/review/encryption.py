"""What is less encrypted than before: at rest, on the way, and by which key."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from constructs_lib.analysis.changes import SENSITIVE, UNKNOWN, AttributeChange
from constructs_lib.analysis.review.finding import Finding, Severity
from constructs_lib.analysis.review.planned import PlannedResource, Values

# True means encrypted.
_SWITCHES: Final = frozenset(
    {
        "at_rest_encryption_enabled",
        "enable_key_rotation",
        "encrypt_at_rest[0].enabled",
        "encrypted",
        "enforce_https",
        "domain_endpoint_options[0].enforce_https",
        "enable_log_file_validation",
        "node_to_node_encryption[0].enabled",
        "require_tls",
        "server_side_encryption[0].enabled",
        "sqs_managed_sse_enabled",
        "storage_encrypted",
        "transit_encryption_enabled",
    }
)
_KEYS: Final = frozenset(
    {
        "kms_key",
        "kms_key_arn",
        "kms_key_id",
        "kms_master_key_id",
        "kms_encryption_key_arn",
        "key_arn",
        "performance_insights_kms_key_id",
    }
)
# whole blocks, and resources, that are there for nothing else
_BLOCKS: Final = ("encryption_configuration", "server_side_encryption", "encrypt_at_rest", "encryption_info")
_RESOURCES: Final = {
    "aws_s3_bucket_server_side_encryption_configuration": "its bucket falls back to keys of S3",
    "aws_ebs_encryption_by_default": "new volumes of the region are no longer encrypted",
}
# The weakest first.
_ORDERS: Final[Mapping[str, tuple[str, ...]]] = {
    "sse_algorithm": ("AES256", "aws:kms", "aws:kms:dsse"),
    "encryption_type": ("NONE", "AES256", "KMS", "KMS_DSSE"),
    "protocol": ("HTTP", "HTTPS"),
    "viewer_protocol_policy": ("allow-all", "redirect-to-https", "https-only"),
    "origin_protocol_policy": ("http-only", "match-viewer", "https-only"),
    "transit_encryption_mode": ("preferred", "required"),
    "transit_encryption": ("DISABLED", "ENABLED"),
}
_TLS: Final = ("ssl_policy", "security_policy", "minimum_protocol_version", "tls_security_policy")
_PARAMETERS: Final = ("rds.force_ssl", "require_secure_transport")


def encryption_findings(resource: PlannedResource) -> Iterator[Finding]:
    """What a change of one resource weakens."""
    if resource.action == "delete" and resource.type in _RESOURCES:
        yield _finding(resource, "danger", f"is gone: {_RESOURCES[resource.type]}")
    if resource.change is None or resource.action not in ("update", "replace"):
        return
    for attribute in resource.change.attributes:
        yield from _attribute(resource, attribute)
    yield from _parameters(resource)


def _attribute(resource: PlannedResource, attribute: AttributeChange) -> Iterator[Finding]:
    path, before, after = attribute.path, attribute.before, attribute.after
    if UNKNOWN in (before, after) or SENSITIVE in (before, after):
        return
    name = path.rpartition(".")[2]
    told = f"{path}: {_shown(before)} → {_shown(after)}"
    if _on(before) and not _on(after) and (path in _SWITCHES or name in _SWITCHES):
        yield _finding(resource, "danger", "is weaker", told)
    elif name in _KEYS and before:
        another = "uses another key" if after else "loses its key"
        yield _finding(resource, "look" if after else "danger", another, told)
    elif re.sub(r"\[\d+\]", "", name) in _BLOCKS and before and not after:
        yield _finding(resource, "danger", "is no longer encrypted by its own settings", f"{path} is removed")
    elif name in _ORDERS:
        order = _ORDERS[name]
        if before in order and after in order and order.index(str(after)) < order.index(str(before)):
            yield _finding(resource, "danger", "is weaker", told)
    elif name in _TLS and _tls(after) < _tls(before):
        yield _finding(resource, "danger", "accepts an older TLS", told)


def _on(value: object) -> bool:
    return value is True or str(value).lower() in {"true", "1"}


def _tls(policy: object) -> tuple[int, int]:
    """The oldest TLS that a policy of any service accepts, read from its name; the default of each is TLS 1.0."""
    text = str(policy or "")
    # ELBSecurityPolicy-TLS13-1-2-2021-06 takes 1.2 and 1.3, …-TLS13-1-3-… only 1.3, …-TLS-1-2-Ext-2018-06 takes 1.2
    found = re.search(r"TLS13-1-(\d)", text) or re.search(r"TLS[-_]?v?1[-_.](\d)", text)
    if found:
        return (1, int(found[1]))
    # a name of the provider's that nobody knows yet is not called weaker
    known = text == "" or text.startswith(("ELBSecurityPolicy-2", "TLSv1", "SSLv3", "ELBSecurityPolicy-FS-20"))
    return (1, 0) if known else (1, 9)


def _parameters(resource: PlannedResource) -> Iterator[Finding]:
    """A database's own switch for TLS is a row in its parameter group."""
    before, after = _rows(resource.before), _rows(resource.after)
    for name in _PARAMETERS:
        if _on(before.get(name)) and not _on(after.get(name)):
            yield _finding(
                resource,
                "danger",
                "no longer insists on TLS",
                f"{name}: {before[name]} → {after.get(name) or 'default'}",
            )


def _rows(values: Values) -> dict[str, str]:
    listed = values.get("parameter")
    rows = [row for row in listed if isinstance(row, dict)] if isinstance(listed, list) else []
    return {str(row.get("name")): str(row.get("value")) for row in rows}


def _shown(value: object) -> str:
    return "none" if value in (None, "", []) else str(value).lower() if isinstance(value, bool) else str(value)


def _finding(resource: PlannedResource, severity: Severity, what: str, *details: str) -> Finding:
    return Finding(
        topic="encryption",
        severity=severity,
        stack_id=resource.stack_id,
        address=resource.address,
        what=what,
        details=details,
    )
