"""Rules about AWS Config."""

import gzip
import json
from importlib.resources import files

import pytest

from constructs_lib.analysis.document import Document
from constructs_lib.analysis.policies.rules.recorder import identifiers
from tests.analysis.policies.cases import Case, both, holds, one

RULE = "aws_config_config_rule"
RECORDER = "aws_config_configuration_recorder"
STATUS = "aws_config_configuration_recorder_status"
CHANNEL = one("aws_config_delivery_channel", name="shop")
NAMED = f"${{{RECORDER}.this.name}}"


def recorder(**group: object) -> Document:
    """A recorder with its channel, running."""
    return both(one(RECORDER, recording_group=group), CHANNEL, one(STATUS, name=NAMED, is_enabled=True))


CASES = (
    Case(
        rule="config-rule-identifier",
        good=one(RULE, source={"owner": "AWS", "source_identifier": "S3_BUCKET_VERSIONING_ENABLED"}),
        bad=one(RULE, source=[{"owner": "AWS", "source_identifier": "S3_BUCKET_IS_NICE"}]),
        says="got      S3_BUCKET_IS_NICE",
    ),
    Case(
        rule="config-rule-identifier",
        good=one(RULE, source={"owner": "CUSTOM_LAMBDA", "source_identifier": "arn"}),
        bad=one(RULE, source={"owner": "AWS"}),
        says="no such managed rule",
    ),
    Case(
        rule="config-recorder-on",
        good=recorder(),
        bad=both(one(RECORDER), CHANNEL, one(STATUS, name=NAMED, is_enabled=False)),
        says="nothing starts the recorder",
    ),
    Case(
        rule="config-recorder-on",
        good=recorder(),
        bad=both(one(RECORDER), one(STATUS, name=NAMED, is_enabled=True)),
        says="no delivery channel",
    ),
    Case(
        rule="config-recorder-group",
        good=recorder(all_supported=True, include_global_resource_types=True),
        bad=recorder(all_supported=True, resource_types=["AWS::S3::Bucket"]),
        says="records everything, and lists types",
    ),
    Case(
        rule="config-recorder-group",
        good=recorder(all_supported=False, resource_types=["AWS::S3::Bucket"]),
        bad=recorder(all_supported=False, resource_types=["AWS::S3::Bucket"], include_global_resource_types=True),
        says="goes with all_supported only",
    ),
    Case(
        rule="config-recorder-group",
        good=recorder(all_supported=False, exclusion_by_resource_types=[{"resource_types": ["AWS::S3::Bucket"]}]),
        bad=recorder(
            all_supported=False,
            resource_types=["AWS::EC2::VPC"],
            exclusion_by_resource_types=[{"resource_types": ["AWS::S3::Bucket"]}],
        ),
        says="lists types in two ways",
    ),
    Case(
        rule="config-channel-prefix",
        good=one("aws_config_delivery_channel", s3_key_prefix="evidence"),
        bad=one("aws_config_delivery_channel", s3_key_prefix="evidence/AWSLogs"),
        says="evidence/AWSLogs",
    ),
    Case(
        rule="config-rule-order",
        good=both(recorder(), one(RULE, depends_on=[f"{STATUS}.this"])),
        bad=both(recorder(), one(RULE, depends_on=["aws_s3_bucket.logs"])),
        says="before the recorder",
    ),
    Case(
        rule="config-rule-order",
        # the account's own recorder is in nobody's stack
        good=one("aws_config_conformance_pack"),
        bad=both(recorder(), one("aws_config_conformance_pack")),
        says="no depends_on",
    ),
    Case(
        rule="config-remediation-automatic",
        good=one("aws_config_remediation_configuration", automatic=False),
        bad=one("aws_config_remediation_configuration", automatic=True, target_id="AWS-Mend"),
        says="got      AWS-Mend",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.says}")
def test_rule(case: Case) -> None:
    holds(case)


def test_the_identifiers_are_those_that_the_emulator_knows() -> None:
    """moto keeps AWS's list: one that is new there is missing here."""
    packed = files("moto.config.resources").joinpath("aws_managed_rules.json.gz").read_bytes()
    known = json.loads(gzip.decompress(packed))

    assert identifiers() == set(known.get("ManagedRules", known))
