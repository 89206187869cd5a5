"""What gateways, NAT, peerings and endpoints carry, each asked end to end."""

import pytest

from tests.analysis.reachability.networks import (
    asked,
    gateway,
    group,
    machine,
    network,
    over,
    peering,
    reachability,
    ref,
    route,
    simple,
    tcp,
    told,
)

NAT = {"aws_nat_gateway": {"nat": {"subnet_id": ref("aws_subnet.v0-public")}}}
TO_NAT = route("v0-private", "0.0.0.0/0", nat_gateway_id=ref("aws_nat_gateway.nat"))


def test_the_internet_reaches_what_has_an_address_a_gateway_a_route_and_a_rule() -> None:
    assert told(simple(), "internet", "web") == ("yes", "")
    assert told(simple(), "internet", "web", 81)[0] == "no"
    assert told(simple(), "internet", "db") == ("no", "has no public address")
    assert told(simple(machine("web", "v0-public", ["web"])), "internet", "web") == ("no", "has no public address")
    assert told(simple(machine("web", "v0-private", ["web"], associate_public_ip_address=True)), "internet", "web") == (
        "no",
        "has no route to 1.0.0.0",
    )


def test_nat_hides_who_asks_and_lets_answers_back() -> None:
    assert told(simple(), "db", "internet", 443) == ("no", "has no route to 1.0.0.0")
    answer = asked(simple(NAT, TO_NAT), "db", "internet", 443)

    assert answer.verdict == "yes"
    assert [hop.what for hop in answer.hops if hop.what == "NAT"] == ["NAT", "NAT"]
    private = {"aws_nat_gateway": {"nat": {"subnet_id": ref("aws_subnet.v0-public"), "connectivity_type": "private"}}}
    assert told(simple(private, TO_NAT), "db", "internet", 443) == ("no", "the sender has no public address")
    assert told(simple(TO_NAT), "db", "internet", 443)[0] == "unknown"


@pytest.mark.parametrize(
    ("check", "rules", "verdict"),
    [
        (False, [tcp(443, cidr_blocks=["10.0.0.0/16"])], "yes"),
        (True, [tcp(443, cidr_blocks=["10.0.0.0/16"])], "no"),
        (False, [tcp(443, cidr_blocks=["10.9.0.0/16"])], "no"),
    ],
)
def test_a_machine_is_nat_when_it_forwards_and_its_group_lets_in(
    check: bool, rules: list[object], verdict: str
) -> None:
    made = simple(
        group("nat", 0, into=rules),  # type: ignore[arg-type]
        machine("nat", "v0-public", ["nat"], associate_public_ip_address=True, source_dest_check=check),
        route("v0-private", "0.0.0.0/0", network_interface_id=ref("aws_instance.nat", "primary_network_interface_id")),
    )

    assert told(made, "db", "internet", 443)[0] == verdict


def peered(*parts: object, region: str = "us-east-1", accepted: bool = True, routes: bool = True, member: bool = False):
    who = {"security_groups": [ref("aws_security_group.web")]} if member else {"cidr_blocks": ["10.0.0.0/16"]}
    ways = [route("v0-public", "10.1.0.0/16", **over("p01")), route("v1-app", "10.0.0.0/16", **over("p01"))]
    return simple(
        network(1, region=region, app="a"),
        peering(0, 1, accepted=accepted),
        *(ways if routes else ways[:1]),
        group("far", 1, into=[tcp(80, **who)]),
        machine("far", "v1-app", ["far"]),
        *parts,  # type: ignore[arg-type]
    )


def test_a_peering_carries_both_ways_when_it_is_accepted_and_routed() -> None:
    assert told(peered(), "web", "far") == ("yes", "")
    assert told(peered(accepted=False), "web", "far") == ("no", "carries nothing: nobody accepts it")
    assert told(peered(routes=False), "web", "far") == ("no", "has no route to 10.0.0.0")


def test_a_group_is_known_across_a_peering_in_its_region_only() -> None:
    assert told(peered(member=True), "web", "far")[0] == "yes"
    assert told(peered(member=True, region="us-west-2"), "web", "far")[0] == "no"
    assert told(peered(region="us-west-2"), "web", "far")[0] == "yes"


