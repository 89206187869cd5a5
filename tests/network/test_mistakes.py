"""The classic mistakes of networks: each is refused before a plan exists, with a message that says what to do."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pytest

from constructs_lib.account.config import AccountConfig
from constructs_lib.environment import Environment
from constructs_lib.estate import check_all
from constructs_lib.foundation.config import check
from constructs_lib.foundation.errors import ConfigError
from constructs_lib.network.acl.config import AclConfig
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.peering.config import PeeringConfig
from constructs_lib.network.peering.foreign_network import ForeignNetwork
from constructs_lib.network.peering.probing import ProbeConfig, TargetConfig
from constructs_lib.network.vpn_gateway.config import VpnGatewayConfig
from tests.analysis.policies.cases import both, found, one, provider
from tests.connected import AT_HUB, HUB, OFFICE, OFFICE_IPV6, TEST, TEST_NETWORK, TO_TOOLS, TOOLS_NETWORK, estate
from tests.network.peering.test_peering import HERE, THERE, group_of

Told = Callable[[], Iterable[object]]

PEERING, ACCEPTER = "aws_vpc_peering_connection", "aws_vpc_peering_connection_accepter"
OPTIONS, ENDPOINT, ACL = f"{PEERING}_options", "aws_vpc_endpoint", "aws_network_acl"
RESOLVE = {"allow_remote_vpc_dns_resolution": True}
SUBNETS = both(
    one("aws_subnet", "a", vpc_id="${aws_vpc.this.id}", cidr_block="10.0.0.0/23", availability_zone="us-east-1a"),
    one("aws_subnet", "b", vpc_id="${aws_vpc.this.id}", cidr_block="10.0.1.0/24", availability_zone="us-east-1a"),
    one("aws_vpc", cidr_block="10.0.0.0/16"),
)
S3 = {"vpc_endpoint_type": "Interface", "service_name": "com.amazonaws.us-east-1.s3", "vpc_id": "vpc-1"}
SQS = {"service_name": "com.amazonaws.us-east-1.sqs", "vpc_id": "vpc-1", "private_dns_enabled": True}
FOREIGN = ForeignNetwork(vpc_id="vpc-01234567", account_id="888888888888", region="us-east-1", cidrs=("10.70.0.0/16",))
TO_TOOLS_PEERED = PeeringConfig(component="tools", peer=HUB)
WEB = {"action": "allow", "cidr_block": "0.0.0.0/0", "from_port": 443, "to_port": 443}


def judged(rule: str, *documents: Any) -> Told:
    """What a policy says of resources in one stack."""
    return lambda: found(rule, both(provider(region="us-east-1"), *documents))


def alone(config: object) -> Told:
    """What is wrong with a config."""
    return lambda: check(config)


def together(*changes: tuple[object, object], more: Any = None) -> Told:
    """What is wrong with an estate of networks at hubs, once it is changed so."""
    return lambda: check_all(estate(*changes, more=more))


def peering(**inside: Any) -> Any:
    """A peering with another account, accepted there."""
    connection = one(PEERING, peer_owner_id="222222222222", **inside)
    return both(connection, one(ACCEPTER, vpc_peering_connection_id=f"${{{PEERING}.this.id}}", auto_accept=True))


def options(of: str = ACCEPTER, **halves: Any) -> Any:
    return one(OPTIONS, vpc_peering_connection_id=f"${{{of}.this.id}}", **halves)


def table(**inside: Any) -> Any:
    """A route table, with a route and a propagation that are resources of their own."""
    table_id = "${aws_route_table.this.id}"
    beside = (one(kind, route_table_id=table_id) for kind in ("aws_route", "aws_vpn_gateway_route_propagation"))
    return both(one("aws_route_table", **inside), *beside)


def security_group_of_another_region() -> Iterable[object]:
    """What a construct says that is asked for it."""
    try:
        group_of(HERE, THERE, "accepter")
    except ConfigError as refused:
        return refused.problems
    return ()


def crowded() -> Iterable[object]:
    """What is wrong with a network that has routes to everywhere."""
    peers = [
        replace(
            FOREIGN,
            vpc_id=f"vpc-{number:08x}",
            cidrs=tuple(f"172.{16 + number // 2}.{(number % 2) * 128 + each}.0/24" for each in range(50)),
        )
        for number in range(21)
    ]
    links = [PeeringConfig(component=f"peer-{number}", peer=peer) for number, peer in enumerate(peers)]
    return check_all([Environment(name="test", stacks={TEST: (AccountConfig(), TEST_NETWORK, *links)})])


MISTAKES: dict[str, tuple[Told, str]] = {
    "a peering that is accepted by whoever asks for it, in another account": (
        judged("peering-auto-accept", one(PEERING, auto_accept=True, peer_owner_id="222222222222")),
        "accept with aws_vpc_peering_connection_accepter at the other end",
    ),
    "a peering that is accepted by whoever asks for it, in another region": (
        judged("peering-auto-accept", one(PEERING, auto_accept=True, peer_region="us-west-2")),
        "accept with aws_vpc_peering_connection_accepter at the other end",
    ),
    "a peering that nobody accepts": (
        judged("peering-accepted", one(PEERING)),
        "add aws_vpc_peering_connection_accepter with auto_accept",
    ),
    "options of a peering that is not accepted yet": (
        judged("peering-options", peering(), options(PEERING, requester=RESOLVE)),
        "take the id of the aws_vpc_peering_connection_accepter",
    ),
    "options in the connection and beside it": (
        judged("peering-options", peering(requester=RESOLVE), options(requester=RESOLVE)),
        "leave requester out there",
    ),
    "both sides' options by one side": (
        judged("peering-options", peering(), options(requester=RESOLVE, accepter=RESOLVE)),
        "with that side's provider and the accepter's id",
    ),
    "routes in a table and beside it": (
        judged("route-table-inline", table(route=[{"cidr_block": "10.0.0.0/8"}])),
        "leave route and propagating_vgws out of the table",
    ),
    "gateways in a table and beside it": (
        judged("route-table-inline", table(propagating_vgws=["vgw-1"])),
        "leave route and propagating_vgws out of the table",
    ),
    "names that do not resolve, be it over a peering or at an endpoint": (
        judged("vpc-dns-names", one("aws_vpc")),
        "set enable_dns_support and enable_dns_hostnames to true",
    ),
    "a security group of another region in a rule": (
        security_group_of_another_region,
        "allow the ranges of its subnets instead: 10.2.0.0/16",
    ),
    "more routes than a table holds": (crowded, "name wider ranges in place of several"),
    "a peering whose routes no table of the other side has": (
        alone(replace(FOREIGN, deploy_role="network")),
        "name the route tables of its subnets",
    ),
    "a peering whose routes no table of this side has": (
        together((TO_TOOLS, replace(TO_TOOLS_PEERED, peer_tiers=("isolated",)))),
        "allowed  ('public', 'private')",
    ),
    "a peering that leads to the internet": (
        alone(replace(FOREIGN, cidrs=("0.0.0.0/0",))),
        "name the peer's own ranges; for a shared way out use a transit gateway",
    ),
    "a peering that leads on to what the peer is connected with": (
        together(
            (
                TO_TOOLS,
                replace(TO_TOOLS_PEERED, probe=ProbeConfig(targets=(TargetConfig(host="192.168.0.9", port=443),))),
            )
        ),
        "peer with the network it is in, or use a transit gateway",
    ),
    "a VPN of one network that another one is to use": (
        alone(replace(OFFICE, networks={"tools": HUB})),
        'leave them out, or write ends_at="transit_gateway"',
    ),
    "a peer that does not let this account read its contract": (
        together(
            (TO_TOOLS, replace(TO_TOOLS_PEERED, peer=replace(HUB, account=replace(HUB.account, contract_readers=()))))
        ),
        "add '111111111111' to contract_readers of the account 'tools'",
    ),
    "networks that overlap": (
        together((TEST_NETWORK, replace(TEST_NETWORK, cidr=TOOLS_NETWORK.cidr))),
        "networks that overlap can never be peered",
    ),
    "a VPC larger than AWS takes": (alone(replace(TEST_NETWORK, cidr="10.0.0.0/8")), "allowed  IPv4, /16 to /22"),
    "a VPC whose subnets would be smaller than AWS takes": (
        alone(replace(TEST_NETWORK, cidr="10.0.0.0/23")),
        "allowed  IPv4, /16 to /22",
    ),
    "a subnet outside of its VPC": (
        judged(
            "subnet-in-vpc",
            one("aws_vpc", cidr_block="10.0.0.0/16"),
            one("aws_subnet", vpc_id="${aws_vpc.this.id}", cidr_block="10.1.0.0/24"),
        ),
        "choose a range inside the VPC's",
    ),
    "subnets that overlap": (judged("subnet-overlap", SUBNETS), "give each subnet a range of its own"),
    "an ACL with a number twice": (
        judged("nacl-rule-number", one(ACL, ingress=[{"rule_no": 100}, {"rule_no": 100}])),
        "give each rule of a direction a number of its own",
    ),
    "an ACL rule for TCP without ports": (
        judged("nacl-ports", one(f"{ACL}_rule", protocol="tcp")),
        "set from_port and to_port",
    ),
    "an ACL that lets in who asks, and out nobody who answers": (
        judged("nacl-answers", one(ACL, ingress=[{"protocol": "tcp", "rule_no": 100, **WEB}])),
        "allow TCP in the other direction to ports 1024 to 65535",
    ),
    "an ACL with more rules than AWS takes": (alone(AclConfig(public_ports=(80, 443, 8443))), "allowed  at most 2"),
    "private names of S3 without a gateway endpoint": (
        judged("endpoint-s3-private-dns", one(ENDPOINT, private_dns_enabled=True, **S3)),
        "add a gateway endpoint of S3 to the VPC, or set private_dns_enabled to false",
    ),
    "an endpoint with two subnets in a zone": (
        judged(
            "endpoint-one-subnet-per-zone",
            SUBNETS,
            one(ENDPOINT, vpc_endpoint_type="Interface", subnet_ids=["${aws_subnet.a.id}", "${aws_subnet.b.id}"]),
        ),
        "name one subnet for each zone",
    ),
    "two endpoints of a VPC under one name": (
        # each of the two is told of the other
        lambda: found("endpoint-private-dns-once", both(one(ENDPOINT, "a", **SQS), one(ENDPOINT, "b", **SQS)))[:1],
        "keep one endpoint a service, or set private_dns_enabled to false at all but one",
    ),
    "a VPN's key in code, and so in the state": (
        judged("vpn-preshared-key", one("aws_vpn_connection", tunnel1_preshared_key="x")),
        "AWS makes them, and keeps them in Secrets Manager with preshared_key_storage",
    ),
    "a second VPN gateway of a network": (
        together(more={TEST: (VpnGatewayConfig(asn=64513),)}),
        "one config per domain and placement",
    ),
    "IPv6 through a VPN at a network's own gateway": (
        alone(replace(OFFICE, remote_cidrs=OFFICE_IPV6.remote_cidrs)),
        'write ends_at="transit_gateway" and the networks it is for',
    ),
    "IPv4 and IPv6 in the tunnels of one VPN": (
        alone(replace(AT_HUB, remote_cidrs=(*AT_HUB.remote_cidrs, *OFFICE_IPV6.remote_cidrs))),
        "write a VpnConfig for each",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_it_is_refused_and_the_message_says_what_to_do(mistake: str) -> None:
    told, fix = MISTAKES[mistake]
    said = [str(problem) for problem in told()]

    assert len(said) == 1, said
    assert fix in said[0]


def test_without_the_mistakes_nothing_is_refused() -> None:
    """Otherwise the table above could be about something else."""
    sound = (
        TEST_NETWORK,
        NetworkConfig(cidr="10.1.0.0/22", zones=("us-east-1a",)),
        OFFICE,
        AT_HUB,
        OFFICE_IPV6,
        FOREIGN,
    )

    assert [problem for config in sound for problem in check(config)] == []
    assert check_all(estate((TO_TOOLS, TO_TOOLS_PEERED))) == ()
    assert judged("peering-options", peering(), options(requester=RESOLVE))() == []
