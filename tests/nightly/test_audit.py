"""All that watches an account, applied by the command line: planned again it changes nothing, and nothing is left over."""

import json
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest

from constructs_lib.account.access.roles import roles
from constructs_lib.foundation.placement import Account
from constructs_lib.foundation.state import S3State
from constructs_lib.operations.emulator import Emulator
from tests.operations.small_project import ENVIRONMENTS, SmallProject

ACCOUNT = "111111111111"
SERVICES = ("access-analyzer", "cloudtrail", "events", "guardduty", "logs", "securityhub")

AUDIT = """
AUDIT = AuditConfig(
    trail=TrailConfig(
        data_events=(DataEventsConfig(bucket="audit"), DataEventsConfig(table="session", only="WriteOnly")),
        insights=("ApiErrorRateInsight",),
        object_lock=None,
    ),
    detector=DetectorConfig(),
    security_hub=SecurityHubConfig(
        controls=(ControlConfig(control="IAM.6", standard="cis-5.0.0", reason="the root user's key lies in a safe"),),
        gathers_from=("us-west-2",),
    ),
    analyzer=AnalyzerConfig(
        archive_rules={
            "contracts": ArchiveRuleConfig(
                reason="other accounts read contracts with it",
                filters=(FindingFilterConfig(criterion="resource", contains=("role/cairn-contract-reader",)),),
            )
        },
        unused_access_days=90,
    ),
)
"""
CHANGED = """
AUDIT = AuditConfig(
    trail=TrailConfig(data_events=(DataEventsConfig(bucket="audit"),), object_lock=None),
    detector=DetectorConfig(
        finding_publishing_frequency="ONE_HOUR",
        features=("S3_DATA_EVENTS", "RUNTIME_MONITORING"),
        agents=("ECS_FARGATE_AGENT_MANAGEMENT",),
    ),
    security_hub=SecurityHubConfig(
        standards=("fsbp-1.0.0", "pci-dss-4.0.1"),
        controls=(
            ControlConfig(
                control="IAM.6", standard="fsbp-1.0.0", reason="the safe was sold and the key with it", status="ENABLED"
            ),
        ),
    ),
    analyzer=AnalyzerConfig(
        archive_rules={
            "contracts": ArchiveRuleConfig(
                reason="other accounts read contracts with it",
                filters=(FindingFilterConfig(criterion="resourceType", eq=("AWS::IAM::Role",)),),
            )
        },
    ),
)
"""


@pytest.fixture
def recorded(tmp_path: Path, needs_terraform: None) -> Iterator[tuple[Emulator, Path]]:
    """An emulated AWS that writes down who called what."""
    del needs_terraform
    calls = tmp_path / "calls.jsonl"
    with Emulator(record=calls) as aws:
        yield aws, calls


def write(project: SmallProject, audit: str) -> None:
    text = f"""{ENVIRONMENTS}
from dataclasses import replace
from constructs_lib.account.audit.config import (
    AnalyzerConfig, ArchiveRuleConfig, AuditConfig, DetectorConfig, FindingFilterConfig
)
from constructs_lib.account.audit.hub_config import ControlConfig, SecurityHubConfig
from constructs_lib.account.audit.trail_config import DataEventsConfig, TrailConfig
from constructs_lib.account.config import AccountConfig
from constructs_lib.data.bucket.config import BucketConfig
from constructs_lib.data.table.config import AttributeConfig, TableConfig
{audit}
BUCKET = BucketConfig(component="audit", inventory=None)
TABLE = TableConfig(component="session", partition_key=AttributeConfig(name="id"))
OREGON = AuditConfig(detector=DetectorConfig(features=()), security_hub=SecurityHubConfig(standards=("fsbp-1.0.0",)))
DEV = environment("dev", "{ACCOUNT}", False, AccountConfig(), AUDIT, BUCKET, TABLE)
[VIRGINIA] = DEV.stacks
ALL = (replace(DEV, stacks={{**DEV.stacks, replace(VIRGINIA, region="us-west-2"): (AccountConfig(), OREGON)}}),)
"""
    (project.root / "environments" / "__init__.py").write_text(text, encoding="utf-8")


