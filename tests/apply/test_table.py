"""Tables, as AWS has them after an apply (D6)."""

from typing import Any

import pytest

from constructs_lib.data.table.config import TableConfig
from constructs_lib.foundation.placement import Placement
from tests.apply.estate import APPLIED, Estate

TABLES = [(plan.placement, plan.config) for plan in APPLIED if isinstance(plan.config, TableConfig)]
IDS = [placement.stack_id("table", config.component) for placement, config in TABLES]


def outputs_of(estate: Estate, placement: Placement, config: TableConfig) -> dict[str, str]:
    """What the stack of a table tells, without the component in front."""
    told = estate.outputs(placement.environment)[placement.stack_id("table", config.component)]
    prefix = config.component.title().replace("-", "")
    return {name.removeprefix(prefix): str(value) for name, value in told.items()}


def dynamodb_of(estate: Estate, placement: Placement) -> Any:
    """DynamoDB where a placement is."""
    return estate.client("dynamodb", placement.account.id, placement.region)


def test_sessions_are_kept_in_one() -> None:
    assert "dev" in {placement.environment for placement, _ in TABLES}


@pytest.mark.parametrize(("placement", "config"), TABLES, ids=IDS)
def test_a_table_is_the_configured_one(estate: Estate, placement: Placement, config: TableConfig) -> None:
    outputs = outputs_of(estate, placement, config)
    table = dynamodb_of(estate, placement).describe_table(TableName=outputs["TableName"])["Table"]

    assert table["TableArn"] == outputs["TableArn"]
    assert table["BillingModeSummary"]["BillingMode"] == "PAY_PER_REQUEST"
    assert table["SSEDescription"]["KMSMasterKeyArn"] == outputs["KeyArn"]
    assert table["DeletionProtectionEnabled"] is placement.protected
    assert table["KeySchema"][0] == {"AttributeName": config.partition_key.name, "KeyType": "HASH"}


@pytest.mark.parametrize(("placement", "config"), TABLES, ids=IDS)
def test_items_come_back_and_go_as_configured(estate: Estate, placement: Placement, config: TableConfig) -> None:
    dynamodb, name = dynamodb_of(estate, placement), outputs_of(estate, placement, config)["TableName"]
    backups = dynamodb.describe_continuous_backups(TableName=name)["ContinuousBackupsDescription"]
    recovery = backups["PointInTimeRecoveryDescription"]
    ttl = dynamodb.describe_time_to_live(TableName=name)["TimeToLiveDescription"]

    assert recovery.get("RecoveryPeriodInDays") == config.point_in_time_recovery_days
    assert ttl.get("AttributeName") == config.ttl_attribute


@pytest.mark.parametrize(("placement", "config"), TABLES, ids=IDS)
def test_alarms_tell_the_accounts_topics(estate: Estate, placement: Placement, config: TableConfig) -> None:
    name = outputs_of(estate, placement, config)["TableName"]
    account = estate.outputs(placement.environment)[placement.stack_id("account")]
    cloudwatch = estate.client("cloudwatch", placement.account.id, placement.region)
    alarms = cloudwatch.describe_alarms(AlarmNamePrefix=f"{name}-")["MetricAlarms"]

    assert {each["AlarmName"].removeprefix(f"{name}-"): each["AlarmActions"] for each in alarms} == {
        "read-throttles": [account["WarningTopicArn"]],
        "write-throttles": [account["WarningTopicArn"]],
        "system-errors": [account["CriticalTopicArn"]],
    }
