"""AWS Config with everything it has, applied by the command line: the plan afterwards is empty, and nothing is left over."""

from typing import Any

import pytest

from constructs_lib.account.recorder.plan import rules_alone, rules_at
from constructs_lib.operations.emulator import Emulator
from tests.account.recorder.settings import EVERYTHING
from tests.operations.small_project import ENVIRONMENTS, SmallProject

ACCOUNT = "111111111111"
PLAIN = "RecorderConfig()"


def write(project: SmallProject, recorder: str) -> None:
    text = f"""{ENVIRONMENTS}
from constructs_lib.account.config import AccountConfig
from constructs_lib.account.recorder.config import RecorderConfig
from tests.account.recorder.settings import EVERYTHING

ALL = (environment("dev", "{ACCOUNT}", False, AccountConfig(), {recorder}),)
"""
    (project.root / "environments" / "__init__.py").write_text(text, encoding="utf-8")


def deployed(project: SmallProject, recorder: str) -> None:
    write(project, recorder)
    applied = project.cairn("deploy", "dev", "--auto-approve")
    assert applied.returncode == 0, applied.stdout + applied.stderr
    planned = project.cairn("plan", "dev", "--exit-code")
    assert planned.returncode == 0, planned.stdout + planned.stderr


def rule_names(config: Any) -> set[str]:
    pages = config.get_paginator("describe_config_rules").paginate()
    return {rule["ConfigRuleName"] for page in pages for rule in page["ConfigRules"]}


@pytest.mark.apply
@pytest.mark.timeout(900)
def test_applied_changed_and_destroyed(emulated_project: SmallProject, aws: Emulator) -> None:
    project = emulated_project
    config = aws.session(ACCOUNT).client("config")

    deployed(project, PLAIN)
    (recorder,) = config.describe_configuration_recorders()["ConfigurationRecorders"]
    assert recorder["recordingGroup"]["allSupported"] is True
    assert recorder["recordingGroup"]["includeGlobalResourceTypes"] is True
    assert recorder["recordingMode"] == {"recordingFrequency": "CONTINUOUS"}
    (channel,) = config.describe_delivery_channels()["DeliveryChannels"]
    assert channel["s3BucketName"] == f"dev-use1-logs-{ACCOUNT}"
    (status,) = config.describe_configuration_recorder_status()["ConfigurationRecordersStatus"]
    assert status["recording"] is True
    plain = rule_names(config)
    assert "dev-use1-s3-bucket-versioning-enabled" in plain
    assert not any("rds-multi-az" in name for name in plain), "asked of protected places only"

    deployed(project, "EVERYTHING")
    (recorder,) = config.describe_configuration_recorders()["ConfigurationRecorders"]
    assert recorder["recordingGroup"]["exclusionByResourceTypes"]["resourceTypes"] == ["AWS::EC2::NetworkInterface"]
    assert recorder["recordingMode"]["recordingModeOverrides"][0]["recordingFrequency"] == "CONTINUOUS"
    (channel,) = config.describe_delivery_channels()["DeliveryChannels"]
    assert (channel["s3BucketName"], channel["s3KeyPrefix"]) == (f"dev-use1-recorder-{ACCOUNT}", "evidence")
    assert channel["snsTopicARN"].endswith(":dev-use1-recorder-changes")
    packs = {each["ConformancePackName"] for each in config.describe_conformance_packs()["ConformancePackDetails"]}
    assert packs == {"dev-use1-cis", "dev-use1-pci-dss"}
    assert rule_names(config) == {f"dev-use1-{each.name}" for each in rules_alone(EVERYTHING, ("everywhere",))}
    assert len(rule_names(config)) < len(rules_at(EVERYTHING, ("everywhere",))), "the others are in packs"
    (remedy,) = config.describe_remediation_configurations(
        ConfigRuleNames=["dev-use1-s3-bucket-level-public-access-prohibited"]
    )["RemediationConfigurations"]
    assert (remedy["Automatic"], remedy["MaximumAutomaticAttempts"], remedy["RetryAttemptSeconds"]) == (True, 5, 60)
    assert remedy["Parameters"]["BucketName"] == {"ResourceValue": {"Value": "RESOURCE_ID"}}
    (aggregator,) = config.describe_configuration_aggregators()["ConfigurationAggregators"]
    assert aggregator["AccountAggregationSources"][0]["AccountIds"] == ["222222222222"]
    (authorization,) = config.describe_aggregation_authorizations()["AggregationAuthorizations"]
    assert (authorization["AuthorizedAccountId"], authorization["AuthorizedAwsRegion"]) == (ACCOUNT, "us-east-1")
    (told,) = aws.session(ACCOUNT).client("events").list_targets_by_rule(Rule="dev-use1-broken-rules")["Targets"]
    assert told["Arn"].endswith(":dev-use1-notifications-warning")

    destroyed = project.cairn("destroy", "dev", "--auto-approve")
    assert destroyed.returncode == 0, destroyed.stdout + destroyed.stderr
    assert config.describe_configuration_recorders()["ConfigurationRecorders"] == []
    assert config.describe_delivery_channels()["DeliveryChannels"] == []
    assert rule_names(config) == set()
    assert config.describe_conformance_packs()["ConformancePackDetails"] == []
    assert config.describe_configuration_aggregators()["ConfigurationAggregators"] == []
    assert config.describe_aggregation_authorizations()["AggregationAuthorizations"] == []
