"""What is told of findings: rules of events, and the topic by severity."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from cdktf_cdktf_provider_aws.cloudwatch_event_rule import CloudwatchEventRule
from cdktf_cdktf_provider_aws.cloudwatch_event_target import (
    CloudwatchEventTarget,
    CloudwatchEventTargetInputTransformer,
)
from constructs import Construct

from constructs_lib.foundation.guards.wiring import require_plain

Source = Literal["detector", "security-hub", "analyzer"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """Findings of one kind that people hear of, and how they read."""

    source: Source
    name: str
    severity: Literal["critical", "warning"]
    description: str
    pattern: Mapping[str, Any]
    fields: Mapping[str, str]
    """What of the event stands in the message, by name."""
    message: str


# https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings-severity.html
_HIGH, _MEDIUM = 7, 4
_ACTIVE: Final = {"status": ["ACTIVE"], "isDeleted": [False]}
# They tell themselves, at once: Security Hub only has copies
_ELSEWHERE: Final = ("GuardDuty", "IAM Access Analyzer")


def _detected(name: str, severity: Literal["critical", "warning"], range_: str, numeric: Sequence[str | int]) -> Told:
    return Told(
        source="detector",
        name=name,
        severity=severity,
        description=f"GuardDuty: findings of severity {range_}",
        pattern={
            "source": ["aws.guardduty"],
            "detail-type": ["GuardDuty Finding"],
            "detail": {"severity": [{"numeric": list(numeric)}]},
        },
        fields={"title": "$.detail.title", "type": "$.detail.type", "severity": "$.detail.severity"},
        message="GuardDuty <type>, severity <severity>: <title>",
    )


def _held_against(name: str, severity: Literal["critical", "warning"], label: str) -> Told:
    return Told(
        source="security-hub",
        name=name,
        severity=severity,
        description=f"Security Hub: new findings labelled {label}",
        pattern={
            "source": ["aws.securityhub"],
            "detail-type": ["Security Hub Findings - Imported"],
            "detail": {
                "findings": {
                    "ProductName": [{"anything-but": list(_ELSEWHERE)}],
                    "RecordState": ["ACTIVE"],
                    "Severity": {"Label": [label]},
                    # a finding comes again with every check until somebody says that it is known
                    "Workflow": {"Status": ["NEW"]},
                }
            },
        },
        fields={"title": "$.detail.findings[0].Title", "resource": "$.detail.findings[0].Resources[0].Id"},
        message=f"Security Hub, {label}: <title> (<resource>)",
    )


TOLD: Final[tuple[Told, ...]] = (
    _detected("high", "critical", "7 and more", (">=", _HIGH)),
    _detected("medium", "warning", "4 to 6.9", (">=", _MEDIUM, "<", _HIGH)),
    _held_against("critical", "critical", "CRITICAL"),
    _held_against("high", "warning", "HIGH"),
    Told(
        source="analyzer",
        name="open",
        severity="warning",
        description="Access Analyzer: what can be reached from outside, and what nobody uses",
        pattern={
            "source": ["aws.access-analyzer"],
            "detail-type": ["Access Analyzer Finding", "Unused Access Finding for IAM entities"],
            "detail": _ACTIVE,
        },
        fields={"resource": "$.detail.resource", "type": "$.detail-type"},
        message="<type>: <resource>",
    ),
)


class Findings(Construct):
    """Tells the findings of one source. Those of lesser severity wait in its console."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        source: Source,
        name: str,
        region: str,
        critical_topic_arn: str,
        warning_topic_arn: str,
    ) -> None:
        super().__init__(scope, id_)
        require_plain(self.node.path, name=name, region=region)
        topics = {"critical": critical_topic_arn, "warning": warning_topic_arn}
        for told in TOLD:
            if told.source == source:
                self._tell(told, f"{name}-{told.name}", region, topics[told.severity])

    def _tell(self, told: Told, name: str, region: str, topic_arn: str) -> None:
        rule = CloudwatchEventRule(
            self, told.name, name=name, description=told.description, event_pattern=json.dumps(_here(told, region))
        )
        CloudwatchEventTarget(
            self,
            f"{told.name}-topic",
            rule=rule.name,
            target_id="topic",
            arn=topic_arn,
            input_transformer=CloudwatchEventTargetInputTransformer(
                input_paths={**told.fields, "account": "$.account", "region": "$.region"},
                input_template=json.dumps(f"{told.message} in account <account>, <region>"),
            ),
        )


def _here(told: Told, region: str) -> Mapping[str, Any]:
    """Where a region gathers the findings of others, each region still tells its own."""
    if told.source != "security-hub":
        return told.pattern
    findings = {**told.pattern["detail"]["findings"], "Region": [region]}
    return {**told.pattern, "detail": {"findings": findings}}
