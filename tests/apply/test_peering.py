"""Peerings, as AWS has them on both sides after an apply."""

from collections.abc import Iterator
from typing import Any

import pytest

from constructs_lib.estate import joined
from constructs_lib.foundation.placement import Placement
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.peering.config import PeeringConfig
from constructs_lib.network.plan import plan_route_tables
from tests.apply.estate import APPLIED, Estate

PEERINGS = [plan for plan in joined(APPLIED, APPLIED) if isinstance(plan.config, PeeringConfig)]


def both_sides() -> Iterator[Any]:
    """Each peering as each of its ends sees it: here, there, what is here, what is there."""
    for plan in PEERINGS:
        here, there = plan.placement, plan.config.peer
        own, other = plan.config.network, plan.config.peer_network
        yield pytest.param(here, there, own, other, id=f"{plan.id} requester")
        yield pytest.param(there, here, other, own, id=f"{plan.id} accepter")


def ec2_of(estate: Estate, placement: Placement) -> Any:
    """EC2 where a placement is."""
    return estate.client("ec2", placement.account.id, placement.region)


def connection(ec2: Any, one: str, other: str) -> Any:
    """The connection between two ranges."""
    [found] = [
        each
        for each in ec2.describe_vpc_peering_connections()["VpcPeeringConnections"]
        if {each["RequesterVpcInfo"]["CidrBlock"], each["AccepterVpcInfo"]["CidrBlock"]} == {one, other}
        and each["Status"]["Code"] != "deleted"
    ]
    return found


@pytest.mark.parametrize(("here", "there", "own", "other"), list(both_sides()))
def test_is_active(estate: Estate, here: Placement, there: Placement, own: NetworkConfig, other: NetworkConfig) -> None:
    found = connection(ec2_of(estate, here), own.cidr, other.cidr)
    ends = {
        (found[end]["OwnerId"], found[end]["Region"], found[end]["CidrBlock"])
        for end in ("RequesterVpcInfo", "AccepterVpcInfo")
    }

    assert found["Status"]["Code"] == "active"
    assert ends == {(here.account.id, here.region, own.cidr), (there.account.id, there.region, other.cidr)}


@pytest.mark.parametrize(("here", "there", "own", "other"), list(both_sides()))
def test_every_route_table_leads_to_the_other_network(
    estate: Estate, here: Placement, there: Placement, own: NetworkConfig, other: NetworkConfig
) -> None:
    """On both sides: a table without the way back is a subnet whose answers never arrive."""
    del there
    ec2 = ec2_of(estate, here)
    expected = connection(ec2, own.cidr, other.cidr)["VpcPeeringConnectionId"]
    tables = ec2.describe_route_tables(Filters=[{"Name": "tag-key", "Values": ["Name"]}])["RouteTables"]
    ways = [
        (route["DestinationCidrBlock"], route["VpcPeeringConnectionId"])
        for table in tables
        for route in table["Routes"]
        if route.get("DestinationCidrBlock") in other.cidrs
    ]

    assert sorted(ways) == sorted((cidr, expected) for cidr in other.cidrs for _ in plan_route_tables(own))


@pytest.mark.parametrize(("here", "there", "own", "other"), list(both_sides()))
def test_names_of_the_other_side_resolve_to_private_addresses(
    estate: Estate, here: Placement, there: Placement, own: NetworkConfig, other: NetworkConfig
) -> None:
    del there
    found = connection(ec2_of(estate, here), own.cidr, other.cidr)

    assert [
        found[end]["PeeringOptions"]["AllowDnsResolutionFromRemoteVpc"]
        for end in ("RequesterVpcInfo", "AccepterVpcInfo")
    ] == [True, True]
