"""Real Terraform: two networks at a hub get IPv6, and what was there is changed where it is. With a VPN that carries it."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider

from constructs_lib.foundation.ranges import range_id
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.transit.attachment.attachment import TransitAttachment
from constructs_lib.network.transit.gateway.config import TransitGatewayConfig
from constructs_lib.network.transit.gateway.transit_gateway import TransitGateway
from constructs_lib.network.transit.link.link import AttachedSide, TransitLink
from constructs_lib.network.transit.on_premises import AttachedNetwork, OnPremisesAtHub
from constructs_lib.network.transit.routes import RoutesToHub
from constructs_lib.network.vpc import Vpc
from constructs_lib.network.vpn.config import VpnConfig
from constructs_lib.network.vpn.vpn import Vpn
from constructs_lib.operations.emulator import Emulator
from tests.operations.emulator.conftest import Terraform
from tests.placements import VIRGINIA
from tests.synthesis import synthesized

CIDRS = {"shop": "10.1.0.0/16", "tools": "10.2.0.0/16"}
OFFICE = VpnConfig(
    component="office",
    customer_gateway_ip="198.51.100.7",
    remote_cidrs=("2001:db8:20::/48",),
    routing="static",
    ends_at="transit_gateway",
    networks={"shop": VIRGINIA},
    tunnel_inside_cidrs=("fd00:9::/126", "fd00:9::4/126"),
)
KEY = "arn:aws:kms:us-east-1:111111111111:key/00000000-0000-4000-8000-000000000000"


def document(*, ipv6: bool) -> Any:
    """A bare stack with both networks, their hub and the way between them, wired by hand."""

    def build(stack: TerraformStack) -> None:
        AwsProvider(stack, "aws", region="us-east-1", max_retries=2)
        hub = TransitGateway(stack, "hub", TransitGatewayConfig(), name="hub")
        networks = {name: _attached(stack, name, hub, ipv6=ipv6) for name in CIDRS}
        (shop, at_hub), (tools, _) = networks.values()
        TransitLink(stack, "link", one=shop, other=tools)
        if not ipv6:
            return
        vpn = Vpn(stack, "vpn", OFFICE, name="office", log_key_arn=KEY, transit_gateway_id=hub.id, protected=False)
        OnPremisesAtHub(
            stack,
            "at-hub",
            name="office",
            transit_gateway_id=hub.id,
            attachment_id=vpn.transit_gateway_attachment_id,
            networks={
                "shop": AttachedNetwork(
                    attachment_id=shop.attachment_id, transit_route_table_id=shop.transit_route_table_id
                )
            },
            static_cidrs=OFFICE.remote_cidrs,
        )
        RoutesToHub(
            stack,
            "on-premises",
            route_table_ids=shop.route_table_ids,
            cidrs=(),
            ipv6_cidrs={range_id(cidr): cidr for cidr in OFFICE.remote_cidrs},
            transit_gateway_id=hub.id,
            waits_for=(at_hub.attached,),
        )

    return synthesized(build)


def _attached(
    stack: TerraformStack, name: str, hub: TransitGateway, *, ipv6: bool
) -> tuple[AttachedSide, TransitAttachment]:
    config = NetworkConfig(
        cidr=CIDRS[name], ipv6=ipv6, zones=("us-east-1a",), tiers=("private", "isolated"), nat="none"
    )
    vpc = Vpc(stack, name, config, name=name, protected=False)
    attachment = TransitAttachment(
        stack,
        f"{name}-attachment",
        name=name,
        transit_gateway_id=hub.id,
        arrivals_route_table_id=hub.arrivals_route_table_id,
        vpc_id=vpc.id,
        subnet_ids=tuple(vpc.subnet_ids["private"].values()),
        ipv6=ipv6,
    )
    side = AttachedSide(
        cidrs=config.cidrs,
        ipv6_cidrs={"ipv6": vpc.ipv6_cidr} if vpc.ipv6_cidr else {},
        route_table_ids=vpc.all_route_table_ids,
        transit_gateway_id=hub.id,
        attachment_id=attachment.id,
        transit_route_table_id=attachment.route_table_id,
    )
    return side, attachment


def settle(terraform: Terraform, *, ipv6: bool) -> set[str]:
    """Apply, expect an empty plan, and say what the apply destroyed or replaced."""
    (terraform.folder / "cdk.tf.json").write_text(json.dumps(document(ipv6=ipv6)), encoding="utf-8")
    planned = terraform("plan", "-out=plan")
    assert planned.returncode == 0, planned.stderr
    changes = json.loads(terraform("show", "-json", "plan").stdout)["resource_changes"]
    applied = terraform("apply", "-auto-approve", "-parallelism=30")
    assert applied.returncode == 0, applied.stderr
    again = terraform("plan", "-detailed-exitcode")
    assert again.returncode == 0, again.stdout + again.stderr
    return {each["address"] for each in changes if "delete" in each["change"]["actions"]}


def ways(aws: Emulator) -> dict[str, set[str]]:
    """What each network's tables send to the hub."""
    ec2 = aws.session().client("ec2")
    names = {vpc["VpcId"]: _name(vpc) for vpc in ec2.describe_vpcs()["Vpcs"] if not vpc["IsDefault"]}
    found: dict[str, set[str]] = {}
    for table in ec2.describe_route_tables()["RouteTables"]:
        to_hub = {
            route.get("DestinationCidrBlock") or route["DestinationIpv6CidrBlock"]
            for route in table["Routes"]
            if route.get("TransitGatewayId")
        }
        if to_hub and table["VpcId"] in names:
            assert found.setdefault(names[table["VpcId"]], to_hub) == to_hub
    return found


