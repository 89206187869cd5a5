"""Databases, as AWS has them after an apply (D2, D3). Rotations themselves run in tests/runtime/rotation."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from constructs_lib.data.database.config import DatabaseConfig
from constructs_lib.foundation.placement import Placement
from constructs_lib.foundation.state import S3State
from constructs_lib.parts.package import package
from tests.apply.estate import APPLIED, Estate

DATABASES = [(plan.placement, plan.config) for plan in APPLIED if isinstance(plan.config, DatabaseConfig)]
IDS = [placement.stack_id("database", config.component) for placement, config in DATABASES]
every_database = pytest.mark.parametrize(("placement", "config"), DATABASES, ids=IDS)


def outputs_of(estate: Estate, placement: Placement, config: DatabaseConfig) -> dict[str, Any]:
    """What the stack of a database tells."""
    return dict(estate.outputs(placement.environment)[placement.stack_id("database", config.component)])


def instance_of(estate: Estate, placement: Placement, config: DatabaseConfig) -> Any:
    """The instance."""
    rds = estate.client("rds", placement.account.id, placement.region)
    name = outputs_of(estate, placement, config)["DatabaseIdentifier"]
    return rds.describe_db_instances(DBInstanceIdentifier=name)["DBInstances"][0]


@every_database
def test_the_endpoint_is_told_by_its_name(estate: Estate, placement: Placement, config: DatabaseConfig) -> None:
    told, instance = outputs_of(estate, placement, config), instance_of(estate, placement, config)

    assert (told["DatabaseEndpoint"], told["DatabasePort"]) == (instance["Endpoint"]["Address"], 5432)
    assert told["DatabaseName"] == instance["DBName"] == config.database_name


@every_database
def test_the_instance_is_the_configured_one(estate: Estate, placement: Placement, config: DatabaseConfig) -> None:
    instance = instance_of(estate, placement, config)

    assert instance["DBInstanceClass"] == config.instance_class
    assert (instance["MultiAZ"], instance["BackupRetentionPeriod"]) == (config.multi_zone, config.backup_days)
    assert (instance["AllocatedStorage"], instance["MaxAllocatedStorage"]) == (
        *(config.storage.gib, config.storage.max_gib),
    )
    assert instance["DeletionProtection"] is placement.protected
    assert (instance["PerformanceInsightsEnabled"], instance["MonitoringInterval"]) == (True, 60)


@every_database
def test_it_is_private_and_encrypted(estate: Estate, placement: Placement, config: DatabaseConfig) -> None:
    told, instance = outputs_of(estate, placement, config), instance_of(estate, placement, config)
    network = estate.outputs(placement.environment)[placement.stack_id("network")]

    assert instance["PubliclyAccessible"] is False
    assert {each["SubnetIdentifier"] for each in instance["DBSubnetGroup"]["Subnets"]} == set(
        network["IsolatedSubnetIds"]
    )
    assert (instance["StorageEncrypted"], instance["KmsKeyId"]) == (True, told["StorageKeyArn"])


@every_database
def test_only_the_rotation_function_gets_in_by_itself(
    estate: Estate, placement: Placement, config: DatabaseConfig
) -> None:
    told, ec2 = outputs_of(estate, placement, config), estate.client("ec2", placement.account.id, placement.region)
    group = [{"Name": "group-id", "Values": [told["SecurityGroupId"]]}]
    rules = ec2.describe_security_group_rules(Filters=group)["SecurityGroupRules"]
    own = [rule for rule in rules if rule.get("Description") == "Password rotation"]

    assert [(rule["IsEgress"], rule["FromPort"], rule["ToPort"]) for rule in own] == [(False, 5432, 5432)]
    assert [rule for rule in rules if rule["IsEgress"] or "CidrIpv4" in rule] == []


@every_database
def test_tls_is_forced(estate: Estate, placement: Placement, config: DatabaseConfig) -> None:
    [group] = instance_of(estate, placement, config)["DBParameterGroups"]
    rds = estate.client("rds", placement.account.id, placement.region)
    answer = rds.describe_db_parameters(DBParameterGroupName=group["DBParameterGroupName"], Source="user")
    values = {each["ParameterName"]: each["ParameterValue"] for each in answer["Parameters"]}

    assert (values["rds.force_ssl"], values["rds.accepted_password_auth_method"]) == ("1", "scram")


@every_database
def test_its_logs_end_and_are_encrypted(estate: Estate, placement: Placement, config: DatabaseConfig) -> None:
    instance = instance_of(estate, placement, config)
    account = estate.outputs(placement.environment)[placement.stack_id("account")]
    logs = estate.client("logs", placement.account.id, placement.region)
    prefix = f"/aws/rds/instance/{instance['DBInstanceIdentifier']}/"
    groups = logs.describe_log_groups(logGroupNamePrefix=prefix)["logGroups"]

    assert {each["logGroupName"].removeprefix(prefix) for each in groups} == {"postgresql", "upgrade"}
    assert {(each["retentionInDays"], each["kmsKeyId"]) for each in groups} == {
        (config.log_retention_days, account["LogKeyArn"])
    }
    assert sorted(instance["EnabledCloudwatchLogsExports"]) == ["postgresql", "upgrade"]


@every_database
def test_both_secrets_rotate_under_one_key(estate: Estate, placement: Placement, config: DatabaseConfig) -> None:
    told, secrets = (
        outputs_of(estate, placement, config),
        estate.client("secretsmanager", placement.account.id, placement.region),
    )
    master, application = (
        secrets.describe_secret(SecretId=told[name]) for name in ("MasterSecretArn", "ApplicationSecretArn")
    )

    assert (master["OwningService"], master["KmsKeyId"], application["KmsKeyId"]) == (
        *("rds", told["KeyArn"], told["KeyArn"]),
    )
    assert master["RotationRules"] == {"AutomaticallyAfterDays": config.master_rotation_days}
    assert application["RotationRules"] == {"AutomaticallyAfterDays": config.application.rotation_days}
    assert (master["RotationEnabled"], application["RotationEnabled"]) == (True, True)


@every_database
def test_the_function_is_the_tested_one(estate: Estate, placement: Placement, config: DatabaseConfig) -> None:
    told = outputs_of(estate, placement, config)
    session = estate.client("secretsmanager", placement.account.id, placement.region)
    arn = session.describe_secret(SecretId=told["ApplicationSecretArn"])["RotationLambdaARN"]
    functions = estate.client("lambda", placement.account.id, placement.region)
    function = functions.get_function_configuration(FunctionName=arn)
    network = estate.outputs(placement.environment)[placement.stack_id("network")]

    assert (function["CodeSha256"], function["Architectures"]) == (package("rotation", "pg8000").hash, ["arm64"])
    assert set(function["VpcConfig"]["SubnetIds"]) == set(network["PrivateSubnetIds"])
    [allowed] = json.loads(functions.get_policy(FunctionName=arn)["Policy"])["Statement"]
    assert allowed["Principal"] == {"Service": "secretsmanager.amazonaws.com"}
    assert allowed["Condition"]["StringEquals"]["AWS:SourceAccount"] == placement.account.id


@every_database
def test_no_password_is_in_the_state(estate: Estate, placement: Placement, config: DatabaseConfig) -> None:
    state = placement.account.state
    assert isinstance(state, S3State)
    s3 = estate.client("s3", placement.account.id, placement.region)
    key = f"{placement.stack_id('database', config.component)}/terraform.tfstate"
    document = json.loads(s3.get_object(Bucket=state.bucket, Key=key)["Body"].read())
    master = estate.client("secretsmanager", placement.account.id, placement.region).get_secret_value(
        SecretId=outputs_of(estate, placement, config)["MasterSecretArn"]
    )

    named = {name: value for name, value in attributes(document) if name.startswith(("password", "secret_string"))}
    assert {name: value for name, value in named.items() if value} == {}
    assert json.loads(master["SecretString"])["password"] not in json.dumps(document)


def attributes(part: Any) -> Iterator[tuple[str, Any]]:
    """Every name and value in a document."""
    if isinstance(part, dict):
        for name, value in part.items():
            yield name, value
            yield from attributes(value)
    elif isinstance(part, list):
        for each in part:
            yield from attributes(each)
