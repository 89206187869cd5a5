"""Rules about instances and images."""

from base64 import b64encode

import pytest

from tests.analysis.policies.cases import Case, both, holds, one

INSTANCE, TEMPLATE, REPOSITORY = "aws_instance", "aws_launch_template", "aws_ecr_repository"
SCANNED = {"scan_on_push": True}

CASES = (
    Case(
        rule="instance-metadata",
        good=one(TEMPLATE, metadata_options={"http_tokens": "required"}),
        bad=one(INSTANCE, metadata_options=[{"http_tokens": "optional"}]),
        says="metadata_options.http_tokens is optional",
    ),
    Case(
        rule="instance-disk-encryption",
        good=one(INSTANCE, root_block_device={"encrypted": True}),
        bad=one(INSTANCE),
        says="root disk",
    ),
    Case(
        rule="instance-disk-encryption",
        good=one(TEMPLATE, block_device_mappings=[{"ebs": {"encrypted": "true"}}, {"no_device": ""}]),
        bad=one(TEMPLATE, block_device_mappings={"ebs": {"volume_size": 8}}),
        says="block_device_mappings.ebs.encrypted is false",
    ),
    Case(
        rule="volume-encryption",
        good=one("aws_ebs_volume", encrypted=True),
        bad=one("aws_efs_file_system"),
        says="encrypted is false",
    ),
    Case(
        rule="registry-images",
        good=one(REPOSITORY, image_tag_mutability="IMMUTABLE", image_scanning_configuration=SCANNED),
        bad=one(REPOSITORY, image_tag_mutability="MUTABLE", image_scanning_configuration=SCANNED),
        says="image_tag_mutability is MUTABLE",
    ),
    Case(
        rule="instance-metadata-hops",
        good=both(one(INSTANCE), one(TEMPLATE, metadata_options={"http_put_response_hop_limit": 1})),
        bad=one(TEMPLATE, metadata_options={"http_put_response_hop_limit": 2}),
        says="got      2 hops",
    ),
    Case(
        rule="instance-user-data",
        good=both(one(INSTANCE, user_data="#!/bin/sh\necho AKIA"), one(TEMPLATE, user_data='${base64encode("x")}')),
        bad=one(INSTANCE, user_data="export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE"),
        says="user_data holds a secret",
    ),
    Case(
        rule="instance-user-data",
        good=one(TEMPLATE, user_data=b64encode(b"echo nothing").decode()),
        bad=one(TEMPLATE, user_data=b64encode(b"-----BEGIN RSA PRIVATE KEY-----").decode()),
        says="user_data holds a secret",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.says}")
def test_rule(case: Case) -> None:
    holds(case)
