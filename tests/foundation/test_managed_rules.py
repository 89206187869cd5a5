"""The rules AWS Config has itself: held against AWS's own list, which the emulator keeps."""

import gzip
import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import pytest

from constructs_lib.foundation.managed_rules import MANAGED_RULES, ManagedRule, identifiers_of

MAX_PARAMETERS, MAX_NAME = 1024, 128


def published() -> Mapping[str, Any]:
    packed = files("moto.config.resources").joinpath("aws_managed_rules.json.gz").read_bytes()
    known = json.loads(gzip.decompress(packed))
    return known.get("ManagedRules", known)


KNOWN = published()


def test_each_is_there_once() -> None:
    identifiers = [each.identifier for each in MANAGED_RULES]

    assert len(set(identifiers)) == len(identifiers)
    assert [each.policy for each in MANAGED_RULES] == sorted(each.policy for each in MANAGED_RULES)


@pytest.mark.parametrize("managed", MANAGED_RULES, ids=lambda each: each.identifier)
def test_aws_knows_it_its_types_and_its_parameters(managed: ManagedRule) -> None:
    known = KNOWN[managed.identifier]
    optional = {each["Name"]: each["Optional"] for each in known["Parameters"]}

    assert set(managed.on) <= set(known["Resource Types"].split(", "))
    assert set(managed.parameters) <= set(optional)
    assert {name for name, may_be_missing in optional.items() if not may_be_missing} <= set(managed.parameters)
    assert len(json.dumps(managed.parameters)) <= MAX_PARAMETERS


def test_names_are_those_of_awss_list() -> None:
    names = {each.identifier: each.name for each in MANAGED_RULES}

    assert names["S3_BUCKET_VERSIONING_ENABLED"] == "s3-bucket-versioning-enabled"
    assert max(map(len, names.values())) < MAX_NAME


def test_a_rule_of_ours_can_have_several() -> None:
    assert identifiers_of("instance-metadata") == ("EC2_IMDSV2_CHECK", "EC2_LAUNCH_TEMPLATE_IMDSV2_CHECK")
    assert identifiers_of("subnet-overlap") == ()
