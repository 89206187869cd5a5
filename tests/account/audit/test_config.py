"""Settings of what watches an account that cannot work."""

from dataclasses import replace
from typing import Any

import pytest

from constructs_lib.account.audit.config import (
    AnalyzerConfig,
    ArchiveRuleConfig,
    AuditConfig,
    DetectorConfig,
    ExistingDetectorConfig,
    FindingFilterConfig,
)
from constructs_lib.account.audit.hub_config import SecurityHubConfig
from constructs_lib.account.audit.trail_config import TrailConfig
from constructs_lib.environment import Environment
from constructs_lib.foundation.config import check
from tests.placements import VIRGINIA

ROLE = FindingFilterConfig(criterion="resourceType", eq=("AWS::IAM::Role",))
REASON = "other accounts read contracts with it"


def told(config: AuditConfig) -> list[tuple[str, str]]:
    return [(problem.where, problem.what) for problem in check(config)]


def test_accepts_each_watcher_alone_and_all_together() -> None:
    watchers: dict[str, Any] = {
        "trail": TrailConfig(),
        "detector": DetectorConfig(),
        "security_hub": SecurityHubConfig(),
        "analyzer": AnalyzerConfig(archive_rules={"contracts": ArchiveRuleConfig(reason=REASON, filters=(ROLE,))}),
    }

    assert [told(AuditConfig(**{name: part})) for name, part in watchers.items()] == [[], [], [], []]
    assert told(AuditConfig(**watchers)) == []


def test_refuses_to_watch_nothing() -> None:
    assert told(AuditConfig()) == [("", "watches nothing")]


def test_what_costs_by_the_workload_is_off() -> None:
    assert not {"EKS_AUDIT_LOGS", "RUNTIME_MONITORING"} & set(DetectorConfig().features)
    assert AnalyzerConfig().unused_access_days is None


@pytest.mark.parametrize(
    ("detector", "where", "what"),
    [
        (
            DetectorConfig(features=("S3_DATA_EVENTS", "S3_DATA_EVENTS")),
            "detector.features",
            "names one twice",
        ),
        (
            DetectorConfig(agents=("EC2_AGENT_MANAGEMENT",)),
            "detector.agents",
            "would tell what nobody listens to",
        ),
    ],
)
def test_refuses_detectors(detector: DetectorConfig, where: str, what: str) -> None:
    assert told(AuditConfig(detector=detector)) == [(where, what)]


@pytest.mark.parametrize(
    ("rule", "where", "what"),
    [
        (ArchiveRuleConfig(reason="because", filters=(ROLE,)), "reason", "has the wrong length"),
        (ArchiveRuleConfig(reason=REASON, filters=()), "filters", "has the wrong length"),
        (ArchiveRuleConfig(reason=REASON, filters=(ROLE, ROLE)), "filters", "2 are of one attribute"),
        (
            ArchiveRuleConfig(reason=REASON, filters=(FindingFilterConfig(criterion="isPublic"),)),
            "filters[0]",
            "asks for nothing",
        ),
    ],
)
def test_refuses_archive_rules(rule: ArchiveRuleConfig, where: str, what: str) -> None:
    found = [(problem.where, problem.what) for problem in check(rule)]

    assert found == [(where, what)]


@pytest.mark.parametrize(("days", "problems"), [(1, 0), (365, 0), (0, 1), (366, 1)])
def test_unused_access_is_looked_for_within_a_year(days: int, problems: int) -> None:
    assert len(check(AnalyzerConfig(unused_access_days=days))) == problems


@pytest.mark.parametrize(("administrator", "problems"), [("222222222222", 0), (VIRGINIA.account.id, 1)])
def test_the_administrator_runs_its_detector_itself(administrator: str, problems: int) -> None:
    config = AuditConfig(detector=ExistingDetectorConfig(administrator_account=administrator))

    assert len(list(config.problems_at(VIRGINIA))) == problems


def test_an_environment_is_told_of_what_is_right_elsewhere_with_its_path() -> None:
    config = AuditConfig(security_hub=SecurityHubConfig(gathers_from=("us-east-1",)))
    stacks = {replace(VIRGINIA, protected=False): (config,)}

    assert [problem.where for problem in check(Environment(name="test", stacks=stacks))] == [
        "us-east-1.AuditConfig.security_hub.gathers_from"
    ]


def test_two_of_a_placement_would_be_one_stack() -> None:
    """A region has one detector, one hub: two configs of it are two wills for one thing."""
    stacks = {VIRGINIA: (AuditConfig(detector=DetectorConfig()), AuditConfig(analyzer=AnalyzerConfig()))}

    assert [problem.what for problem in check(Environment(name="test", stacks=stacks))] == [
        "2 configs want to be this stack"
    ]
