"""Who hears of findings: rules alone in somebody's stack, asked of the emulator's own matching of events."""

import json
from typing import Any

import pytest
from moto.events.models import EventPattern

from constructs_lib.account.audit.findings import Findings, Source
from tests.synthesis import resources, synthesized

CRITICAL, WARNING = (f"arn:aws:sns:us-east-1:111111111111:shop-{severity}" for severity in ("critical", "warning"))


def findings(source: Source) -> Any:
    return synthesized(
        lambda stack: Findings(
            stack,
            "findings",
            source=source,
            name=f"shop-{source}",
            region="us-east-1",
            critical_topic_arn=CRITICAL,
            warning_topic_arn=WARNING,
        )
    )


def told(source: Source, event: Any) -> list[str]:
    """The topics that hear of an event."""
    document = findings(source)
    rules = resources(document, "aws_cloudwatch_event_rule")
    targets = resources(document, "aws_cloudwatch_event_target")
    return [
        targets[f"{name}-topic"]["arn"]
        for name, rule in rules.items()
        if EventPattern.load(rule["event_pattern"]).matches_event(event)
    ]


@pytest.mark.parametrize(
    ("severity", "topics"),
    [(2, []), (3.9, []), (4, [WARNING]), (6.9, [WARNING]), (7, [CRITICAL]), (8.9, [CRITICAL]), (9.5, [CRITICAL])],
)
def test_of_a_detectors_findings_by_their_severity(severity: float, topics: list[str]) -> None:
    event = {"source": "aws.guardduty", "detail-type": "GuardDuty Finding", "detail": {"severity": severity}}

    assert told("detector", event) == topics


def imported(**changed: Any) -> Any:
    finding = {
        "ProductName": "Security Hub",
        "RecordState": "ACTIVE",
        "Region": "us-east-1",
        "Severity": {"Label": "CRITICAL"},
        "Workflow": {"Status": "NEW"},
        **changed,
    }
    return {
        "source": "aws.securityhub",
        "detail-type": "Security Hub Findings - Imported",
        # EventBridge looks into lists; the emulator's matching does not
        "detail": {"findings": finding},
    }


@pytest.mark.parametrize(
    ("changed", "topics"),
    [
        ({}, [CRITICAL]),
        ({"Severity": {"Label": "HIGH"}}, [WARNING]),
        ({"Severity": {"Label": "MEDIUM"}}, []),
        # somebody knows
        ({"Workflow": {"Status": "NOTIFIED"}}, []),
        ({"RecordState": "ARCHIVED"}, []),
        # they tell themselves
        ({"ProductName": "GuardDuty"}, []),
        ({"ProductName": "IAM Access Analyzer"}, []),
        # gathered here, told there
        ({"Region": "us-west-2"}, []),
    ],
)
def test_of_failed_controls_once_and_in_their_own_region(changed: Any, topics: list[str]) -> None:
    assert told("security-hub", imported(**changed)) == topics


@pytest.mark.parametrize(
    ("status", "deleted", "topics"), [("ACTIVE", False, [WARNING]), ("ARCHIVED", False, []), ("ACTIVE", True, [])]
)
@pytest.mark.parametrize("kind", ["Access Analyzer Finding", "Unused Access Finding for IAM entities"])
def test_of_what_stands_open(status: str, deleted: bool, topics: list[str], kind: str) -> None:
    detail = {"status": status, "isDeleted": deleted}

    assert told("analyzer", {"source": "aws.access-analyzer", "detail-type": kind, "detail": detail}) == topics


@pytest.mark.parametrize("source", ["detector", "security-hub", "analyzer"])
def test_messages_are_sentences_with_what_was_found(source: Source) -> None:
    for body in resources(findings(source), "aws_cloudwatch_event_target").values():
        transformer = body["input_transformer"]
        sentence = json.loads(transformer["input_template"])

        # EventBridge leaves a name that it was not told as it stands
        assert all(f"<{name}>" in sentence for name in transformer["input_paths"])
        assert sentence.count("<") == len(transformer["input_paths"])
