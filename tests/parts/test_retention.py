"""Lifecycle rules from how long things are kept."""

from collections.abc import Mapping
from typing import Any

import pytest
from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.s3_bucket_lifecycle_configuration import S3BucketLifecycleConfiguration

from constructs_lib.parts.retention import FOR_EVER, Retention, rules_of
from tests.synthesis import resource, synthesized


def rules(retention: Retention) -> dict[str, Mapping[str, Any]]:
    """The rules as Terraform reads them, by id."""

    def build(stack: TerraformStack) -> None:
        S3BucketLifecycleConfiguration(stack, "lifecycle", bucket="shop", rule=rules_of(retention))

    found = resource(synthesized(build), "aws_s3_bucket_lifecycle_configuration")["rule"]
    return {rule["id"]: rule for rule in found}


@pytest.mark.parametrize("retention", [FOR_EVER, Retention(expiry_days=30)])
def test_unfinished_uploads_and_old_versions_go_from_every_bucket(retention: Retention) -> None:
    """Nobody sees either, and both are paid for."""
    tidy = rules(retention)["tidy"]

    assert tidy["abort_incomplete_multipart_upload"] == [{"days_after_initiation": 7}]
    assert tidy["noncurrent_version_expiration"] == [{"noncurrent_days": 30}]


def test_objects_stay_unless_somebody_says_when_they_go() -> None:
    assert list(rules(FOR_EVER)) == ["tidy"]
    assert rules(Retention(expiry_days=30))["expire"]["expiration"] == [{"days": 30}]


def test_every_rule_is_for_the_whole_bucket() -> None:
    filters = [rule["filter"] for rule in rules(Retention(expiry_days=30)).values()]

    assert filters == [[{"prefix": ""}]] * len(filters)


def test_objects_are_stored_by_use_after_a_while() -> None:
    both = rules(Retention(intelligent_tiering_after_days=30, expiry_days=90))

    assert list(both) == ["expire", "tier", "tidy"]
    assert both["tier"]["transition"] == [{"days": 30, "storage_class": "INTELLIGENT_TIERING"}]


def test_old_versions_stay_as_long_as_one_says() -> None:
    tidy = rules(Retention(old_version_days=365))["tidy"]

    assert tidy["noncurrent_version_expiration"] == [{"noncurrent_days": 365}]
