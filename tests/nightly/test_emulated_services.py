"""Nearly every resource type the emulator carries, two accounts and a VPN, each in one apply with the real provider."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from constructs_lib.operations.emulator import Emulator
from tests.operations.emulator.conftest import terraform

__all__ = ["terraform"]

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
@pytest.mark.timeout(900)
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
@pytest.mark.timeout(900)
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
@pytest.mark.timeout(900)
def test_one_of_nearly_everything(terraform: Callable[..., Any]) -> None:
    with Emulator() as aws:
        running = terraform("services", aws)
        round_trip(running)

        secret = aws.session().client("secretsmanager").get_secret_value(SecretId="main")
        assert secret["SecretString"] == "not-a-secret"
        destroy(running)
