"""Rules about instances and images."""

import pytest

from tests.analysis.policies.cases import Case, holds, one

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
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.says}")
def test_rule(case: Case) -> None:
    holds(case)
