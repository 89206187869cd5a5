"""Who a value of the JSON means: one address for each thing, however it is referred to.

The main route table, the default network ACL and the default group of a VPC have addresses made of the VPC's, and so has
the default table of a transit gateway: they exist whether or not a resource manages them.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Final, cast

from constructs_lib.analysis.terraform.estate import Block, Estate
from constructs_lib.analysis.terraform.values import Reference, Unknown

MAIN_TABLE, DEFAULT_ACL, DEFAULT_GROUP = "#main-route-table", "#default-network-acl", "#default-security-group"

_OF_ANOTHER: Final[Mapping[str, str]] = {
    "default_route_table_id": MAIN_TABLE,
    "main_route_table_id": MAIN_TABLE,
    "default_network_acl_id": DEFAULT_ACL,
    "default_security_group_id": DEFAULT_GROUP,
    "association_default_route_table_id": MAIN_TABLE,
    "propagation_default_route_table_id": MAIN_TABLE,
}
"""Attributes that name another thing than the resource they are read from."""

_STANDS_FOR: Final[Mapping[str, tuple[str, str]]] = {
    "aws_default_route_table": ("default_route_table_id", ""),
    "aws_default_network_acl": ("default_network_acl_id", ""),
    "aws_default_security_group": ("vpc_id", DEFAULT_GROUP),
    "aws_vpc_peering_connection_accepter": ("vpc_peering_connection_id", ""),
    "aws_ec2_transit_gateway_vpc_attachment_accepter": ("transit_gateway_attachment_id", ""),
    "aws_ec2_transit_gateway_peering_attachment_accepter": ("transit_gateway_attachment_id", ""),
    "aws_internet_gateway_attachment": ("internet_gateway_id", ""),
    "aws_vpn_gateway_attachment": ("vpn_gateway_id", ""),
}
"""Resources that manage a thing which is made elsewhere: the argument that names it."""

_LOOKED_UP: Final[Mapping[str, str]] = {
    "data.aws_ec2_transit_gateway_vpn_attachment": "vpn_connection_id",
    "data.aws_ec2_transit_gateway_dx_gateway_attachment": "dx_gateway_id",
}
"""Data sources that find an attachment by what is attached."""


class Identities:
    """The addresses that values of an estate mean."""

    def __init__(self, estate: Estate) -> None:
        self.estate = estate
        for kind, argument in _LOOKED_UP.items():
            estate.computed[kind, "id"] = _argument(argument)
        for kind in ("data.aws_prefix_list", "data.aws_ec2_managed_prefix_list"):
            estate.computed[kind, "id"] = _itself

    def of(self, value: object) -> str:
        """The address a value means; empty for what is absent or unknown."""
        if isinstance(value, Reference):
            return self._canonical(value)
        return value if isinstance(value, str) else ""

    def each(self, values: Iterable[object]) -> tuple[str, ...]:
        """The addresses of several."""
        return tuple(self.of(each) for each in values)

    def block(self, block: Block) -> str:
        """The address of the thing that a block makes or manages."""
        return self._canonical(Reference(block.address, "id"))

    def _canonical(self, reference: Reference) -> str:
        block = self.estate.at(reference.address)
        if block is None:
            return reference.address
        if block.kind in _STANDS_FOR and reference.attribute == "id":
            argument, suffix = _STANDS_FOR[block.kind]
            named = self.of(block.get(argument))
            return f"{named}{suffix}" if named else reference.address
        return f"{reference.address}{_OF_ANOTHER.get(reference.attribute, '')}"


def why_unknown(value: object) -> str:
    """Why a value cannot be told; empty when it can."""
    if isinstance(value, list):
        return next((why for each in cast("list[object]", value) if (why := why_unknown(each))), "")
    return value.why if isinstance(value, Unknown) else ""


def _argument(name: str) -> Callable[[Block], object]:
    return lambda block: block.get(name) or Unknown(f"{block.address} has no {name}")


def _itself(block: Block) -> object:
    return Reference(block.address, "id")
