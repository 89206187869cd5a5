"""What is less encrypted than before."""

from typing import Any

import pytest

from constructs_lib.analysis.review.encryption import encryption_findings
from tests.analysis.review.plan_json import resource, short

WEAKER: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("aws_db_instance", {"storage_encrypted": True}, {"storage_encrypted": False}),
    ("aws_sqs_queue", {"sqs_managed_sse_enabled": True}, {"sqs_managed_sse_enabled": None}),
    ("aws_kms_key", {"enable_key_rotation": True}, {"enable_key_rotation": False}),
    (
        "aws_elasticache_replication_group",
        {"transit_encryption_enabled": True},
        {"transit_encryption_enabled": False},
    ),
    (
        "aws_dynamodb_table",
        {"server_side_encryption": [{"enabled": True, "kms_key_arn": "arn:k"}]},
        {"server_side_encryption": []},
    ),
    ("aws_sns_topic", {"kms_master_key_id": "arn:k"}, {"kms_master_key_id": None}),
    ("aws_cloudwatch_log_group", {"kms_key_id": "arn:k"}, {"kms_key_id": ""}),
    ("aws_lb_listener", {"protocol": "HTTPS"}, {"protocol": "HTTP"}),
    (
        "aws_lb_listener",
        {"ssl_policy": "ELBSecurityPolicy-TLS13-1-2-2021-06"},
        {"ssl_policy": "ELBSecurityPolicy-2016-08"},
    ),
    ("aws_api_gateway_domain_name", {"security_policy": "TLS_1_2"}, {"security_policy": "TLS_1_0"}),
    (
        "aws_cloudfront_distribution",
        {"viewer_certificate": [{"minimum_protocol_version": "TLSv1.2_2021"}]},
        {"viewer_certificate": [{"minimum_protocol_version": "TLSv1"}]},
    ),
    (
        "aws_cloudfront_distribution",
        {"default_cache_behavior": [{"viewer_protocol_policy": "redirect-to-https"}]},
        {"default_cache_behavior": [{"viewer_protocol_policy": "allow-all"}]},
    ),
    (
        "aws_s3_bucket_server_side_encryption_configuration",
        {"rule": [{"apply_server_side_encryption_by_default": [{"sse_algorithm": "aws:kms"}]}]},
        {"rule": [{"apply_server_side_encryption_by_default": [{"sse_algorithm": "AES256"}]}]},
    ),
    (
        "aws_db_parameter_group",
        {"parameter": [{"name": "rds.force_ssl", "value": "1"}]},
        {"parameter": [{"name": "log_statement", "value": "all"}]},
    ),
]


@pytest.mark.parametrize(("kind", "before", "after"), WEAKER)
def test_what_is_weaker_is_dangerous_and_its_reverse_is_not(
    kind: str, before: dict[str, Any], after: dict[str, Any]
) -> None:
    weaker = list(encryption_findings(resource(f"{kind}.x", before, after)))
    stronger = list(encryption_findings(resource(f"{kind}.x", after, before)))

    assert [each.severity for each in weaker] == ["danger"]
    assert stronger == []


def test_another_key_is_to_be_looked_at() -> None:
    found = resource("aws_sns_topic.t", {"kms_master_key_id": "arn:a"}, {"kms_master_key_id": "arn:b"})

    assert short(encryption_findings(found)) == [
        ("encryption", "look", "uses another key", "kms_master_key_id: arn:a → arn:b")
    ]


def test_settings_that_go_as_a_whole() -> None:
    gone = resource("aws_s3_bucket_server_side_encryption_configuration.x", {"bucket": "b"}, None)

    assert short(encryption_findings(gone)) == [
        ("encryption", "danger", "is gone: its bucket falls back to keys of S3")
    ]


def test_what_is_not_known_yet_is_not_called_weaker() -> None:
    found = resource("aws_sns_topic.t", {"kms_master_key_id": "arn:a"}, {}, unknown={"kms_master_key_id": True})

    assert short(encryption_findings(found)) == []


def test_a_tls_policy_nobody_knows_is_not_called_weaker() -> None:
    found = resource("aws_lb_listener.l", {"ssl_policy": "ELBSecurityPolicy-TLS13-1-3-2021-06"}, {"ssl_policy": "New"})

    assert short(encryption_findings(found)) == []
