"""Rules about AWS Config."""

import gzip
import json
from importlib.resources import files

import pytest

from constructs_lib.analysis.policies.rules.recorder import identifiers
from tests.analysis.policies.cases import Case, holds, one

RULE = "aws_config_config_rule"

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
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.says}")
def test_rule(case: Case) -> None:
    holds(case)


def test_the_identifiers_are_those_that_the_emulator_knows() -> None:
    """moto keeps AWS's list: one that is new there is missing here."""
    packed = files("moto.config.resources").joinpath("aws_managed_rules.json.gz").read_bytes()
    known = json.loads(gzip.decompress(packed))

    assert identifiers() == set(known.get("ManagedRules", known))
