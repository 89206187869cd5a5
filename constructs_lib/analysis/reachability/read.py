"""From the JSON of an estate to its network."""

from collections.abc import Iterable, Mapping

from constructs_lib.analysis.document import Document
from constructs_lib.analysis.reachability.identities import Identities
from constructs_lib.analysis.reachability.model import Match, Network
from constructs_lib.analysis.reachability.ranges import Range
from constructs_lib.analysis.reachability.read_doubts import doubts
from constructs_lib.analysis.reachability.read_endpoints import Endpoints
from constructs_lib.analysis.reachability.read_filters import Filters
from constructs_lib.analysis.reachability.read_gateways import Gateways
from constructs_lib.analysis.reachability.read_outsides import Outsides
from constructs_lib.analysis.reachability.read_tables import Tables, with_subnets
from constructs_lib.analysis.reachability.services import Services
from constructs_lib.analysis.terraform.estate import Estate


def network_of(documents: Mapping[str, Document]) -> Network:
    """The network that the stacks make together."""
    estate = Estate(documents)
    identities, services = Identities(estate), Services()
    filters = Filters(estate, identities, services)
    outsides = Outsides(estate, identities, filters)
    reader = Tables(estate, identities, filters, outsides)
    vpcs = reader.vpcs()
    tables, stray_routes = reader.tables(vpcs)
    edges = reader.edges(tables)
    subnets = reader.subnets(vpcs, tables, filters.acls(vpcs))
    vpcs = with_subnets(vpcs, subnets)
    groups, stray_rules = filters.groups(vpcs)
    gateways = Gateways(estate, identities, filters, outsides)
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
        outsides=outsides.all,
        service_endpoints=reader.service_endpoints(),
        services=services.addresses,
        endpoints=endpoints,
        stray_rules=stray_rules,
        stray_routes=stray_routes,
        edges=edges,
        cuts=_cuts(matches),
        doubts=tuple(doubts(estate)),
    )


def _cuts(matches: Iterable[Match]) -> tuple[Range, ...]:
    return tuple(dict.fromkeys(block for match in matches for block in match.ranges))