def test_a_peering_leads_no_further_than_its_other_end() -> None:
    beyond = [
        network(2, app="a"),
        peering(1, 2),
        route("v0-public", "10.2.0.0/16", **over("p01")),
        route("v1-app", "10.2.0.0/16", **over("p12")),
        route("v2-app", "10.0.0.0/16", **over("p12")),
        group("third", 2, into=[tcp(80, cidr_blocks=["0.0.0.0/0"])]),
        machine("third", "v2-app", ["third"]),
    ]
    verdict, why = told(peered(*beyond), "web", "third")

    assert (verdict, "carries to net/aws_vpc.v1 only" in why) == ("no", True)


def test_a_gateway_endpoint_leads_to_its_service_only() -> None:
    service = "com.amazonaws.us-east-1.s3"
    made = simple(
        {"aws_vpc_endpoint": {"s3": {"vpc_id": ref("aws_vpc.v0"), "service_name": service}}},
        {
            "aws_vpc_endpoint_route_table_association": {
                "s3": {
                    "vpc_endpoint_id": ref("aws_vpc_endpoint.s3"),
                    "route_table_id": ref("aws_route_table.v0-private"),
                }
            }
        },
        group("out", 0, out=[tcp(443, prefix_list_ids=[ref("aws_vpc_endpoint.s3", "prefix_list_id")])]),
        machine("narrow", "v0-private", ["out"]),
    )

    assert told(made, "db", "aws:s3", 443) == ("yes", "")
    assert told(made, "narrow", "aws:s3", 443) == ("yes", "")
    assert told(made, "db", "aws:sqs", 443) == ("no", "has no route to an address AWS decides")


def test_a_service_answers_by_its_interface_endpoint() -> None:
    endpoint = {
        "vpc_id": ref("aws_vpc.v0"),
        "service_name": "com.amazonaws.us-east-1.sqs",
        "vpc_endpoint_type": "Interface",
        "private_dns_enabled": True,
        "subnet_ids": [ref("aws_subnet.v0-private")],
        "security_group_ids": [ref("aws_security_group.sqs")],
    }
    made = simple(
        group("sqs", 0, into=[tcp(443, cidr_blocks=["10.0.1.0/24"])]), {"aws_vpc_endpoint": {"sqs": endpoint}}
    )

    assert asked(made, "db", "aws:sqs", 443).verdict == "yes"
    assert told(made, "web", "aws:sqs", 443)[1].startswith("no rule lets")


def test_ipv6_leaves_by_its_own_gateways() -> None:
    made = reachability(
        network(0, ipv6=True, public="a", private="a"),
        gateway(0),
        {"aws_egress_only_internet_gateway": {"e": {"vpc_id": ref("aws_vpc.v0")}}},
        route("v0-public", "::/0", gateway_id=ref("aws_internet_gateway.v0")),
        route("v0-private", "::/0", egress_only_gateway_id=ref("aws_egress_only_internet_gateway.e")),
        group("open", 0, into=[tcp(443, ipv6_cidr_blocks=["::/0"])]),
        machine("in", "v0-private", ["open"]),
        machine("out", "v0-public", ["open"]),
    )

    assert told(made, "in", "internet", 443) == ("yes", "")
    assert told(made, "internet", "out", 443) == ("yes", "")
    assert asked(made, "internet", "in", 443).verdict == "no"


@pytest.mark.parametrize("target", ["carrier_gateway_id", "core_network_arn", "vpc_endpoint_id"])
def test_what_is_not_understood_is_not_guessed(target: str) -> None:
    assert told(simple(route("v0-private", "0.0.0.0/0", **{target: "x-1"})), "db", "internet", 443)[0] == "unknown"


@pytest.mark.parametrize("kind", ["GatewayLoadBalancer", "Resource"])
@pytest.mark.parametrize("argument", ["vpc_endpoint_id", "gateway_id"])
def test_what_an_endpoint_does_with_what_is_routed_to_it_is_not_guessed(argument: str, kind: str) -> None:
    endpoint = {"aws_vpc_endpoint": {"e": {"vpc_id": ref("aws_vpc.v0"), "vpc_endpoint_type": kind}}}
    made = simple(endpoint, route("v0-private", "0.0.0.0/0", **{argument: ref("aws_vpc_endpoint.e")}))

    assert told(made, "db", "internet", 443) == (
        "unknown",
        "what inspection endpoint net/aws_vpc_endpoint.e does with it is not known here",
    )


