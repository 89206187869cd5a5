"""From the JSON of an estate to its network."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from constructs_lib.analysis.document import Document
from constructs_lib.analysis.reachability.identities import Identities
from constructs_lib.analysis.reachability.model import Match, Network
from constructs_lib.analysis.reachability.ranges import Range
from constructs_lib.analysis.reachability.read_endpoints import Endpoints
from constructs_lib.analysis.reachability.read_filters import Filters
from constructs_lib.analysis.reachability.read_gateways import Gateways
from constructs_lib.analysis.reachability.read_tables import Tables, with_subnets
from constructs_lib.analysis.reachability.services import Services
from constructs_lib.analysis.terraform.estate import Estate

NETWORK_KINDS: Final = (
    *("aws_vpc", "aws_subnet", "aws_route_table", "aws_route", "aws_route_table_association", "aws_network_acl"),
    *("aws_network_acl_rule", "aws_security_group", "aws_vpc_security_group_ingress_rule", "aws_nat_gateway"),
    *("aws_vpc_security_group_egress_rule", "aws_security_group_rule", "aws_vpc_peering_connection"),
    *("aws_ec2_transit_gateway_route", "aws_ec2_transit_gateway_vpc_attachment"),
)
"""What must stand in the JSON once for each thing there will be."""


def network_of(documents: Mapping[str, Document]) -> Network:
    """The network that the stacks make together."""
    estate = Estate(documents)
    identities, services = Identities(estate), Services()
    filters = Filters(estate, identities, services)
    reader = Tables(estate, identities, filters)
    vpcs = reader.vpcs()
    tables, stray_routes = reader.tables(vpcs)
    subnets = reader.subnets(vpcs, tables, filters.acls(vpcs))
    vpcs = with_subnets(vpcs, subnets)
    groups, stray_rules = filters.groups(vpcs)
    gateways = Gateways(estate, identities, filters)
    attachments = gateways.attachments()
    transit_tables = gateways.transit_tables(attachments, vpcs)
    seated = Endpoints(estate, identities, subnets)
    endpoints = seated.all()
    matches = [
        *(rule.match for group in groups.values() for rule in (*group.ingress, *group.egress)),
        *(rule.match for subnet in subnets.values() for rule in (*subnet.acl.ingress, *subnet.acl.egress)),
        *(route.match for table in (*tables.values(), *transit_tables.values()) for route in table.routes),
    ]
    return Network(
        vpcs=vpcs,
        subnets=subnets,
        groups=groups,
        nats=gateways.nats() | seated.nat_instances,
        peerings=gateways.peerings(),
        gateways=gateways.gateways(),
        attachments=attachments,
        transit_tables=transit_tables,
        outsides=gateways.outsides(),
        service_endpoints=reader.service_endpoints(),
        services=services.addresses,
        endpoints=endpoints,
        stray_rules=stray_rules,
        stray_routes=stray_routes,
        cuts=_cuts(matches),
        doubts=tuple(_doubts(estate)),
    )


def _cuts(matches: Iterable[Match]) -> tuple[Range, ...]:
    return tuple(dict.fromkeys(block for match in matches for block in match.ranges))


def _doubts(estate: Estate) -> Iterator[str]:
    """What no reader of the JSON can tell: how many there will be of what is written once."""
    for block in estate.of(*NETWORK_KINDS):
        if "for_each" in block.body or block.body.get("count", 1) != 1:
            yield f"{block.address} stands for several, as many as its count or for_each says at the apply"
