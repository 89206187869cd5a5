"""Which rules are asked where, what packs hold, and what an account has once."""

import json
from dataclasses import replace
from typing import Any

import pytest

from constructs_lib.account.recorder.config import RecorderConfig, RemediationConfig
from constructs_lib.account.recorder.plan import (
    MAX_TEMPLATE_BYTES,
    RecorderAt,
    account_problems,
    packs_at,
    rules_alone,
    rules_at,
    template,
)
from constructs_lib.account.recorder.recording import RecordingConfig
from constructs_lib.analysis.document import Document
from constructs_lib.analysis.policies.model import Estate
from constructs_lib.analysis.policies.packs import PACKS, packs_of
from constructs_lib.foundation.managed_rules import MANAGED_RULES
from tests.placements import VIRGINIA

EVERYWHERE = ("everywhere",)
CARDS = replace(VIRGINIA.tags, data_classification="confidential", compliance=("pci-dss", "soc2"))


def identifiers(rules: Any) -> set[str]:
    return {each.identifier for each in rules}


def test_a_place_is_asked_what_its_stacks_are() -> None:
    assert packs_at(VIRGINIA.tags, protected=False) == EVERYWHERE
    assert packs_at(VIRGINIA.tags, protected=True) == ("everywhere", "protected")
    assert packs_at(CARDS, protected=True) == ("everywhere", "protected", "pci-dss", "soc2")
    # the same regimes without real data
    assert packs_at(replace(CARDS, data_classification="internal"), protected=False) == EVERYWHERE


@pytest.mark.parametrize("protected", [True, False])
@pytest.mark.parametrize("classification", ["public", "internal", "confidential", "restricted"])
@pytest.mark.parametrize("compliance", [("none",), ("pci-dss", "soc2"), ("hipaa",)])
def test_a_place_means_the_same_to_the_policies(classification: Any, compliance: Any, *, protected: bool) -> None:
    tags = replace(VIRGINIA.tags, data_classification=classification, compliance=compliance)
    document: Document = {
        "provider": {"aws": [{"default_tags": [{"tags": tags.for_environment("test")}]}]},
        "//": {"cairn": {"protected": protected}},
    }
    judged_by = packs_of(Estate({"stack": document}).stacks["stack"])

    assert tuple(pack for pack in packs_at(tags, protected=protected) if pack in PACKS) == judged_by


def test_what_production_needs_is_not_asked_elsewhere() -> None:
    free = identifiers(rules_at(RecorderConfig(), EVERYWHERE))
    protected = identifiers(rules_at(RecorderConfig(), ("everywhere", "protected")))
    audited = identifiers(rules_at(RecorderConfig(), ("everywhere", "protected", "pci-dss")))

    assert "RDS_MULTI_AZ_SUPPORT" in protected - free
    assert audited - protected == {"CW_LOGGROUP_RETENTION_PERIOD_CHECK"}
    assert audited == identifiers(MANAGED_RULES)


def test_what_is_excluded_or_not_recorded_is_not_asked() -> None:
    asked = rules_at(
        RecorderConfig(recording=RecordingConfig(global_types=False), excluded_rules=("rds-tls",)), EVERYWHERE
    )

    assert {each.policy for each in rules_at(RecorderConfig(), EVERYWHERE)} - {each.policy for each in asked} == {
        "iam-action-wildcard",
        "rds-tls",
    }


def test_what_a_pack_has_is_not_made_beside_it() -> None:
    config = RecorderConfig(packs=("cis", "pci-dss"))
    alone = rules_alone(config, EVERYWHERE)

    assert {each.standards for each in alone} == {()}
    assert identifiers(alone) < identifiers(rules_at(config, EVERYWHERE))


def test_what_is_put_right_is_made_by_itself_too() -> None:
    """A remedy names its rule, and a pack calls its rules as it likes."""
    config = RecorderConfig(packs=("cis", "pci-dss"), remediations=(RemediationConfig(rule="kms-rotation"),))

    assert "CMK_BACKING_KEY_ROTATION_ENABLED" in identifiers(rules_alone(config, EVERYWHERE))


def test_a_pack_has_the_rules_of_its_standard() -> None:
    cis = json.loads(template("cis", MANAGED_RULES))["Resources"]

    assert cis["S3BucketSslRequestsOnly"] == {
        "Type": "AWS::Config::ConfigRule",
        "Properties": {
            "ConfigRuleName": "s3-bucket-ssl-requests-only",
            "Description": "s3-tls-only",
            "Source": {"Owner": "AWS", "SourceIdentifier": "S3_BUCKET_SSL_REQUESTS_ONLY"},
        },
    }
    assert cis["VpcSgOpenOnlyToAuthorizedPorts"]["Properties"]["InputParameters"] == {"authorizedTcpPorts": "80,443"}
    assert "S3LifecyclePolicyCheck" not in cis
    assert len(cis) == sum("cis" in each.standards for each in MANAGED_RULES)


def test_packs_are_the_same_bytes_every_time_and_fit() -> None:
    for standard in ("cis", "pci-dss"):
        made = template(standard, MANAGED_RULES)

        assert made == template(standard, reversed(MANAGED_RULES))
        assert len(made.encode()) < MAX_TEMPLATE_BYTES
        assert "${" not in made


def recorder(name: str, account_id: str = "111111111111", **settings: Any) -> RecorderAt:
    return RecorderAt(name, account_id, RecorderConfig(recording=RecordingConfig(**settings)))


def told(*recorders: RecorderAt) -> list[tuple[str, str]]:
    return [(problem.where, problem.got) for problem in account_problems(recorders)]


def test_one_recorder_of_an_account_records_iam() -> None:
    assert told(recorder("a"), recorder("b", global_types=False)) == []
    assert told(recorder("a"), recorder("b", "222222222222")) == []
    assert told(recorder("a"), recorder("b")) == [("a and b", "2 of 111111111111")]
    assert told(recorder("a", global_types=False), recorder("b", types=("AWS::S3::Bucket",))) == [
        ("a and b", "0 of 111111111111")
    ]


def test_a_recorder_of_somebody_else_counts_for_nothing() -> None:
    foreign = RecorderAt("b", "111111111111", RecorderConfig(recording=None))

    assert told(recorder("a"), foreign) == []
    assert told(foreign) == []


def test_the_role_of_several_recorders_is_nobodys() -> None:
    """The second region would wait for the first, and the first could never be destroyed alone."""
    created = recorder("a", service_linked_role="created")

    assert told(created) == []
    assert told(created, recorder("b", global_types=False)) == [("a", "1 created, used by b too")]
    assert told(created, recorder("b", service_linked_role="created", global_types=False)) == [
        ("a and b", "2 created, used by a, b too")
    ]
