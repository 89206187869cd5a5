"""What leads out of a VPC: NAT, peering, transit gateways."""

from collections.abc import Iterator

from constructs_lib.analysis.reachability.identities import MAIN_TABLE, Identities, why_unknown
from constructs_lib.analysis.reachability.model import (
    Attachment,
    Match,
    Nat,
    Peering,
    Route,
    Table,
    TransitGateway,
    Vpc,
)
from constructs_lib.analysis.reachability.read_filters import Filters
from constructs_lib.analysis.reachability.read_outsides import Outsides
from constructs_lib.analysis.terraform.estate import Block, Estate

_NO = (False, "false", "disable")


class Gateways:
    """Reads what connects networks."""

    def __init__(self, estate: Estate, identities: Identities, filters: Filters, outsides: Outsides) -> None:
        self.estate = estate
        self.of = identities
        self.filters = filters
        self.outsides = outsides

    def nats(self) -> dict[str, Nat]:
        """NAT gateways by their addresses. Machines that forward are endpoints, and found as those."""
        return {
            block.address: Nat(
                address=block.address,
                subnet=self.of.of(block.get("subnet_id")),
                public=block.text("connectivity_type", "public") == "public",
            )
            for block in self.estate.of("aws_nat_gateway")
        }

    def peerings(self) -> dict[str, Peering]:
        """Peering connections. One that nobody accepts carries nothing."""
        accepted = {
            self.of.of(block.get("vpc_peering_connection_id"))
            for block in self.estate.of("aws_vpc_peering_connection_accepter")
            if block.get("auto_accept") in (True, "true")
        }
        found: dict[str, Peering] = {}
        for block in self.estate.of("aws_vpc_peering_connection"):
            ends = (block.get("vpc_id"), block.get("peer_vpc_id"))
            by_itself = block.get("auto_accept") in (True, "true")
            broken = "" if by_itself or block.address in accepted else "nobody accepts it"
            if by_itself and self._abroad(block):
                broken = "auto_accept works within one account and region only"
            found[block.address] = Peering(
                address=block.address,
                ends=(self.of.of(ends[0]), self.of.of(ends[1])),
                broken=broken,
                unknown=why_unknown(list(ends)),
            )
        return found

    def gateways(self) -> dict[str, TransitGateway]:
        """Transit gateways by their addresses."""
        return {
            block.address: TransitGateway(
                block.address, block.text("security_group_referencing_support", "disable") == "enable"
            )
            for block in self.estate.of("aws_ec2_transit_gateway")
        }

    def attachments(self) -> dict[str, Attachment]:
        """Everything that hangs on a transit gateway, with the table that routes what comes from it."""
        tables = {
            self.of.of(block.get("transit_gateway_attachment_id")): self.of.of(
                block.get("transit_gateway_route_table_id")
            )
            for block in self.estate.of("aws_ec2_transit_gateway_route_table_association")
        }
        accepters = {
            self.of.block(block): block
            for block in self.estate.of(
                "aws_ec2_transit_gateway_peering_attachment_accepter", "aws_ec2_transit_gateway_vpc_attachment_accepter"
            )
        }
        found: dict[str, Attachment] = {}
        for block in self.estate.of("aws_ec2_transit_gateway_vpc_attachment"):
            gateway = self.of.of(block.get("transit_gateway_id"))
            asked = accepters.get(block.address, block)
            default = self._default(gateway, asked, "association")
            found[block.address] = Attachment(
                address=block.address,
                gateway=gateway,
                kind="vpc",
                other=self.of.of(block.get("vpc_id")),
                subnets=self.of.each(block.items("subnet_ids")),
                table=tables.get(block.address, default),
                group_references=block.text("security_group_referencing_support", "enable") == "enable",
                ipv6=block.text("ipv6_support", "disable") == "enable",
                broken=self._not_shared(block, gateway, block.address in accepters),
            )
        for block in self.estate.of("aws_ec2_transit_gateway_peering_attachment"):
            here, there = (self.of.of(block.get(f"{side}transit_gateway_id")) for side in ("", "peer_"))
            broken = "" if block.address in accepters else "nobody accepts it"
            for side, other in ((here, there), (there, here)):
                # one attachment, with an end and a table on each side; tables belong to one of the gateways
                table = self._table_of(side, block.address) or self._default(side, block, "association")
                key = block.address if side == here else f"{block.address}#accepter"
                found[key] = Attachment(
                    address=block.address, gateway=side, kind="peering", other=other, table=table, broken=broken
                )
        for outside in self.outsides.all:
            hub = self.estate.at(outside.gateway)
            if hub is not None and hub.kind == "aws_ec2_transit_gateway":
                block = self.estate.at(outside.address) or hub
                table = self._table_of(outside.gateway, outside.address)
                table = table or self._default(outside.gateway, block, "association")
                # a Direct Connect gateway may hang on several
                key = outside.address if outside.address not in found else f"{outside.address}#{outside.gateway}"
                found[key] = Attachment(address=outside.address, gateway=outside.gateway, kind="outside", table=table)
        return found

    def transit_tables(self, attachments: dict[str, Attachment], vpcs: dict[str, Vpc]) -> dict[str, Table]:
        """The route tables of transit gateways: written routes, and ranges of what propagates into them."""
        routes: dict[str, list[Route]] = {}
        for block in self.estate.of("aws_ec2_transit_gateway_route_table"):
            routes.setdefault(block.address, [])
        for gateway in self.gateways():
            routes.setdefault(f"{gateway}{MAIN_TABLE}", [])
        for block in self.estate.of("aws_ec2_transit_gateway_route", "aws_ec2_transit_gateway_prefix_list_reference"):
            listed = block.get("prefix_list_id")
            match = (
                self.filters.prefix_list(listed) if listed else self.filters.ranges(block.get("destination_cidr_block"))
            )
            dropped = block.get("blackhole") in (True, "true")
            target = "" if dropped else self.of.of(block.get("transit_gateway_attachment_id"))
            table = self.of.of(block.get("transit_gateway_route_table_id"))
            kind = "blackhole" if dropped else "attachment"
            routes.setdefault(table, []).append(Route(block.address, match, kind, target))
        for table, attachment, address in self._propagations(attachments):
            for match in self._announced(attachment, vpcs):
                routes.setdefault(table, []).append(
                    Route(address, match, "attachment", attachment.address, propagated=True)
                )
        return {address: Table(address, tuple(own)) for address, own in routes.items()}

    def _propagations(self, attachments: dict[str, Attachment]) -> Iterator[tuple[str, Attachment, str]]:
        """Which attachment tells which table its ranges, and which resource says so."""
        for block in self.estate.of("aws_ec2_transit_gateway_route_table_propagation"):
            named = self.of.of(block.get("transit_gateway_attachment_id"))
            table = self.of.of(block.get("transit_gateway_route_table_id"))
            ends = [each for each in attachments.values() if each.address == named]
            own = [each for each in ends if self._belongs(table, each.gateway)]
            yield from ((table, each, block.address) for each in own or ends)
        for attachment in attachments.values():
            # a peering never propagates: its routes are written
            block = None if attachment.kind == "peering" else self.estate.at(attachment.address)
            table = self._default(attachment.gateway, block, "propagation") if block else ""
            if table:
                yield table, attachment, attachment.address

    def _announced(self, attachment: Attachment, vpcs: dict[str, Vpc]) -> Iterator[Match]:
        if attachment.kind == "vpc" and attachment.other in vpcs:
            yield from (Match((block,)) for block in vpcs[attachment.other].ranges)
        elif attachment.kind == "outside":
            ends = (attachment.address, attachment.gateway)
            outside = next(each for each in self.outsides.all if (each.address, each.gateway) == ends)
            yield Match(outside.ranges, unknown=outside.unknown)
        else:
            yield Match(unknown=f"the ranges of {attachment.other or attachment.address} are not in the JSON")

    def _default(self, gateway: str, block: Block, what: str) -> str:
        """The gateway's default table, unless the gateway or the attachment says it is not for this."""
        hub = self.estate.at(gateway)
        if hub is None:
            return ""
        refused = hub.get(f"default_route_table_{what}") in _NO
        refused = refused or block.get(f"transit_gateway_default_route_table_{what}") in _NO
        return "" if refused else f"{gateway}{MAIN_TABLE}"

    def _table_of(self, gateway: str, attachment: str) -> str:
        """The table of that gateway which an attachment with two ends is associated with."""
        for block in self.estate.of("aws_ec2_transit_gateway_route_table_association"):
            table = self.of.of(block.get("transit_gateway_route_table_id"))
            named = self.of.of(block.get("transit_gateway_attachment_id"))
            if named == attachment and self._belongs(table, gateway):
                return table
        return ""

    def _belongs(self, table: str, gateway: str) -> bool:
        made = self.estate.at(table)
        return table == f"{gateway}{MAIN_TABLE}" or (
            made is not None and self.of.of(made.get("transit_gateway_id")) == gateway
        )

    def _not_shared(self, block: Block, gateway: str, accepted: bool) -> str:  # noqa: FBT001
        """Another account's attachment waits until the gateway's owner takes it."""
        hub = self.estate.at(gateway)
        if hub is None or accepted or hub.text("auto_accept_shared_attachments", "disable") == "enable":
            return ""
        foreign = hub.place.account and block.place.account and hub.place.account != block.place.account
        return "the gateway's owner does not accept it" if foreign else ""

    def _abroad(self, block: Block) -> bool:
        owner, region = block.text("peer_owner_id"), block.text("peer_region")
        here = block.place
        return bool((region and region != here.region) or (owner and here.account and owner != here.account))
