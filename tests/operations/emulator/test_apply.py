"""Real Terraform: what is applied plans empty afterwards and can be destroyed, on both ends of everything."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from constructs_lib.operations.emulator import Emulator

PARALLEL = "-parallelism=30"
OTHER_ACCOUNT = "222233334444"


def round_trip(terraform: Any) -> dict[str, Any]:
    """Apply and expect an empty plan; the outputs."""
    applied = terraform("apply", "-auto-approve", PARALLEL)
    assert applied.returncode == 0, applied.stderr
    planned = terraform("plan", "-detailed-exitcode", PARALLEL)
    assert planned.returncode == 0, planned.stdout + planned.stderr
    return {name: each["value"] for name, each in json.loads(terraform("output", "-json").stdout).items()}


def destroy(terraform: Any) -> None:
    destroyed = terraform("destroy", "-auto-approve", PARALLEL)
    assert destroyed.returncode == 0, destroyed.stderr
    assert terraform("state", "list").stdout == ""


@pytest.mark.apply
def test_network_of_two_accounts_and_regions(terraform: Callable[..., Any]) -> None:
    with Emulator() as aws:
        running = terraform("network", aws)
        outputs = round_trip(running)

        here, there = aws.session().client("ec2"), aws.session(OTHER_ACCOUNT, "us-west-2").client("ec2")
        tags = [
            {
                tag["Key"]: tag["Value"]
                for tag in ec2.describe_vpc_peering_connections()["VpcPeeringConnections"][0]["Tags"]
            }
            for ec2 in (here, there)
        ]
        assert tags == [{"Name": "to-oregon", "Side": "requester"}, {"Name": "from-virginia", "Side": "accepter"}]
        assert outputs["account_there"] == OTHER_ACCOUNT
        assert outputs["vpc_there"] in {vpc["VpcId"] for vpc in there.describe_vpcs()["Vpcs"]}
        stored = aws.session().client("ssm").get_parameter(Name="/probe/network/VpcId")["Parameter"]["Value"]
        assert stored in {vpc["VpcId"] for vpc in here.describe_vpcs()["Vpcs"]}
        for name, account in (("cairn-probe-logs-here", "123456789012"), ("cairn-probe-there", OTHER_ACCOUNT)):
            owned = aws.session(account).client("s3").list_buckets()["Buckets"]
            assert name in {bucket["Name"] for bucket in owned}
        block = aws.session().client("s3control").get_public_access_block(AccountId="123456789012")
        assert set(block["PublicAccessBlockConfiguration"].values()) == {True}

        s3 = aws.session().client("s3")
        s3.put_object(Bucket="cairn-probe-logs-here", Key="a", Body=b"1")
        s3.delete_object(Bucket="cairn-probe-logs-here", Key="a")
        destroy(running)


@pytest.mark.apply
def test_vpn_without_bgp_whose_keys_are_in_no_state(terraform: Callable[..., Any]) -> None:
    with Emulator() as aws:
        running = terraform("vpn", aws)
        outputs = round_trip(running)

        ec2 = aws.session().client("ec2")
        [table] = ec2.describe_route_tables(RouteTableIds=[outputs["table"]])["RouteTables"]
        assert table["PropagatingVgws"] == [{"GatewayId": outputs["gateway"]}]
        [connection] = ec2.describe_vpn_connections(VpnConnectionIds=[outputs["connection"]])["VpnConnections"]
        assert [route["DestinationCidrBlock"] for route in connection["Routes"]] == ["192.168.0.0/24"]
        [state] = [
            resource["instances"][0]["attributes"]
            for resource in json.loads(running("state", "pull").stdout)["resources"]
            if resource["type"] == "aws_vpn_connection"
        ]
        assert (state["tunnel1_preshared_key"], state["tunnel2_preshared_key"]) == ("REDACTED", "REDACTED")
        assert state["customer_gateway_configuration"].count("<pre_shared_key>REDACTED<") == 2
        assert state["tunnel1_address"] != state["tunnel2_address"]
        destroy(running)


@pytest.mark.apply
def test_state_in_s3_with_its_lock(terraform: Callable[..., Any], emulator: Emulator) -> None:
    s3 = emulator.session().client("s3")
    s3.create_bucket(Bucket="cairn-probe-state")
    running = terraform("state", emulator)

    assert running("apply", "-auto-approve").returncode == 0
    kept = json.loads(s3.get_object(Bucket="cairn-probe-state", Key="probe.tfstate")["Body"].read())
    assert [each["type"] for each in kept["resources"]] == ["terraform_data"]

    lock = {
        "ID": "1c0d4a6e",
        "Operation": "OperationTypeApply",
        "Who": "somebody else",
        "Created": "2026-01-01T00:00:00Z",
    }
    s3.put_object(Bucket="cairn-probe-state", Key="probe.tfstate.tflock", Body=json.dumps(lock).encode())
    refused = running("apply", "-auto-approve")
    assert refused.returncode == 1
    assert "Error acquiring the state lock" in refused.stderr
    assert "somebody else" in refused.stderr

    s3.delete_object(Bucket="cairn-probe-state", Key="probe.tfstate.tflock")
    assert running("destroy", "-auto-approve").returncode == 0
    assert [each["Key"] for each in s3.list_objects_v2(Bucket="cairn-probe-state")["Contents"]] == ["probe.tfstate"]
