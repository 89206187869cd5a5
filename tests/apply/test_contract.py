"""What one stack publishes arrives at another: in the same account, and in another account and region (F7)."""

import json
from typing import Any

from environments import dev
from tests.apply.estate import Estate


def test_every_field_is_an_output_and_a_parameter(estate: Estate) -> None:
    outputs = estate.outputs("dev")["dev-us-east-1-network"]
    ssm = estate.client("ssm", dev.VIRGINIA.account.id, dev.VIRGINIA.region)
    path = "/cairn/dev/us-east-1/network"
    pages = ssm.get_paginator("get_parameters_by_path").paginate(Path=path, Recursive=True)
    parameters = {each["Name"].removeprefix(f"{path}/"): each["Value"] for page in pages for each in page["Parameters"]}

    assert parameters["vpc_id"] == outputs["VpcId"]
    assert json.loads(parameters["private_subnet_ids"]) == outputs["PrivateSubnetIds"]
    assert sorted(parameters) == [
        "all_isolated_subnet_ids",
        "all_private_subnet_ids",
        "cidr",
        "ipv6_cidr",
        "isolated_route_table_ids",
        "isolated_subnet_ids",
        "private_route_table_ids",
        "private_subnet_ids",
        "public_route_table_ids",
        "public_subnet_ids",
        "vpc_id",
    ]


def test_a_reader_in_another_account_and_region_gets_the_values(estate: Estate) -> None:
    """The reader's stack published again what it had read: text as text, a list as the same list."""
    written = estate.outputs("dev")["dev-us-east-1-network"]
    read = estate.outputs("reader")["reader-eu-west-1-probe"]

    assert read == {name: written[name] for name in ("VpcId", "Cidr", "PrivateRouteTableIds")}


def test_the_reader_took_the_readers_role_only(estate: Estate) -> None:
    """In the other account it called under the contract reader, and nothing but reads."""
    calls = [json.loads(line) for line in estate.calls.read_text(encoding="utf-8").splitlines()]
    role = dev.VIRGINIA.account.role_arn(dev.VIRGINIA.account.reader_role)
    called = {call["action"] for call in calls if call["role"] == role}

    assert "ssm:GetParameter" in called
    assert called <= {"ssm:GetParameter", "ssm:GetParameters", "sts:GetCallerIdentity"}


def test_the_seven_outputs_of_the_payments_system_name_what_is_there(estate: Estate) -> None:
    """By these names (F7), and each leads to the thing itself."""
    told = {name: value for outputs in estate.outputs("dev").values() for name, value in outputs.items()}

    def client(service: str) -> Any:
        return estate.client(service, dev.VIRGINIA.account.id, dev.VIRGINIA.region)

    vpcs = client("ec2").describe_vpcs(VpcIds=[told["VpcId"]])["Vpcs"]
    clusters = client("ecs").describe_clusters(clusters=[told["ClusterArn"]])["clusters"]
    databases = client("rds").describe_db_instances()["DBInstances"]
    balancers = client("elbv2").describe_load_balancers()["LoadBalancers"]
    tables = client("dynamodb").list_tables()["TableNames"]
    queues = client("sqs").list_queues()["QueueUrls"]
    buckets = client("s3").list_buckets()["Buckets"]

    assert [each["CidrBlock"] for each in vpcs] == ["10.10.0.0/16"]
    assert [each["status"] for each in clusters] == ["ACTIVE"]
    assert told["DatabaseEndpoint"] in [each["Endpoint"]["Address"] for each in databases]
    assert told["LoadBalancerDns"] in [each["DNSName"] for each in balancers]
    assert told["SessionTableName"] in tables
    assert told["QueueUrl"] in queues
    assert told["AuditBucketName"] in [each["Name"] for each in buckets]