def edge(to: str = "", target: str = "network_interface_id") -> list[dict[str, dict[str, dict[str, str]]]]:
    """The internet gateway's own table, with a route of its own or none."""
    table = {"vpc_id": ref("aws_vpc.v0")}
    made = [
        {"aws_route_table": {"edge": table}},
        {
            "aws_route_table_association": {
                "edge": {
                    "gateway_id": ref("aws_internet_gateway.v0"),
                    "route_table_id": ref("aws_route_table.edge"),
                }
            }
        },
    ]
    return [*made, route("edge", to, **{target: "eni-1"})] if to else made


def test_what_comes_in_by_a_gateway_asks_the_gateways_own_table() -> None:
    why = "what it sends packets through on their way in is not known here"
    gone = edge()[1]["aws_route_table_association"]["edge"] | {"route_table_id": "rtb-1"}

    assert told(simple(*edge()), "internet", "web") == ("yes", "")
    assert told(simple(*edge("10.0.1.0/24")), "internet", "web") == ("yes", "")
    assert told(simple(*edge("10.0.0.0/24")), "internet", "web") == ("unknown", why)
    assert told(simple(*edge("10.0.0.0/16", "vpc_endpoint_id")), "internet", "web") == ("unknown", why)
    assert told(simple({"aws_route_table_association": {"edge": gone}}), "internet", "web")[0] == "unknown"


def test_answers_from_the_internet_come_in_by_the_gateway_too() -> None:
    assert told(simple(*edge("10.0.1.0/24"), NAT, TO_NAT), "db", "internet", 443) == ("yes", "")
    assert told(simple(*edge("10.0.0.0/24"), NAT, TO_NAT), "db", "internet", 443)[0] == "unknown"
    assert told(simple(*edge("10.0.0.0/24")), "web", "internet", 443)[0] == "unknown"


def test_a_vpn_gateways_own_table_is_asked_too() -> None:
    gateway_ = ref("aws_vpn_gateway.g")
    vpn = [
        {"aws_vpn_gateway": {"g": {"vpc_id": ref("aws_vpc.v0")}}},
        {"aws_vpn_connection": {"c": {"vpn_gateway_id": gateway_, "static_routes_only": True}}},
        {
            "aws_vpn_connection_route": {
                "r": {"vpn_connection_id": ref("aws_vpn_connection.c"), "destination_cidr_block": "192.168.0.0/16"}
            }
        },
        route("v0-public", "192.168.0.0/16", gateway_id=gateway_),
    ]
    through = [
        {"aws_route_table": {"edge": {"vpc_id": ref("aws_vpc.v0")}}},
        {
            "aws_route_table_association": {
                "edge": {"gateway_id": gateway_, "route_table_id": ref("aws_route_table.edge")}
            }
        },
        route("edge", "10.0.0.0/24", network_interface_id="eni-1"),
    ]

    assert told(simple(*vpn), "192.168.1.1", "web") == ("yes", "")
    assert told(simple(*vpn, *through), "192.168.1.1", "web")[0] == "unknown"
    assert told(simple(*vpn, *through), "web", "192.168.1.1")[0] == "unknown"


def test_public_access_that_is_blocked_leaves_a_doubt_about_the_internet_alone() -> None:
    def blocked(mode: str) -> dict[str, dict[str, dict[str, str]]]:
        body = {"internet_gateway_block_mode": mode, "provider": "aws.us-east-1"}
        return {"aws_vpc_block_public_access_options": {"x": body}}

    made = simple(blocked("block-ingress"), NAT, TO_NAT)
    assert told(made, "internet", "web")[0] == told(made, "db", "internet", 443)[0] == "unknown"
    assert told(made, "internet", "db") == ("no", "has no public address")
    assert told(made, "web", "db") == ("yes", "")
    assert told(simple(blocked("off")), "internet", "web") == ("yes", "")


def test_an_accelerator_brings_the_internet_to_what_has_no_public_address() -> None:
    group_ = {"endpoint_configuration": [{"endpoint_id": ref("aws_instance.db")}]}
    made = simple({"aws_globalaccelerator_endpoint_group": {"x": group_}})

    assert told(made, "internet", "db") == ("unknown", "what it brings from the internet is not known here")
    assert told(made, "internet", "web") == ("yes", "")