def refused(calls: Path) -> dict[str, list[str]]:
    """What was called under a role that may not, by role."""
    account = Account(
        name="small-dev",
        id=ACCOUNT,
        state=S3State(bucket="small-dev-state", region="us-east-1", account_id=ACCOUNT),
    )
    allowed: dict[str, list[str]] = {}
    for role in roles(account, "dev"):
        statements = [each for document in role.policies.values() for each in json.loads(document)["Statement"]]
        actions = [each["Action"] for each in statements]
        allowed[account.role_arn(role.name)] = [
            each for action in actions for each in ([action] if isinstance(action, str) else action)
        ]
    made = [json.loads(line) for line in calls.read_text(encoding="utf-8").splitlines()]
    found: dict[str, list[str]] = {}
    for call in made:
        if call["action"].partition(":")[0] in SERVICES and call["role"]:
            patterns = allowed[call["role"]]
            if not any(fnmatchcase(call["action"], pattern) for pattern in patterns):
                found.setdefault(call["role"], []).append(call["action"])
    return found


def contents(aws: Emulator) -> dict[str, list[str]]:
    """What the trail records of contents, by selector."""
    trail = aws.session(ACCOUNT).client("cloudtrail").get_event_selectors(TrailName="dev-use1-trail")
    return {
        each["Name"]: next(
            (field.get("StartsWith") or field["Equals"])
            for field in each["FieldSelectors"]
            if field["Field"] in ("resources.ARN", "eventCategory") and field.get("Equals") != ["Data"]
        )
        for each in trail["AdvancedEventSelectors"]
    }


def features(aws: Emulator) -> tuple[Any, dict[str, str]]:
    """The one detector, and which features of it are on."""
    guardduty = aws.session(ACCOUNT).client("guardduty")
    [detector] = guardduty.list_detectors()["DetectorIds"]
    found = guardduty.get_detector(DetectorId=detector)
    return found, {each["Name"]: each["Status"] for each in found["Features"]}


def look_at_the_trail(aws: Emulator) -> None:
    session = aws.session(ACCOUNT)
    trails = session.client("cloudtrail")
    [trail] = trails.describe_trails()["trailList"]
    told = ("IsMultiRegionTrail", "LogFileValidationEnabled", "IncludeGlobalServiceEvents", "IsOrganizationTrail")
    assert {name: trail[name] for name in told} == {
        "IsMultiRegionTrail": True,
        "LogFileValidationEnabled": True,
        "IncludeGlobalServiceEvents": True,
        "IsOrganizationTrail": False,
    }
    assert trail["S3BucketName"] == f"dev-use1-trail-{ACCOUNT}"
    assert trail["KmsKeyId"].startswith(f"arn:aws:kms:us-east-1:{ACCOUNT}:key/")
    assert trails.get_trail_status(Name=trail["Name"])["IsLogging"] is True
    assert contents(aws) == {
        "Management events": ["Management"],
        "Reads and writes of objects": [f"arn:aws:s3:::dev-use1-data-audit-{ACCOUNT}/"],
        "Writes of items": [f"arn:aws:dynamodb:us-east-1:{ACCOUNT}:table/dev-use1-session-table"],
    }
    assert trails.get_insight_selectors(TrailName=trail["Name"])["InsightSelectors"] == [
        {"InsightType": "ApiErrorRateInsight"}
    ]
    logs = session.client("logs")
    filters = logs.describe_metric_filters(logGroupName="/aws/cloudtrail/dev-use1-trail")["metricFilters"]
    alarms = session.client("cloudwatch").describe_alarms(AlarmNamePrefix="dev-use1-trail-")["MetricAlarms"]
    assert {each["metricTransformations"][0]["metricName"] for each in filters} == {
        each["MetricName"] for each in alarms
    }
    assert len(filters) == 15
    policy = json.loads(session.client("s3").get_bucket_policy(Bucket=trail["S3BucketName"])["Policy"])
    written = {each["Sid"]: each for each in policy["Statement"]}
    assert written["TrailWrite"]["Condition"]["StringEquals"]["aws:SourceArn"] == trail["TrailARN"]


