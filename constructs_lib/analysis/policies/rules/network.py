"""Networks: ranges that fit, ways that are open to nobody by accident, and a record of what went through."""

import json
from collections.abc import Iterator
from ipaddress import IPv4Network, IPv6Network, ip_network
from itertools import combinations
from typing import Final, cast

from constructs_lib.analysis.policies.blocks import NotKnown
from constructs_lib.analysis.policies.model import Resource
from constructs_lib.analysis.policies.rule import Fault, Faults, Names, expect, needs, rule

VPC: Final = "aws_vpc"
SUBNET: Final = "aws_subnet"


@rule(
    "vpc-flow-logs",
    on=VPC,
    why="Nobody can say afterwards who talked to whom.",
    fix="add aws_flow_log for the VPC, traffic_type ALL",
    names=Names(
        cis=("3.7",),
        pci=("10.2.1",),
        soc2=("CC7.2",),
        hipaa=("164.312(b)",),
        fsbp=("EC2.6",),
        checkov=("CKV2_AWS_11",),
    ),
)
def flow_logs(vpc: Resource) -> Faults:
    logs = vpc.users("aws_flow_log", "vpc_id")
    if not logs:
        yield Fault(what="the VPC's traffic is not logged")
    for each in logs:
        if each.get("traffic_type", "ALL") == "ACCEPT":
            yield Fault(what="the flow log leaves out what was refused", got="ACCEPT", allowed="ALL or REJECT")


@rule(
    "vpc-default-security-group",
    on=VPC,
    why="Whatever names no security group gets the default one, which lets all of its members talk.",
    fix="add aws_default_security_group without any rule",
    names=Names(cis=("5.5",), pci=("1.3.1",), soc2=("CC6.6",), fsbp=("EC2.2",), checkov=("CKV2_AWS_12",)),
)
def default_security_group(vpc: Resource) -> Faults:
    groups = vpc.users("aws_default_security_group", "vpc_id")
    if not groups:
        yield Fault(what="the VPC's default security group is left as AWS made it")
    for each in groups:
        for direction in ("ingress", "egress"):
            if each.raw(direction):
                yield Fault(what=f"the default security group has {direction} rules")


@rule(
    "subnet-public-addresses",
    on=SUBNET,
    why="Whatever starts there is on the internet, without anybody having said so.",
    fix="set map_public_ip_on_launch to false; give public addresses to what needs one",
    names=Names(pci=("1.4.4",), soc2=("CC6.6",), fsbp=("EC2.15",), checkov=("CKV_AWS_130",)),
)
def public_addresses(subnet: Resource) -> Faults:
    yield from expect(subnet, "map_public_ip_on_launch", False, default=False)


@rule(
    "subnet-in-vpc",
    on=SUBNET,
    why="AWS refuses a subnet outside its VPC at apply.",
    fix="choose a range inside the VPC's",
)
def in_vpc(subnet: Resource) -> Faults:
    vpc = subnet.target("vpc_id")
    own = _range(subnet)
    if vpc is None or own is None:
        return
    outer = [each for each in (_range(vpc), *_secondary(vpc)) if each is not None]
    if outer and not any(own.version == each.version and own.subnet_of(each) for each in outer):  # type: ignore[arg-type]
        yield Fault(what="the subnet is outside its VPC", got=str(own), allowed=", ".join(map(str, outer)))


def _range(resource: Resource) -> IPv4Network | IPv6Network | None:
    text = resource.get("cidr_block")
    return ip_network(text, strict=False) if text else None


def _secondary(vpc: Resource) -> Iterator[IPv4Network | IPv6Network | None]:
    for each in vpc.users("aws_vpc_ipv4_cidr_block_association", "vpc_id"):
        yield _range(each)


@rule(
    "subnet-overlap",
    on=VPC,
    why="AWS refuses the second of two overlapping subnets at apply.",
    fix="give each subnet a range of its own",
)
def overlap(vpc: Resource) -> Faults:
    ranges = [(each, _range(each)) for each in vpc.users(SUBNET, "vpc_id")]
    for (one, left), (other, right) in combinations(ranges, 2):
        if left is not None and right is not None and left.overlaps(right):
            yield Fault(what=f"{one.address} and {other.address} overlap", got=f"{left} and {right}")


@rule(
    "peering-auto-accept",
    on="aws_vpc_peering_connection",
    why="Only within one region and account can a peering be accepted by whoever asks for it; AWS refuses the rest.",
    fix="leave auto_accept out, and accept with aws_vpc_peering_connection_accepter at the other end",
)
def peering_auto_accept(peering: Resource) -> Faults:
    if not peering.on("auto_accept"):
        return
    for far in ("peer_region", "peer_owner_id"):
        if peering.raw(far) is not None and not (far == "peer_region" and peering.get(far) == peering.region):
            yield Fault(what=f"auto_accept does not work with {far}", got=str(peering.raw(far)))


