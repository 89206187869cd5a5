"""Settings of AWS Config that cannot work."""

from dataclasses import replace
from typing import Any

from constructs_lib.account.recorder.config import AggregatorConfig, RecorderConfig, RemediationConfig
from constructs_lib.account.recorder.recording import RecordingConfig
from constructs_lib.foundation.config import check
from tests.account.recorder.settings import EVERYTHING
from tests.placements import VIRGINIA

KMS, S3 = RemediationConfig(rule="kms-rotation"), RemediationConfig(rule="s3-public-access-block")


def refused(**settings: Any) -> list[tuple[str, str, str]]:
    return [(problem.where, problem.what, problem.got) for problem in check(RecorderConfig(**settings))]


def test_nothing_has_to_be_said() -> None:
    assert check(RecorderConfig()) == ()
    assert check(RecorderConfig(recording=None)) == ()
    assert check(EVERYTHING) == ()


def test_only_rules_that_are_looked_at_can_be_excluded() -> None:
    unknown = "has a rule that AWS Config does not look for anyway"

    assert refused(excluded_rules=("s3-versioning",)) == []
    # one of ours that AWS Config has no rule for, and one nobody has
    assert refused(excluded_rules=("subnet-overlap", "s3-nice")) == [
        ("excluded_rules", unknown, "subnet-overlap"),
        ("excluded_rules", unknown, "s3-nice"),
    ]


def test_nothing_is_listed_twice() -> None:
    assert refused(excluded_rules=("s3-versioning",) * 2, packs=("cis", "cis"), remediations=(KMS, KMS)) == [
        ("excluded_rules", "names it 2 times", "s3-versioning"),
        ("packs", "names it 2 times", "cis"),
        ("remediations", "names it 2 times", "kms-rotation"),
    ]
    assert [problem.got for problem in check(AggregatorConfig(accounts=("111111111111",) * 2))] == ["111111111111"]


def test_a_remedy_needs_its_rule() -> None:
    never = "is looked at by nobody here, so nothing is ever put right"
    keys_only = RecordingConfig(types=("AWS::KMS::Key",), global_types=True)

    assert refused(remediations=(KMS, S3), excluded_rules=("kms-rotation",)) == [
        ("remediations[0].rule", never, "kms-rotation")
    ]
    assert refused(remediations=(KMS, S3), recording=keys_only) == [
        ("remediations[1].rule", never, "s3-public-access-block")
    ]
    # whose recorder it is does not say what it records
    assert refused(remediations=(KMS, S3), recording=None) == []


def test_remedies_have_aws_own_limits() -> None:
    assert [each.where for each in check(RemediationConfig(rule="kms-rotation", max_attempts=26))] == ["max_attempts"]
    assert [each.where for each in check(RemediationConfig(rule="kms-rotation", retry_seconds=0))] == ["retry_seconds"]


def test_an_aggregator_collects_from_regions_there_are() -> None:
    (problem,) = check(AggregatorConfig(regions=("us-east-1", "us-middle-1")))

    assert (problem.where, problem.got) == ("regions", "'us-middle-1'")


def test_nothing_acts_by_itself_where_things_are_protected() -> None:
    config = RecorderConfig(remediations=(KMS, replace(S3, automatic=True)))

    assert [(each.where, each.got) for each in config.problems_at(VIRGINIA)] == [
        ("remediations[1].automatic", "s3-public-access-block")
    ]
    assert list(config.problems_at(replace(VIRGINIA, protected=False))) == []


def test_what_a_region_cannot_record_is_told_with_its_place() -> None:
    zurich = replace(VIRGINIA, region="eu-central-2")

    assert [each.where for each in RecorderConfig().problems_at(zurich)] == ["recording.global_types"]
    assert list(RecorderConfig(recording=None).problems_at(zurich)) == []


def test_what_is_looked_at() -> None:
    config = RecorderConfig(
        recording=RecordingConfig(excluded_types=("AWS::S3::Bucket",)), excluded_rules=("kms-rotation",)
    )

    assert config.looks_at("rds-public", ("AWS::RDS::DBInstance",))
    assert not config.looks_at("s3-versioning", ("AWS::S3::Bucket",))
    assert not config.looks_at("kms-rotation", ("AWS::KMS::Key",))