def look_at_the_rest(aws: Emulator) -> None:
    session = aws.session(ACCOUNT)
    _, on = features(aws)
    assert on["EKS_AUDIT_LOGS"] == on["RUNTIME_MONITORING"] == "DISABLED"
    assert on["S3_DATA_EVENTS"] == on["RDS_LOGIN_EVENTS"] == "ENABLED"
    hub = session.client("securityhub")
    assert sorted(each["StandardsArn"] for each in hub.get_enabled_standards()["StandardsSubscriptions"]) == [
        "arn:aws:securityhub:us-east-1::standards/aws-foundational-security-best-practices/v/1.0.0",
        "arn:aws:securityhub:us-east-1::standards/cis-aws-foundations-benchmark/v/5.0.0",
    ]
    analyzers = session.client("accessanalyzer")
    assert {each["name"]: each["type"] for each in analyzers.list_analyzers()["analyzers"]} == {
        "dev-use1-analyzer": "ACCOUNT",
        "dev-use1-analyzer-unused": "ACCOUNT_UNUSED_ACCESS",
    }
    events = session.client("events")
    topics = {
        rule["Name"]: events.list_targets_by_rule(Rule=rule["Name"])["Targets"][0]["Arn"].rpartition("-")[2]
        for rule in events.list_rules()["Rules"]
    }
    assert topics == {
        "dev-use1-analyzer-open": "warning",
        "dev-use1-detector-high": "critical",
        "dev-use1-detector-medium": "warning",
        "dev-use1-security-hub-critical": "critical",
        "dev-use1-security-hub-high": "warning",
    }


def look_at_what_changed(aws: Emulator) -> None:
    session = aws.session(ACCOUNT)
    assert list(contents(aws)) == ["Management events", "Reads and writes of objects"]
    detector, on = features(aws)
    assert detector["FindingPublishingFrequency"] == "ONE_HOUR"
    assert {name for name, status in on.items() if status == "ENABLED"} >= {"S3_DATA_EVENTS", "RUNTIME_MONITORING"}
    assert on["RDS_LOGIN_EVENTS"] == "DISABLED"
    agents = next(each for each in detector["Features"] if each["Name"] == "RUNTIME_MONITORING")
    assert {each["Name"]: each["Status"] for each in agents["AdditionalConfiguration"]} == {
        "EKS_ADDON_MANAGEMENT": "DISABLED",
        "ECS_FARGATE_AGENT_MANAGEMENT": "ENABLED",
        "EC2_AGENT_MANAGEMENT": "DISABLED",
    }
    analyzers = session.client("accessanalyzer")
    rule = analyzers.get_archive_rule(analyzerName="dev-use1-analyzer", ruleName="contracts")["archiveRule"]
    assert rule["filter"] == {"resourceType": {"eq": ["AWS::IAM::Role"]}}
    assert [each["name"] for each in analyzers.list_analyzers()["analyzers"]] == ["dev-use1-analyzer"]


def look_at_what_is_left(aws: Emulator, region: str) -> None:
    session = aws.session(ACCOUNT, region)
    hub = session.client("securityhub")
    left = (
        session.client("cloudtrail").describe_trails()["trailList"],
        session.client("guardduty").list_detectors()["DetectorIds"],
        hub.get_enabled_standards()["StandardsSubscriptions"],
        session.client("accessanalyzer").list_analyzers()["analyzers"],
        session.client("events").list_rules()["Rules"],
        session.client("logs").describe_log_groups()["logGroups"],
        session.client("cloudwatch").describe_alarms()["MetricAlarms"],
    )
    assert left == ([],) * len(left)
    with pytest.raises(hub.exceptions.InvalidAccessException):
        hub.describe_hub()


@pytest.mark.apply
@pytest.mark.timeout(1500)
def test_applied_changed_and_destroyed(small_project: SmallProject, recorded: tuple[Emulator, Path]) -> None:
    project, (aws, calls) = small_project, recorded
    project.settings["CAIRN_EMULATOR"] = aws.endpoint
    write(project, AUDIT)

    applied = project.cairn("deploy", "dev", "--auto-approve")
    assert applied.returncode == 0, applied.stdout + applied.stderr
    planned = project.cairn("plan", "dev", "--exit-code")
    assert planned.returncode == 0, planned.stdout + planned.stderr
    look_at_the_trail(aws)
    look_at_the_rest(aws)

    write(project, CHANGED)
    changed = project.cairn("deploy", "dev", "--auto-approve")
    assert changed.returncode == 0, changed.stdout + changed.stderr
    planned = project.cairn("plan", "dev", "--exit-code")
    assert planned.returncode == 0, planned.stdout + planned.stderr
    look_at_what_changed(aws)

    destroyed = project.cairn("destroy", "dev", "--auto-approve")
    assert destroyed.returncode == 0, destroyed.stdout + destroyed.stderr
    for region in ("us-east-1", "us-west-2"):
        look_at_what_is_left(aws, region)
    assert refused(calls) == {}
