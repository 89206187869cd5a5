"""Networks that meet at hubs, and VPNs, IPv6 included: applied across three accounts and two regions, and taken away again."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from constructs_lib.operations.emulator import Emulator
from tests.connected import HUB, PROD, TEST, WEST_HUB
from tests.operations.small_project import SmallProject, small_project_in

# Direct Connect is the only thing of them that no emulator carries.
ENVIRONMENTS = """
from tests.connected import DATACENTER, DUAL_STACK, HUB, OFFICE_IPV6, estate

ALL = estate((DATACENTER, None), *DUAL_STACK, more={HUB: (OFFICE_IPV6,)})
"""
HUBS = ("tools-us-east-1-transit-gateway", "tools-us-west-2-transit-gateway")
# Environments need each other's stacks in turn, so no whole one of them can be the first.
ORDER = (
    ("tools", "tools-us-east-1-account", "tools-us-east-1-network", *HUBS),
    ("tools", "tools-us-east-1-transit-attachment", "tools-us-east-1-transit-peering-tools-us-west-2"),
    ("prod",),
    ("test",),
    ("tools",),
)
EMULATED_KEY = "Iw2IAN9XUsQeYUrkMGP3kP59ugFDkfHg"
"""What the emulator gives every tunnel as its key."""


@pytest.fixture(scope="module")
def aws() -> Iterator[Emulator]:
    with Emulator() as running:
        yield running


@pytest.fixture(scope="module")
def project(aws: Emulator, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallProject]:
    """Everything deployed; at the end destroyed, with no gateway left."""
    running = small_project_in(tmp_path_factory.mktemp("connected"))
    running.settings["CAIRN_EMULATOR"] = aws.endpoint
    (running.root / "environments" / "__init__.py").write_text(ENVIRONMENTS, encoding="utf-8")
    for each in ORDER:
        done(running, "deploy", *each, "--auto-approve")
    yield running
    done(running, "destroy", "tools", "tools-us-east-1-vpn-*", "--auto-approve")
    for environment in ("test", "prod", "tools"):
        done(running, "destroy", environment, "--auto-approve")
    for place in (HUB, WEST_HUB):
        assert ec2(aws, place).describe_transit_gateways()["TransitGateways"] == []


def done(project: SmallProject, *arguments: str) -> None:
    answer = project.cairn(*arguments)
    assert answer.returncode == 0, answer.stdout + answer.stderr


def ec2(aws: Emulator, place: Any) -> Any:
    """EC2 where a placement is."""
    return aws.session(place.account.id, place.region).client("ec2")


def ipv6_of(aws: Emulator, place: Any) -> str:
    """What Amazon gave the network of a placement."""
    blocks = [
        block["Ipv6CidrBlock"]
        for vpc in ec2(aws, place).describe_vpcs()["Vpcs"]
        for block in vpc.get("Ipv6CidrBlockAssociationSet", [])
    ]
    [own] = blocks
    return own


def attachment(aws: Emulator, hub: Any, place: Any) -> str:
    """The network of a placement, as its hub knows it."""
    found = ec2(aws, hub).describe_transit_gateway_vpc_attachments()["TransitGatewayVpcAttachments"]
    [own] = [each for each in found if each.get("VpcOwnerId") == place.account.id and each["VpcId"].startswith("vpc-")]
    return own["TransitGatewayAttachmentId"]


def table(aws: Emulator, hub: Any, attached: str) -> str:
    """The hub's table for what comes from a network."""
    client = ec2(aws, hub)
    [found] = [
        each["TransitGatewayRouteTableId"]
        for each in client.describe_transit_gateway_route_tables()["TransitGatewayRouteTables"]
        for association in client.get_transit_gateway_route_table_associations(
            TransitGatewayRouteTableId=each["TransitGatewayRouteTableId"]
        )["Associations"]
        if association["TransitGatewayAttachmentId"] == attached
    ]
    return found


def reached(aws: Emulator, hub: Any, route_table: str) -> tuple[set[str], set[str]]:
    """Whose ranges a table at a hub learns, and what is written into it."""
    client = ec2(aws, hub)
    learned = client.get_transit_gateway_route_table_propagations(TransitGatewayRouteTableId=route_table)
    static = client.search_transit_gateway_routes(
        TransitGatewayRouteTableId=route_table, Filters=[{"Name": "type", "Values": ["static"]}]
    )
    return (
        {each["TransitGatewayAttachmentId"] for each in learned["TransitGatewayRouteTablePropagations"]},
        {each["DestinationCidrBlock"] for each in static["Routes"]},
    )


@pytest.mark.apply
@pytest.mark.timeout(3000)
def test_what_is_applied_plans_empty(project: SmallProject) -> None:
    for environment in ("tools", "test", "prod"):
        answer = project.cairn("plan", environment, "--exit-code")
        assert answer.returncode == 0, answer.stdout


@pytest.mark.apply
@pytest.mark.timeout(3000)
def test_networks_reach_whom_a_link_names_and_nobody_else(project: SmallProject, aws: Emulator) -> None:
    """prod and tools share no link, so neither is in the other's table, though hubs connect them."""
    del project
    test, tools, prod = attachment(aws, HUB, TEST), attachment(aws, HUB, HUB), attachment(aws, WEST_HUB, PROD)
    learned_by_test, written_for_test = reached(aws, HUB, table(aws, HUB, test))

    assert (tools in learned_by_test, written_for_test) == (True, {"10.30.0.0/16", ipv6_of(aws, PROD)})
    assert reached(aws, HUB, table(aws, HUB, tools)) == ({test}, set())
    assert reached(aws, WEST_HUB, table(aws, WEST_HUB, prod)) == (set(), {"10.10.0.0/16", ipv6_of(aws, TEST)})


@pytest.mark.apply
@pytest.mark.timeout(3000)
def test_every_table_of_a_network_leads_to_the_hub_and_takes_the_vpns_routes(
    project: SmallProject, aws: Emulator
) -> None:
    del project
    tables = ec2(aws, TEST).describe_route_tables(Filters=[{"Name": "tag-key", "Values": ["Name"]}])["RouteTables"]
    ways = [
        {
            route.get("DestinationCidrBlock") or route["DestinationIpv6CidrBlock"]
            for route in found["Routes"]
            if route.get("TransitGatewayId")
        }
        for found in tables
    ]
    fours = {"10.60.0.0/16", "10.30.0.0/16", "192.168.0.0/16"}

    assert ways == [{*fours, ipv6_of(aws, HUB), ipv6_of(aws, PROD), "2001:db8::/32"}] * 4
    assert [len(found["PropagatingVgws"]) for found in tables] == [1] * 4


@pytest.mark.apply
@pytest.mark.timeout(3000)
def test_no_key_of_a_tunnel_is_in_a_state(project: SmallProject) -> None:
    """Not in the attribute that is named after it, and not in the device's configuration either."""
    states = {path.name: path.read_text(encoding="utf-8") for path in Path(project.root).rglob("*vpn-*.tfstate")}
    connections = {name: text for name, text in states.items() if "aws_vpn_connection" in text}

    assert len(connections) == 3
    assert all("REDACTED" in text for text in connections.values())
    assert [name for name, text in states.items() if EMULATED_KEY in text] == []
