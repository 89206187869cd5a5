"""Ways between networks: settings that two resources would fight over, and names that resolve on both sides."""

from typing import Final

from constructs_lib.analysis.policies.model import Resource
from constructs_lib.analysis.policies.rule import Fault, Faults, expect, rule

_ACCEPTER: Final = "aws_vpc_peering_connection_accepter"
_HALVES: Final = ("requester", "accepter")


@rule(
    "route-table-inline",
    on="aws_route_table",
    why="A table that lists its routes or gateways takes out those that other resources add, in turns, at every apply.",
    fix="leave route and propagating_vgws out of the table, and write each as a resource of its own",
)
def inline(table: Resource) -> Faults:
    for listed, beside in (("route", "aws_route"), ("propagating_vgws", "aws_vpn_gateway_route_propagation")):
        others = table.users(beside, "route_table_id")
        if table.raw(listed) and others:
            yield Fault(what=f"{listed} is in the table and beside it", got=", ".join(each.address for each in others))


@rule(
    "peering-options",
    on="aws_vpc_peering_connection_options",
    why="Each side may set its own half, once, and of an accepted peering; AWS refuses the rest, or both are set in turns.",
    fix="give each half an aws_vpc_peering_connection_options of its own, with that side's provider and the accepter's id",
)
def peering_options(options: Resource) -> Faults:
    end = options.target("vpc_peering_connection_id")
    if end is None:
        return
    accepter = end if end.type == _ACCEPTER else None
    connection = accepter.target("vpc_peering_connection_id") if accepter else end
    for each in filter(None, (accepter, connection)):
        for half in filter(each.raw, _HALVES):
            yield Fault(what=f"{each.address} sets {half} too", fix=f"leave {half} out there")
    if connection is None:
        return
    far = [each for each in ("peer_region", "peer_owner_id") if connection.raw(each) is not None]
    if far and all(map(options.raw, _HALVES)):
        yield Fault(what=f"sets both halves of a peering with {' and '.join(far)}")
    if accepter is None and connection.users(_ACCEPTER, "vpc_peering_connection_id"):
        yield Fault(what="does not wait until the peering is accepted", fix=f"take the id of the {_ACCEPTER}")


@rule(
    "vpc-dns-names",
    on="aws_vpc",
    why="Without both, private names of endpoints, zones and peers are refused, or resolve to public addresses.",
    fix="set enable_dns_support and enable_dns_hostnames to true",
)
def dns_names(vpc: Resource) -> Faults:
    yield from expect(vpc, "enable_dns_support", True, default=True)
    yield from expect(vpc, "enable_dns_hostnames", True, default=False)


@rule(
    "endpoint-private-dns-once",
    on="aws_vpc_endpoint",
    why="Two endpoints of one VPC cannot both answer to a service's name; AWS refuses the second.",
    fix="keep one endpoint a service, or set private_dns_enabled to false at all but one",
)
def private_dns_once(endpoint: Resource) -> Faults:
    if not endpoint.on("private_dns_enabled"):
        return
    where = (endpoint.raw("vpc_id"), endpoint.raw("service_name"))
    twins = [
        each.address
        for each in endpoint.stack.of("aws_vpc_endpoint")
        if each is not endpoint
        and each.on("private_dns_enabled")
        and (each.raw("vpc_id"), each.raw("service_name")) == where
    ]
    if twins:
        yield Fault(what=f"another endpoint has the private name of {where[1]}", got=", ".join(twins))
