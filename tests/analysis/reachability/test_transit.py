from typing import Any

import pytest

from constructs_lib.analysis.reachability.reach import Reachability
from tests.analysis.reachability.networks import (
    Resources,
    group,
    machine,
    merged,
    network,
    reachability,
    ref,
    route,
    tcp,
    told,
)

HUB = "aws_ec2_transit_gateway"


def attached(number: int, *subnets: str, **more: Any) -> Resources:
    body = {
        "transit_gateway_id": ref(f"{HUB}.hub"),
        "vpc_id": ref(f"aws_vpc.v{number}"),
        "subnet_ids": [ref(f"aws_subnet.v{number}-{each}") for each in subnets],
    }
    return {f"{HUB}_vpc_attachment": {f"v{number}": body | more}}


def two(*parts: Resources, hub: dict[str, Any] | None = None, zone: str = "a") -> Reachability:
    """Two VPCs on a transit gateway; the sender's zone may be another one than the attachment's."""
    via = {"transit_gateway_id": ref(f"{HUB}.hub")}
    return reachability(
        network(0, app=zone, door="a"),
        network(1, app="a", door="a"),
        {HUB: {"hub": hub or {}}},
        attached(0, "door"),
        attached(1, "door"),
        route("v0-app", "10.1.0.0/16", **via),
        route("v1-app", "10.0.0.0/16", **via),
        group("one", 0),
        group("two", 1, into=[tcp(80, cidr_blocks=["10.0.0.0/16"])]),
        machine("one", "v0-app", ["one"]),
        machine("two", "v1-app", ["two"]),
        *parts,
    )


def table_route(cidr: str, **target: Any) -> Resources:
    table = ref(f"{HUB}.hub", "association_default_route_table_id")
    return {f"{HUB}_route": {"r": {"destination_cidr_block": cidr, "transit_gateway_route_table_id": table, **target}}}


def test_attachments_tell_the_default_table_their_ranges() -> None:
    assert told(two(), "one", "two") == ("yes", "")


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (two(zone="b"), "has no subnet in us-east-1b, only in us-east-1a"),
        (two(table_route("10.1.0.0/24", blackhole=True)), "drops it: the route is a black hole"),
        (two(hub={"default_route_table_propagation": "disable"}), "has no route to 10.1.0.0"),
        (two(attached(1, "door", transit_gateway_default_route_table_propagation=False)), "has no route to 10.1.0.0"),
        (two({"aws_route": {"v1-app-10-0-0-0-16": {"route_table_id": "rtb-gone"}}}), "has no route to 10.0.0.0"),
    ],
)
def test_what_is_missing_is_named(made: Reachability, why: str) -> None:
    assert told(made, "one", "two") == ("no", why)


def test_tables_of_ones_own_hold_what_is_associated_and_propagated() -> None:
    off = {"default_route_table_association": "disable", "default_route_table_propagation": "disable"}
    table = {"transit_gateway_route_table_id": ref(f"{HUB}_route_table.t")}
    own: Resources = {f"{HUB}_route_table": {"t": {"transit_gateway_id": ref(f"{HUB}.hub")}}}
    for number in (0, 1):
        member = {"transit_gateway_attachment_id": ref(f"{HUB}_vpc_attachment.v{number}"), **table}
        own = merged(
            own, {f"{HUB}_route_table_{what}": {f"v{number}": member} for what in ("association", "propagation")}
        )
    lacking = {
        kind: {name: body for name, body in each.items() if (kind, name) != (f"{HUB}_route_table_propagation", "v0")}
        for kind, each in own.items()
    }

    assert told(two(own, hub=off), "one", "two") == ("yes", "")
    assert told(two(lacking, hub=off), "one", "two") == ("no", "has no route to 10.0.0.0")


@pytest.mark.parametrize(("support", "verdict"), [("enable", "yes"), ("disable", "no")])
def test_an_attachment_carries_ipv6_when_its_interfaces_have_addresses_of_it(support: str, verdict: str) -> None:
    via = {"transit_gateway_id": ref(f"{HUB}.hub")}
    made = reachability(
        network(0, ipv6=True, app="a"),
        network(1, ipv6=True, app="a"),
        {HUB: {"hub": {}}},
        attached(0, "app", ipv6_support="enable"),
        attached(1, "app", ipv6_support=support),
        route("v0-app", "::/0", **via),
        route("v1-app", "::/0", **via),
        group("one", 0),
        group("two", 1, into=[tcp(80, ipv6_cidr_blocks=["::/0"])]),
        machine("one", "v0-app", ["one"]),
        machine("two", "v1-app", ["two"]),
    )

    assert told(made, "one", "two")[0] == verdict


def test_groups_are_known_behind_a_gateway_that_says_so() -> None:
    member = group("two", 1, into=[tcp(80, security_groups=[ref("aws_security_group.one")])])

    assert told(two(member), "one", "two")[0] == "no"
    assert told(two(member, hub={"security_group_referencing_support": "enable"}), "one", "two")[0] == "yes"


