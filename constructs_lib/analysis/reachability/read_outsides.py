"""Networks that are not in AWS: what leads to them, and what the JSON tells of their ranges."""

from collections.abc import Iterator
from functools import cached_property
from typing import Final

from constructs_lib.analysis.reachability.identities import Identities
from constructs_lib.analysis.reachability.kinds import WAYS_IN
from constructs_lib.analysis.reachability.model import Match, Outside, Route
from constructs_lib.analysis.reachability.ranges import Range
from constructs_lib.analysis.reachability.read_filters import Filters
from constructs_lib.analysis.terraform.estate import Block, Estate

_CONNECTIONS: Final = {
    "aws_vpn_connection": "",
    "aws_dx_gateway_association": "dx_gateway_id",
    "aws_dx_gateway_association_proposal": "dx_gateway_id",
    "aws_dx_private_virtual_interface": "",
    "aws_dx_hosted_private_virtual_interface_accepter": "",
    "aws_ec2_transit_gateway_connect": "",
}
"""What connects a gateway with a network outside, and the argument that names what is attached where it is not itself."""
_GATEWAYS: Final = ("vpn_gateway_id", "transit_gateway_id", "associated_gateway_id")


class Outsides:
    """Reads VPN and Direct Connect."""

    def __init__(self, estate: Estate, identities: Identities, filters: Filters) -> None:
        self.estate = estate
        self.of = identities
        self.filters = filters

    @cached_property
    def all(self) -> tuple[Outside, ...]:
        """Every network outside, as far as the JSON tells its ranges."""
        found: dict[tuple[str, str], Outside] = {}
        for block in self.estate.of(*_CONNECTIONS):
            gateway = next((named for key in _GATEWAYS if (named := self.of.of(block.get(key)))), "")
            # an interface may belong to a Direct Connect gateway, whose association says the rest; a VPN to Cloud WAN
            if gateway:
                argument = _CONNECTIONS[block.kind]
                address = self.of.of(block.get(argument)) if argument else block.address
                ranges = self._written_ranges(block, address)
                found[address, gateway] = Outside(address, gateway, ranges, self._announces(block))
        ways = (Outside(block.address, "", (), WAYS_IN[block.kind]) for block in self.estate.of(*WAYS_IN))
        return (*found.values(), *ways)

    def told_by(self, gateway: str) -> Iterator[Route]:
        """What a VPN gateway tells a table: the written ranges of its connections, or what the other side announces."""
        for block in self.estate.of("aws_vpn_connection_route"):
            connection = self.estate.at(self.of.of(block.get("vpn_connection_id")))
            if connection is not None and self.of.of(connection.get("vpn_gateway_id")) == gateway:
                match = self.filters.ranges(block.get("destination_cidr_block"))
                yield Route(block.address, match, "VPN gateway", gateway, propagated=True)
        for each in self.all:
            if each.gateway == gateway and each.unknown:
                yield Route(each.address, Match(unknown=each.unknown), "VPN gateway", gateway, propagated=True)

    def _announces(self, block: Block) -> str:
        written = block.kind == "aws_vpn_connection" and block.get("static_routes_only") in (True, "true")
        return "" if written else f"the other side of {block.address} announces its ranges at run time"

    def _written_ranges(self, block: Block, address: str) -> tuple[Range, ...]:
        """Ranges the JSON names for what is behind a connection: its own routes, and a transit gateway's to it."""
        texts = [
            each.get("destination_cidr_block")
            for each in self.estate.of("aws_vpn_connection_route")
            if self.of.of(each.get("vpn_connection_id")) == block.address
        ]
        texts += [
            each.get("destination_cidr_block")
            for each in self.estate.of("aws_ec2_transit_gateway_route")
            if self.of.of(each.get("transit_gateway_attachment_id")) == address
        ]
        return self.filters.ranges(*texts).ranges
