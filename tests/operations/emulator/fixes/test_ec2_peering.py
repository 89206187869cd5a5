"""Peering connections: with the fixes the provider is answered as by AWS, without them it is not."""

from collections.abc import Callable
from typing import Any

import pytest

from constructs_lib.operations.emulator import Emulator
from constructs_lib.operations.emulator.fixes import ec2_peering
from constructs_lib.operations.emulator.fixes.fix import Fix
from constructs_lib.operations.emulator.session import ProbeClients


@pytest.mark.parametrize("fix", ec2_peering.FIXES, ids=lambda fix: fix.id)
def test_the_fix_and_the_need_for_it(fix: Fix, clients: ProbeClients, moto_alone: Callable[[Fix], bool]) -> None:
    got, wanted = fix.probe(clients)

    assert got == wanted
    assert not moto_alone(fix)


def test_deleting_on_one_side_shows_on_the_other_and_tags_can_change(emulator: Emulator) -> None:
    here, there = emulator.session().client("ec2"), emulator.session("222233334444", "us-west-2").client("ec2")
    vpcs = [ec2.create_vpc(CidrBlock="10.3.0.0/24")["Vpc"]["VpcId"] for ec2 in (here, there)]
    peering = here.create_vpc_peering_connection(
        VpcId=vpcs[0], PeerVpcId=vpcs[1], PeerOwnerId="222233334444", PeerRegion="us-west-2"
    )["VpcPeeringConnection"]["VpcPeeringConnectionId"]

    def seen(ec2: Any) -> tuple[str, list[dict[str, str]]]:
        found = ec2.describe_vpc_peering_connections(VpcPeeringConnectionIds=[peering])["VpcPeeringConnections"][0]
        return found["Status"]["Code"], found["Tags"]

    there.create_tags(Resources=[peering], Tags=[{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}])
    there.delete_tags(Resources=[peering], Tags=[{"Key": "a"}])
    assert (seen(here), seen(there)) == (
        ("pending-acceptance", []),
        ("pending-acceptance", [{"Key": "b", "Value": "2"}]),
    )

    there.accept_vpc_peering_connection(VpcPeeringConnectionId=peering)
    here.delete_vpc_peering_connection(VpcPeeringConnectionId=peering)
    assert (seen(here)[0], seen(there)[0]) == ("deleted", "deleted")


def test_both_ends_in_one_region_are_one_thing(clients: ProbeClients) -> None:
    ec2 = clients("ec2")
    vpcs = [ec2.create_vpc(CidrBlock=cidr)["Vpc"]["VpcId"] for cidr in ("10.1.0.0/24", "10.2.0.0/24")]
    made = ec2.create_vpc_peering_connection(VpcId=vpcs[0], PeerVpcId=vpcs[1])["VpcPeeringConnection"]
    ids = [made["VpcPeeringConnectionId"]]
    ec2.create_tags(Resources=ids, Tags=[{"Key": "name", "Value": "both"}])

    found = ec2.describe_vpc_peering_connections(VpcPeeringConnectionIds=ids)["VpcPeeringConnections"]
    assert [each["Tags"] for each in found] == [[{"Key": "name", "Value": "both"}]]
