"""VPCs, subnets and their route tables."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from constructs_lib.analysis.reachability.identities import DEFAULT_ACL, MAIN_TABLE, Identities, why_unknown
from constructs_lib.analysis.reachability.model import Acl, Match, Route, Subnet, Table, Vpc
from constructs_lib.analysis.reachability.ranges import Range, parse_range
from constructs_lib.analysis.reachability.read_filters import Filters
from constructs_lib.analysis.reachability.read_outsides import Outsides
from constructs_lib.analysis.reachability.services import short_name
from constructs_lib.analysis.terraform.estate import Block, Estate
from constructs_lib.analysis.terraform.values import Unknown

_WRITTEN: Final = 2
_INSPECTION: Final = "inspection endpoint"
_TARGETS: Final = {
    "gateway_id": "gateway",
    "nat_gateway_id": "NAT",
    "egress_only_gateway_id": "egress-only gateway",
    "vpc_peering_connection_id": "peering",
    "transit_gateway_id": "transit gateway",
    "network_interface_id": "interface",
    "instance_id": "interface",
    "vpc_endpoint_id": _INSPECTION,
    "carrier_gateway_id": "carrier gateway",
    "local_gateway_id": "local gateway",
    "core_network_arn": "core network",
}
_HAVE_IPV6: Final = ("aws_vpc", "aws_vpc_ipv6_cidr_block_association")
_GENERATED: Final = "assign_generated_ipv6_cidr_block"
_GATEWAYS: Final = {
    "aws_internet_gateway": "internet gateway",
    "aws_vpn_gateway": "VPN gateway",
    "aws_egress_only_internet_gateway": "egress-only gateway",
    "aws_vpc_endpoint": "endpoint",
}


class Tables:
    """Reads where packets go inside a VPC, and by which doors they leave."""

    def __init__(self, estate: Estate, identities: Identities, filters: Filters, outsides: Outsides) -> None:
        self.estate = estate
        self.of = identities
        self.filters = filters
        self.outsides = outsides
        # what AWS gives is known to be somewhere of its own: a range stands for it that nobody else has
        given = [block.address for block in estate.of(*_HAVE_IPV6) if block.get(_GENERATED) in (True, "true")]
        self._given = {address: f"2001:db8:{index:x}::/56" for index, address in enumerate(given)}
        for kind in _HAVE_IPV6:
            estate.computed[kind, "ipv6_cidr_block"] = self._ipv6

    def _ipv6(self, block: Block) -> object:
        return self._given.get(block.address) or Unknown(f"{block.address} has no IPv6 range in the JSON")

    def vpcs(self) -> dict[str, Vpc]:
        """Every VPC by its address, without its subnets."""
        extra: dict[str, list[object]] = {}
        for block in self.estate.of("aws_vpc_ipv4_cidr_block_association"):
            extra.setdefault(self.of.of(block.get("vpc_id")), []).append(block.get("cidr_block"))
        for block in self.estate.of("aws_vpc_ipv6_cidr_block_association"):
            added = self._given.get(block.address) or block.get("ipv6_cidr_block")
            extra.setdefault(self.of.of(block.get("vpc_id")), []).append(added)
        doors = {
            (self.of.of(block.get("vpc_id")), block.kind.removesuffix("_attachment")): self.of.block(block)
            for block in self.estate.of(
                "aws_internet_gateway",
                "aws_internet_gateway_attachment",
                "aws_vpn_gateway",
                "aws_vpn_gateway_attachment",
            )
        }
        blocked = {
            block.place: block.address
            for block in self.estate.of("aws_vpc_block_public_access_options")
            if block.text("internet_gateway_block_mode") != "off"
        }
        found: dict[str, Vpc] = {}
        for block in self.estate.of("aws_vpc"):
            vpc = block.address
            own = [block.get("cidr_block"), *extra.get(vpc, [])]
            own.append(self._given.get(vpc))
            found[vpc] = Vpc(
                address=vpc,
                path=block.path,
                place=block.place,
                ranges=_known([*own, block.get("ipv6_cidr_block")]),
                internet_gateway=doors.get((vpc, "aws_internet_gateway"), ""),
                internet_doubt=blocked.get(block.place, ""),
                vpn_gateway=doors.get((vpc, "aws_vpn_gateway"), ""),
                private_services=self._private_services(vpc),
            )
        return found

    def subnets(
        self, vpcs: Mapping[str, Vpc], tables: Mapping[str, Table], acls: tuple[dict[str, Acl], dict[str, str]]
    ) -> dict[str, Subnet]:
        """Every subnet by its address, with its route table and network ACL."""
        by_address, of_subnet = acls
        mains = {self.of.of(block.get("vpc_id")): block for block in self.estate.of("aws_main_route_table_association")}
        chosen = {
            self.of.of(block.get("subnet_id")): self.of.of(block.get("route_table_id"))
            for block in self.estate.of("aws_route_table_association")
            if block.get("subnet_id") is not None
        }
        found: dict[str, Subnet] = {}
        for block in self.estate.of("aws_subnet"):
            vpc = self.of.of(block.get("vpc_id"))
            main = self.of.of(mains[vpc].get("route_table_id")) if vpc in mains else f"{vpc}{MAIN_TABLE}"
            table, acl = chosen.get(block.address, main), of_subnet.get(block.address, f"{vpc}{DEFAULT_ACL}")
            own = [block.get("cidr_block"), block.get("ipv6_cidr_block")]
            doubts = [why_unknown(own)]
            doubts += [] if vpc in vpcs else [f"the VPC of {block.address} is not in the JSON"]
            doubts += [] if table in tables else [f"the route table of {block.address} is not in the JSON"]
            doubts += [] if acl in by_address else [f"the network ACL of {block.address} is not in the JSON"]
            found[block.address] = Subnet(
                address=block.address,
                path=block.path,
                vpc=vpc,
                zone=block.text("availability_zone") or block.text("availability_zone_id"),
                ranges=_known(own),
                table=tables.get(table, Table(table, ())),
                acl=by_address.get(acl, Acl(acl, (), ())),
                public_addresses=block.get("map_public_ip_on_launch") in (True, "true"),
                unknown=next((why for why in doubts if why), ""),
            )
        return found

    def tables(self, vpcs: Mapping[str, Vpc]) -> tuple[dict[str, Table], tuple[Route, ...]]:
        """Every route table by its address, and the routes of those that cannot be told."""
        routes: dict[str, list[Route]] = {}
        homes = {f"{vpc}{MAIN_TABLE}": vpc for vpc in vpcs}
        told: dict[str, list[str]] = {}
        for block in self.estate.of("aws_route_table", "aws_default_route_table"):
            address = self.of.block(block)
            homes.setdefault(address, self.of.of(block.get("vpc_id")))
            for index, entry in enumerate(block.blocks("route")):
                routes.setdefault(address, []).append(self._route(f"{block.address}.route[{index}]", entry))
            told[address] = list(self.of.each(block.items("propagating_vgws")))
        for block in self.estate.of("aws_route"):
            entry = {key.replace("destination_", ""): block.get(key) for key in block.body if key != "//"}
            entry["destination_prefix_list_id"] = block.get("destination_prefix_list_id")
            routes.setdefault(self.of.of(block.get("route_table_id")), []).append(self._route(block.address, entry))
        for block in self.estate.of("aws_vpn_gateway_route_propagation"):
            told.setdefault(self.of.of(block.get("route_table_id")), []).append(self.of.of(block.get("vpn_gateway_id")))
        for table, route in self._service_routes():
            routes.setdefault(table, []).append(route)
        for table, gateways in told.items():
            routes.setdefault(table, []).extend(route for each in gateways for route in self.outsides.told_by(each))
        for block in self.estate.of("aws_vpc_route_server_propagation"):
            announced = Match(unknown="its routes are announced at run time, and may be about anything")
            route = Route(block.address, announced, "unknown", announced.unknown)
            routes.setdefault(self.of.of(block.get("route_table_id")), []).append(route)
        found = {
            table: Table(table, _with_local(table, vpcs.get(vpc), routes.get(table, [])))
            for table, vpc in homes.items()
        }
        return found, tuple(route for table, own in routes.items() if table not in homes for route in own)

    def edges(self, tables: Mapping[str, Table]) -> dict[str, Table]:
        """Gateway → the table for what comes in by it."""
        found: dict[str, Table] = {}
        for block in self.estate.of("aws_route_table_association"):
            if gateway := self.of.of(block.get("gateway_id")):
                table = self.of.of(block.get("route_table_id"))
                gone = Route(
                    block.address, Match(unknown=f"route table {table or 'of it'} is not in the JSON"), "unknown"
                )
                found[gateway] = tables.get(table, Table(table, (gone,)))
        return found

    def service_endpoints(self) -> dict[str, tuple[str, str]]:
        """Gateway endpoint → its VPC and its service."""
        return {
            block.address: (self.of.of(block.get("vpc_id")), block.text("service_name"))
            for block in self.estate.of("aws_vpc_endpoint")
            if block.text("vpc_endpoint_type", "Gateway") == "Gateway"
        }

    def _private_services(self, vpc: str) -> dict[str, str]:
        named = {
            self.of.of(block.get("vpc_endpoint_id"))
            for block in self.estate.of("aws_vpc_endpoint_private_dns")
            if block.get("private_dns_enabled") in (True, "true")
        }
        return {
            short_name(block.text("service_name")): block.address
            for block in self.estate.of("aws_vpc_endpoint")
            if block.text("vpc_endpoint_type") == "Interface"
            and self.of.of(block.get("vpc_id")) == vpc
            and (block.get("private_dns_enabled") in (True, "true") or block.address in named)
        }

    def _service_routes(self) -> Iterator[tuple[str, Route]]:
        """A gateway endpoint is a route in every table it is associated with."""
        for endpoint in self.service_endpoints():
            block = self.estate.at(endpoint)
            if block is not None:
                match = Match((self.filters.services.range_of(block.text("service_name")),))
                for table in self.of.each(block.items("route_table_ids")):
                    yield table, Route(block.address, match, "endpoint", endpoint)
        for block in self.estate.of("aws_vpc_endpoint_route_table_association"):
            endpoint = self.estate.at(self.of.of(block.get("vpc_endpoint_id")))
            if endpoint is not None:
                match = Match((self.filters.services.range_of(endpoint.text("service_name")),))
                yield (
                    self.of.of(block.get("route_table_id")),
                    Route(block.address, match, "endpoint", endpoint.address),
                )

    def _route(self, address: str, entry: Mapping[str, object]) -> Route:
        prefixes = entry.get("destination_prefix_list_id")
        listed = prefixes not in (None, "")
        if listed:
            match = self.filters.prefix_list(prefixes)
        else:
            match = self.filters.ranges(entry.get("cidr_block"), entry.get("ipv6_cidr_block"))
        for key, kind in _TARGETS.items():
            value = entry.get(key)
            if value in (None, ""):
                continue
            if why := why_unknown(value):
                return Route(address, match, "unknown", why, listed=listed)
            target = self.of.of(value)
            if target == "local":
                return Route(address, match, "local")
            block = self.estate.at(target)
            found = _GATEWAYS.get(block.kind if block else "", kind)
            if block and found == "endpoint" and block.text("vpc_endpoint_type", "Gateway") != "Gateway":
                found = _INSPECTION
            return Route(address, match, found, target, listed=listed)
        return Route(address, match, "unknown", "the JSON does not say where it leads", listed=listed)


def _with_local(table: str, vpc: Vpc | None, written: list[Route]) -> tuple[Route, ...]:
    """A table's routes, those of its VPC's ranges first unless somebody wrote other ones for the very same ranges."""
    replaced = {block for route in written if route.precedence == _WRITTEN for block in route.match.ranges}
    ranges = [block for block in vpc.ranges if block not in replaced] if vpc else []
    return (*(Route(f"{table} (local)", Match((block,)), "local") for block in ranges), *written)


def _known(values: list[object]) -> tuple[Range, ...]:
    found = [parse_range(value) for value in values if isinstance(value, str)]
    return tuple(dict.fromkeys(block for block in found if block))


def with_subnets(vpcs: Mapping[str, Vpc], subnets: Mapping[str, Subnet]) -> dict[str, Vpc]:
    """The VPCs, each with its subnets."""
    return {
        address: replace(vpc, subnets=tuple(each for each in subnets.values() if each.vpc == address))
        for address, vpc in vpcs.items()
    }
