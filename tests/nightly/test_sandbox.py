"""What the reference environments do not have, applied: a NAT instance, and a service offered by PrivateLink.

A project of its own in two accounts, applied from nothing to nothing.
"""

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
from tests.apply.estate import Estate, leftovers

HERE = Path(__file__).parent / "sandbox"
PROVIDER, GUEST, REGION = "777777777777", "888888888888", "us-east-1"

pytestmark = [pytest.mark.apply, pytest.mark.timeout(1800)]


@pytest.fixture(scope="module")
def estate(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Estate]:
    """The provider, then its guest; both planned again without a change, and destroyed with nothing left."""
    folder = tmp_path_factory.mktemp("sandbox")
    calls = folder / "calls.jsonl"
    with Emulator(record=calls) as emulator:
        estate = Estate(emulator=emulator, folder=folder, calls=calls)
        for environment in ("sandbox", "guest"):
            estate.add(environment, HERE)
            estate.deploy(environment)
        yield estate
        for environment in ("guest", "sandbox"):
            estate.cairn(environment, "destroy", "--auto-approve")
        assert leftovers(estate, GUEST, REGION) == {}
        assert leftovers(estate, PROVIDER, REGION) == {}
        ec2, scaling = (estate.client(service, PROVIDER, REGION) for service in ("ec2", "autoscaling"))
        assert scaling.describe_auto_scaling_groups()["AutoScalingGroups"] == []
        assert ec2.describe_launch_templates()["LaunchTemplates"] == []
        assert ec2.describe_vpc_endpoint_service_configurations()["ServiceConfigurations"] == []


def machine(estate: Estate) -> Any:
    """The NAT instance that runs."""
    ec2 = estate.client("ec2", PROVIDER, REGION)
    filters = [{"Name": "instance-state-name", "Values": ["running"]}]
    [[instance]] = [each["Instances"] for each in ec2.describe_instances(Filters=filters)["Reservations"]]
    return instance


def ways_out(estate: Estate) -> list[tuple[str | None, str | None]]:
    """Where the default routes of private subnets lead: interface, gateway."""
    tables = estate.client("ec2", PROVIDER, REGION).describe_route_tables()["RouteTables"]
    return [
        (route.get("NetworkInterfaceId"), route.get("NatGatewayId"))
        for table in tables
        for route in table["Routes"]
        if route.get("DestinationCidrBlock") == "0.0.0.0/0" and "GatewayId" not in route
    ]


def test_private_subnets_go_out_through_the_machine(estate: Estate) -> None:
    instance = machine(estate)
    [interface] = instance["NetworkInterfaces"]

    assert set(ways_out(estate)) == {(interface["NetworkInterfaceId"], None)}
    assert interface["SourceDestCheck"] is False
    assert (instance["MetadataOptions"]["HttpTokens"], instance["MetadataOptions"]["HttpPutResponseHopLimit"]) == (
        "required",
        1,
    )


def test_flow_logs_are_counted_where_they_arrive(estate: Estate) -> None:
    [log] = estate.client("ec2", PROVIDER, REGION).describe_flow_logs()["FlowLogs"]
    bucket = log["LogDestination"].rpartition(":")[2]
    counted = estate.client("s3", PROVIDER, REGION).get_bucket_metrics_configuration(Bucket=bucket, Id="flow-logs")
    alarms = estate.client("cloudwatch", PROVIDER, REGION).describe_alarms()["MetricAlarms"]
    [watch] = [each for each in alarms if each["AlarmName"].endswith("-flow-logs-missing")]

    assert f"aws-account-id={PROVIDER}/" in counted["MetricsConfiguration"]["Filter"]["Prefix"]
    assert {each["Name"]: each["Value"] for each in watch["Dimensions"]} == {
        "BucketName": bucket,
        "FilterId": "flow-logs",
    }


def test_the_guest_reaches_the_service_by_its_name(estate: Estate) -> None:
    [service] = estate.client("ec2", PROVIDER, REGION).describe_vpc_endpoint_service_configurations()[
        "ServiceConfigurations"
    ]
    endpoints = estate.client("ec2", GUEST, REGION).describe_vpc_endpoints()["VpcEndpoints"]
    [endpoint] = [each for each in endpoints if each["ServiceName"] == service["ServiceName"]]

    assert (service["AcceptanceRequired"], service["PrivateDnsName"]) == (True, "api.sandbox.example.com")
    assert (endpoint["State"], endpoint["PrivateDnsEnabled"], len(endpoint["SubnetIds"])) == ("available", True, 1)


def test_somebody_is_told_of_connections(estate: Estate) -> None:
    ec2 = estate.client("ec2", PROVIDER, REGION)
    [notification] = ec2.describe_vpc_endpoint_connection_notifications()["ConnectionNotificationSet"]

    assert notification["ConnectionNotificationArn"].endswith(":sandbox-use1-notifications-warning")


def test_a_changed_machine_follows_the_old_one_behind_the_same_address(estate: Estate) -> None:
    before = machine(estate)
    change(estate, "session_manager=True", "session_manager=False")
    after = machine(estate)

    assert after["InstanceId"] != before["InstanceId"]
    assert [each["NetworkInterfaceId"] for each in after["NetworkInterfaces"]] == [
        each["NetworkInterfaceId"] for each in before["NetworkInterfaces"]
    ]
    assert after["PublicIpAddress"] == before["PublicIpAddress"]


def test_a_gateway_takes_its_place(estate: Estate) -> None:
    change(estate, 'nat="instance",\n                nat_instance=NAT', 'nat="single"')
    [(interface, gateway)] = set(ways_out(estate))

    assert interface is None
    assert gateway is not None


def change(estate: Estate, old: str, new: str) -> None:
    """Change the provider's file, and apply it."""
    file = estate.projects["sandbox"] / "environments" / "sandbox.py"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    estate.deploy("sandbox")


def test_every_call_is_one_its_role_may_make(estate: Estate) -> None:
    """What Terraform called to do all of this, against the documents of the roles it took."""
    allowed: dict[str, list[str]] = {}
    for environment, account_id in (("sandbox", PROVIDER), ("guest", GUEST)):
        account = account_of(environment, account_id)
        for role in roles(account, environment):
            documents = [json.loads(each)["Statement"] for each in role.policies.values()]
            actions = [each["Action"] for statements in documents for each in statements]
            allowed[account.role_arn(role.name)] = [
                each for action in actions for each in ([action] if isinstance(action, str) else action)
            ]
    calls = [json.loads(line) for line in estate.calls.read_text(encoding="utf-8").splitlines()]
    refused = {
        (call["role"].rpartition("/")[2], call["action"])
        for call in calls
        if call["role"] in allowed
        and call["action"] != "sts:GetCallerIdentity"
        and not any(fnmatchcase(call["action"], pattern) for pattern in allowed[call["role"]])
    }

    assert {call["role"].rpartition("/")[2] for call in calls if call["role"] in allowed} == {
        "cairn-contract-reader",
        "cairn-deploy",
        "cairn-plan",
        "cairn-state",
    }
    assert refused == set()


def account_of(environment: str, account_id: str) -> Account:
    """An account of the sandbox, with the state bucket that its file names."""
    state = S3State(bucket=f"{environment}-terraform-state", region=REGION, account_id=account_id)
    return Account(name=environment, id=account_id, state=state)