def attachments(aws: Emulator) -> dict[str, str]:
    """What each network's attachment does with IPv6."""
    ec2 = aws.session().client("ec2")
    return {
        _name(each): each["Options"]["Ipv6Support"]
        for each in ec2.describe_transit_gateway_vpc_attachments()["TransitGatewayVpcAttachments"]
        # the emulator lists the VPN's here too
        if each["State"] == "available" and each.get("VpcId", "").startswith("vpc-")
    }


def _name(thing: Any) -> str:
    return next(tag["Value"] for tag in thing["Tags"] if tag["Key"] == "Name")


@pytest.fixture
def terraform_alone(terraform_of: Callable[[Any], Terraform]) -> Terraform:
    return terraform_of(document(ipv6=False))


@pytest.mark.apply
@pytest.mark.timeout(1800)
def test_ipv6_comes_and_goes_through_a_hub_and_nothing_is_replaced_for_it(
    terraform_alone: Terraform, emulator: Emulator
) -> None:
    settle(terraform_alone, ipv6=False)
    assert attachments(emulator) == {"shop": "disable", "tools": "disable"}
    assert ways(emulator) == {"shop": {CIDRS["tools"]}, "tools": {CIDRS["shop"]}}

    assert settle(terraform_alone, ipv6=True) == set()
    ec2 = emulator.session().client("ec2")
    given = {
        _name(vpc): vpc["Ipv6CidrBlockAssociationSet"][0]["Ipv6CidrBlock"]
        for vpc in ec2.describe_vpcs()["Vpcs"]
        if not vpc["IsDefault"]
    }
    assert attachments(emulator) == {"shop": "enable", "tools": "enable"}
    assert ways(emulator) == {
        "shop": {CIDRS["tools"], given["tools"], *OFFICE.remote_cidrs},
        "tools": {CIDRS["shop"], given["shop"]},
    }
    [vpn] = [each for each in ec2.describe_vpn_connections()["VpnConnections"] if each["State"] == "available"]
    assert vpn["Options"]["TunnelInsideIpVersion"] == "ipv6"
    assert [each["TunnelInsideIpv6Cidr"] for each in vpn["Options"]["TunnelOptions"]] == [
        "fd00:9::/126",
        "fd00:9::4/126",
    ]

    gone = {address.partition(".")[0] for address in settle(terraform_alone, ipv6=False)}
    assert not gone & {"aws_vpc", "aws_subnet", "aws_route_table", "aws_ec2_transit_gateway_vpc_attachment"}
    assert ways(emulator) == {"shop": {CIDRS["tools"]}, "tools": {CIDRS["shop"]}}
    assert attachments(emulator) == {"shop": "disable", "tools": "disable"}

    destroyed = terraform_alone("destroy", "-auto-approve", "-parallelism=30")
    assert destroyed.returncode == 0, destroyed.stderr
    assert terraform_alone("state", "list").stdout == ""