@rule(
    "peering-accepted",
    on="aws_vpc_peering_connection",
    why="A peering that nobody accepts fails after a week, and every route over it with it.",
    fix="add aws_vpc_peering_connection_accepter with auto_accept, at the other end's provider; where somebody else "
    "accepts by hand, a check block about its accept_status",
)
def peering_accepted(peering: Resource) -> Faults:
    accepted = peering.users("aws_vpc_peering_connection_accepter", "vpc_peering_connection_id")
    if peering.on("auto_accept") or any(each.on("auto_accept") for each in accepted):
        return
    # then every plan says that it waits
    if f"{peering.address}.accept_status" not in json.dumps(peering.stack.document.get("check", {})):
        yield Fault(what="nobody accepts the peering")


@rule(
    "endpoint-s3-private-dns",
    on="aws_vpc_endpoint",
    why="S3's private names work beside a gateway endpoint only; AWS refuses the interface endpoint without one.",
    fix="add a gateway endpoint of S3 to the VPC, or set private_dns_enabled to false",
)
def endpoint_s3_private_dns(endpoint: Resource) -> Faults:
    service = str(endpoint.raw("service_name") or "")
    if endpoint.get("vpc_endpoint_type", "Gateway") != "Interface" or not service.endswith(".s3"):
        return
    inbound_only = endpoint.get("dns_options.private_dns_only_for_inbound_resolver_endpoint")
    if not endpoint.on("private_dns_enabled") or inbound_only is False:
        return
    gateways = [
        each
        for each in endpoint.stack.of("aws_vpc_endpoint")
        if each.get("vpc_endpoint_type", "Gateway") == "Gateway"
        and str(each.raw("service_name") or "").endswith(".s3")
        and each.raw("vpc_id") == endpoint.raw("vpc_id")
    ]
    if not gateways:
        yield Fault(what="private names of S3 without a gateway endpoint in the VPC", got=service)


@rule(
    "endpoint-one-subnet-per-zone",
    on="aws_vpc_endpoint",
    why="An interface endpoint takes one subnet a zone; AWS refuses a second one.",
    fix="name one subnet for each zone",
)
def endpoint_one_subnet_per_zone(endpoint: Resource) -> Faults:
    if endpoint.get("vpc_endpoint_type", "Gateway") != "Interface":
        return
    written = endpoint.raw("subnet_ids")
    seen: dict[str, str] = {}
    for each in cast("list[object]", written) if isinstance(written, list) else ():
        try:
            subnet = endpoint.stack.origin(each, "subnet_ids")
        except NotKnown:
            continue
        zone = subnet.raw("availability_zone") if subnet is not None else None
        if subnet is not None and isinstance(zone, str):
            if zone in seen:
                yield Fault(what=f"two subnets in {zone}", got=f"{seen[zone]} and {subnet.address}")
            seen[zone] = subnet.address


@rule(
    "vpn-preshared-key",
    on="aws_vpn_connection",
    why="A key that is written down is in the state, and in every copy of it, in the clear.",
    fix="leave the keys out: AWS makes them, and keeps them in Secrets Manager with preshared_key_storage",
    names=Names(pci=("8.6.2",), soc2=("CC6.1",)),
)
def vpn_preshared_key(connection: Resource) -> Faults:
    for each in ("tunnel1_preshared_key", "tunnel2_preshared_key"):
        if connection.raw(each) is not None:
            yield Fault(what=f"{each} is written down")


@rule(
    "route-target",
    on="aws_route",
    why="A route without a target, or with two, is refused at apply.",
    fix="name exactly one target",
)
def route_target(route: Resource) -> Faults:
    targets = [each for each in _TARGETS if route.raw(each) is not None]
    if len(targets) != 1:
        yield Fault(what="the route has no single target", got=", ".join(targets) or "none")


_TARGETS: Final = (
    "carrier_gateway_id",
    "core_network_arn",
    "egress_only_gateway_id",
    "gateway_id",
    "local_gateway_id",
    "nat_gateway_id",
    "network_interface_id",
    "transit_gateway_id",
    "vpc_endpoint_id",
    "vpc_peering_connection_id",
)


@rule(
    "route-peering-default",
    on="aws_route",
    why="A peering leads to the other network and no further; a default route over it loses everything else.",
    fix="name the other network's range",
    names=Names(pci=("1.3.2",), soc2=("CC6.6",), checkov=("CKV2_AWS_44",)),
)
def route_peering_default(route: Resource) -> Faults:
    ranges = [route.get(each) for each in ("destination_cidr_block", "destination_ipv6_cidr_block")]
    if route.raw("vpc_peering_connection_id") is not None and {"0.0.0.0/0", "::/0"} & set(ranges):
        yield Fault(what="everything is sent over a peering", got=", ".join(filter(None, ranges)))


@rule(
    "flow-log-destination",
    on="aws_flow_log",
    why="A log without a place to go to records nothing.",
    fix="set log_destination",
    names=Names(pci=("10.2.1",), soc2=("CC7.2",), hipaa=("164.312(b)",)),
)
def flow_log_destination(log: Resource) -> Faults:
    if log.raw("log_group_name") is None:
        yield from needs(log, "log_destination")