def test_gateways_peer_when_the_other_side_accepts() -> None:
    def far(*parts: Resources) -> Reachability:
        via = [{"transit_gateway_id": ref(f"{HUB}.{each}")} for each in ("hub", "far")]
        peer = ref(f"{HUB}_peering_attachment.x")

        def written(name: str, hub: str, cidr: str) -> Resources:
            table = ref(f"{HUB}.{hub}", "association_default_route_table_id")
            body = {
                "destination_cidr_block": cidr,
                "transit_gateway_route_table_id": table,
                "transit_gateway_attachment_id": peer,
            }
            return {f"{HUB}_route": {name: body}}

        return reachability(
            network(0, app="a"),
            network(1, region="us-west-2", app="a"),
            {HUB: {"hub": {}, "far": {"provider": "aws.us-west-2"}}},
            attached(0, "app"),
            attached(1, "app", transit_gateway_id=ref(f"{HUB}.far"), provider="aws.us-west-2"),
            {
                f"{HUB}_peering_attachment": {
                    "x": {"transit_gateway_id": ref(f"{HUB}.hub"), "peer_transit_gateway_id": ref(f"{HUB}.far")}
                }
            },
            written("there", "hub", "10.1.0.0/16"),
            written("back", "far", "10.0.0.0/16"),
            route("v0-app", "10.1.0.0/16", **via[0]),
            route("v1-app", "10.0.0.0/16", **via[1]),
            group("one", 0),
            group("two", 1, into=[tcp(80, cidr_blocks=["10.0.0.0/16"])]),
            machine("one", "v0-app", ["one"]),
            machine("two", "v1-app", ["two"]),
            *parts,
        )

    accepter = {
        f"{HUB}_peering_attachment_accepter": {
            "x": {"transit_gateway_attachment_id": ref(f"{HUB}_peering_attachment.x")}
        }
    }
    assert told(far(), "one", "two") == ("no", "carries nothing: nobody accepts it")
    assert told(far(accepter), "one", "two") == ("yes", "")


def vpn(*, static: bool, propagated: bool = True) -> Reachability:
    gateway = ref("aws_vpn_gateway.g")
    told_to = {
        "aws_vpn_gateway_route_propagation": {
            "p": {"vpn_gateway_id": gateway, "route_table_id": ref("aws_route_table.v0-app")}
        }
    }
    return reachability(
        network(0, app="a"),
        {"aws_vpn_gateway": {"g": {"vpc_id": ref("aws_vpc.v0")}}},
        {"aws_vpn_connection": {"c": {"vpn_gateway_id": gateway, "static_routes_only": static}}},
        {
            "aws_vpn_connection_route": {
                "r": {"vpn_connection_id": ref("aws_vpn_connection.c"), "destination_cidr_block": "192.168.0.0/16"}
            }
        }
        if static
        else {},
        told_to if propagated else {},
        group("one", 0, into=[tcp(80, cidr_blocks=["192.168.0.0/16"])]),
        machine("one", "v0-app", ["one"]),
    )


def test_a_vpn_leads_to_the_ranges_somebody_wrote_down() -> None:
    made = vpn(static=True)

    assert told(made, "one", "192.168.1.1") == ("yes", "")
    assert told(made, "192.168.1.1", "one") == ("yes", "")
    assert told(made, "192.168.1.1", "one", 81)[0] == "no"
    assert told(made, "172.16.0.1", "one") == ("no", "no VPN, Direct Connect or VPC of the JSON has it")
    assert told(vpn(static=True, propagated=False), "192.168.1.1", "one") == ("no", "has no route to 192.168.1.1")


def test_what_a_vpn_announces_is_not_known() -> None:
    assert told(vpn(static=False), "one", "192.168.1.1")[0] == "unknown"


def test_a_transit_gateway_has_vpns_too() -> None:
    connection = {"transit_gateway_id": ref(f"{HUB}.hub"), "static_routes_only": True}
    via = {"transit_gateway_id": ref(f"{HUB}.hub")}
    made = two(
        {"aws_vpn_connection": {"c": connection}},
        table_route(
            "192.168.0.0/16", transit_gateway_attachment_id=ref("aws_vpn_connection.c", "transit_gateway_attachment_id")
        ),
        route("v0-app", "192.168.0.0/16", **via),
        route("v1-app", "192.168.0.0/16", **via),
        group("two", 1, into=[tcp(80, cidr_blocks=["192.168.0.0/16"])]),
    )

    assert told(made, "one", "192.168.1.1") == ("yes", "")
    assert told(made, "192.168.1.1", "two") == ("yes", "")


def test_the_internet_is_shared_by_nat_and_not_by_a_gateway_alone() -> None:
    """A VPC's internet gateway serves nobody who came from elsewhere; NAT asks in its own name."""
    via = {"transit_gateway_id": ref(f"{HUB}.hub")}
    shared = [
        {"aws_internet_gateway": {"v1": {"vpc_id": ref("aws_vpc.v1")}}},
        table_route("0.0.0.0/0", transit_gateway_attachment_id=ref(f"{HUB}_vpc_attachment.v1")),
        route("v0-app", "0.0.0.0/0", **via),
        machine("one", "v0-app", ["one"], associate_public_ip_address=True),
    ]
    out = route("v1-door", "0.0.0.0/0", gateway_id=ref("aws_internet_gateway.v1"))
    nat = [
        {"aws_nat_gateway": {"n": {"subnet_id": ref("aws_subnet.v1-app")}}},
        route("v1-door", "0.0.0.0/0", nat_gateway_id=ref("aws_nat_gateway.n")),
        route("v1-app", "0.0.0.0/0", gateway_id=ref("aws_internet_gateway.v1")),
    ]

    assert told(two(*shared, out), "one", "internet", 443) == (
        "no",
        "serves net/aws_vpc.v1 only, and the sender is not there",
    )
    assert told(two(*shared, *nat), "one", "internet", 443) == ("yes", "")
